// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The pages in process: upload, follow, judge by two, cut, look at quality.

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use erf_base::{Actor, FixedClock, Purpose, Role};
use erf_store::audit;
use erf_web::{App, Sessions, Works};
use tower::ServiceExt;

use crate::{
    model::LinkageId,
    pages,
    tasks::Desk,
    testing::{World, analyst, companies},
};

struct Reader {
    router: Router,
    cookie: String,
    app: App,
    desk: Arc<Desk>,
}

struct Page {
    status: StatusCode,
    text: String,
    to: String,
    /// What the next page will say, as the cookie that brings it there.
    message: String,
}

impl Reader {
    async fn new(world: &World, id: &str, role: Role, municipality: Option<&str>) -> Self {
        let clock = Arc::new(FixedClock::on(jiff::civil::date(2026, 10, 1)));
        let slices = App::builder(world.db.clone(), clock, "Markerwaard").slice(erf_places::slice()).slice(erf_accounts::slice());
        let app = slices.slice(pages::slice()).build().unwrap();
        let actor = Actor { id: id.into(), name: id.into(), role, municipality: municipality.map(|m| m.parse().unwrap()) };
        let mut tx = world.db.begin().await.unwrap();
        let cookie = Sessions::open(&mut tx, &app, &actor, &Purpose("toets".into())).await.unwrap();
        tx.commit().await.unwrap();
        let desk = Arc::new(Desk::new(Arc::new(Works::new(None))));
        let router = pages::around(pages::routes().and(erf_web::routes()).into_router(app.clone()), Arc::clone(&desk));
        Self { router, cookie: cookie.to_str().unwrap().split(';').next().unwrap().to_owned(), app, desk }
    }

    async fn bilal(world: &World) -> Self {
        Self::new(world, "bilal", Role::Analyst, None).await
    }

    async fn get(&self, address: &str) -> Page {
        self.send(Request::get(address).body(Body::empty()).unwrap(), "").await
    }

    async fn get_english(&self, address: &str) -> Page {
        self.send(Request::get(address).body(Body::empty()).unwrap(), "; erf_taal=en").await
    }

    /// The page that an answer leads to, with its message.
    async fn follow(&self, answer: &Page) -> Page {
        let first = self.send(Request::get(&answer.to).body(Body::empty()).unwrap(), "").await;
        let to = if first.to.is_empty() { &answer.to } else { &first.to };
        self.send(Request::get(to).body(Body::empty()).unwrap(), &format!("; {}", answer.message)).await
    }

    async fn post(&self, address: &str, form: &str) -> Page {
        let request = Request::post(address).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(form.to_owned())).unwrap(), "").await
    }

    /// Sends the form for a new linkage with files.
    async fn offer(&self, files: &[(&str, &str)], fields: &[(&str, &str)]) -> Page {
        let mut body = String::new();
        for (name, text) in files {
            body += &format!("--X\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{name}.csv\"\r\n\r\n{text}\r\n");
        }
        for (name, value) in fields {
            body += &format!("--X\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        }
        let request = Request::post("/koppelwerkbank/nieuw").header(header::CONTENT_TYPE, "multipart/form-data; boundary=X");
        self.send(request.body(Body::from(body + "--X--\r\n")).unwrap(), "").await
    }

    /// Waits until all long work is done.
    async fn done(&self) {
        erf_web::take_up(self.app.clone(), Arc::clone(&self.desk)).await;
    }

    async fn send(&self, mut request: Request<Body>, more: &str) -> Page {
        request.headers_mut().insert(header::COOKIE, format!("{}{more}", self.cookie).parse().unwrap());
        let response = self.router.clone().oneshot(request).await.unwrap();
        let to = response.headers().get(header::LOCATION).map(|v| v.to_str().unwrap().to_owned()).unwrap_or_default();
        let cookies = response.headers().get_all(header::SET_COOKIE).iter().filter_map(|cookie| cookie.to_str().ok());
        let message = cookies.filter(|cookie| cookie.starts_with("erf_bericht=")).filter_map(|cookie| cookie.split(';').next());
        let message = message.map(str::to_owned).next().unwrap_or_default();
        let status = response.status();
        let bytes = to_bytes(response.into_body(), 64 << 20).await.unwrap();
        Page { status, text: String::from_utf8_lossy(&bytes).into_owned(), to, message }
    }
}

const LAW: [(&str, &str); 5] = [
    ("naam", "dubbele bedrijven"),
    ("doel", "opschonen van het relatiebestand"),
    ("houder", "Gemeente Waterdam"),
    ("grondslag", "Gemeentewet"),
    ("bewaren_tot", "2026-12-01"),
];

fn all_pages(id: LinkageId, pair: (i64, i64), group: &str) -> Vec<String> {
    let of = ["", "/groepen", "/groepen?pagina=2", "/grens", "/overeenstemming", "/kwaliteit"];
    let mut all: Vec<String> = of.iter().map(|end| format!("/koppelwerkbank/{id}{end}")).collect();
    all.push(format!("/koppelwerkbank/{id}/paren/{}/{}", pair.0, pair.1));
    all.push(format!("/koppelwerkbank/{id}/groepen/{group}"));
    all.push("/koppelwerkbank".into());
    all
}

#[tokio::test]
async fn every_page_opens_in_both_languages_for_those_who_may() {
    let world = World::new().await;
    let id = world.linked(&analyst(), "dubbele bedrijven", &[&companies(160)]).await;
    let pair = world.together(id).await;
    let group = world.groups(id).await[pair.0 as usize].clone();
    for (who, role) in [("bilal", Role::Analyst), ("daan", Role::PrivacyOfficer)] {
        let reader = Reader::new(&world, who, role, None).await;
        for address in all_pages(id, pair, &group) {
            for page in [reader.get(&address).await, reader.get_english(&address).await] {
                assert_eq!(page.status, StatusCode::OK, "{who} {address}\n{}", page.text);
            }
        }
    }
    let bilal = Reader::bilal(&world).await;
    for address in
        ["/koppelwerkbank/nieuw".to_owned(), format!("/koppelwerkbank/{id}/vragen"), format!("/koppelwerkbank/{id}/vragen?tweede=ja")]
    {
        assert_eq!(bilal.get(&address).await.status, StatusCode::OK, "{address}");
    }
    let elsewhere = Reader::new(&world, "otto", Role::SafetyAdviser, Some("9902")).await;
    for address in all_pages(id, pair, &group).iter().filter(|address| *address != "/koppelwerkbank") {
        assert_eq!(elsewhere.get(address).await.status, StatusCode::NOT_FOUND, "{address}");
    }
}

#[tokio::test]
async fn a_table_is_offered_followed_and_found_back() {
    let world = World::new().await;
    let bilal = Reader::bilal(&world).await;
    assert!(bilal.get("/koppelwerkbank").await.text.contains("Hier komen uw koppelproeven te staan"));
    let sent = bilal.offer(&[("bestand", &companies(160))], &LAW).await;
    assert!(sent.to.starts_with("/taken/"), "{}\n{}", sent.status, sent.text);
    bilal.done().await;
    let list = bilal.get("/koppelwerkbank").await.text;
    assert!(list.contains("dubbele bedrijven") && list.contains("Van 100 koppelingen verwachten wij"), "{list}");
    let mut hrefs = list.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap().replace("&#x2f;", "/"));
    let is_one = |href: &String| href.strip_prefix("/koppelwerkbank/").is_some_and(|id| id.parse::<LinkageId>().is_ok());
    let href = hrefs.find(is_one).unwrap();
    let page = bilal.get(&href).await.text;
    for said in ["opschonen van het relatiebestand", "bedrijfsnaam", "Wat wij in de kolommen lazen", "pairs.csv"] {
        assert!(page.contains(said), "{said}\n{page}");
    }
    let pairs = bilal.get(&format!("{href}/bestand/pairs.csv")).await.text;
    assert!(pairs.starts_with("id_l,id_r,score,probability\nc"), "{}", &pairs[..80.min(pairs.len())]);
    assert_eq!(bilal.get(&format!("{href}/bestand/clusters.csv")).await.text.lines().count(), 201);
    let report = bilal.get(&format!("{href}/bestand/report.html")).await.text;
    // Rows are named as they are on the pages, and our own key is nowhere.
    assert!(report.contains("Koppelverslag") && report.contains("<td>c") && !report.contains("erfzicht_rij"), "{report}");
    let run: serde_json::Value = serde_json::from_str(&bilal.get(&format!("{href}/bestand/run.json")).await.text).unwrap();
    assert_eq!((&run["files"][0]["accepted"], &run["files"][0]["rows_named_by"]), (&200.into(), &"id".into()));
    assert_eq!((&run["columns"][1]["role"], run["usage"].is_null()), (&"bedrijfsnaam".into(), true));
    assert_eq!(bilal.get(&format!("{href}/bestand/anders.csv")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn without_a_purpose_and_with_people_nothing_is_taken_in() {
    let world = World::new().await;
    let bilal = Reader::bilal(&world).await;
    let without = bilal.offer(&[("bestand", &companies(10))], &[("naam", "zonder doel")]).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(without.text.contains("Schrijf op waarvoor u de tabellen koppelt"));
    let people = "voornaam,achternaam,geboortedatum,straat\nJan,Jansen,1980-01-01,Dorpsstraat\nPiet,Smit,1981-02-03,Achterweg\n";
    let refused = bilal.offer(&[("bestand", people)], &LAW).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("gaat over personen") && refused.text.contains("opdrachtregel"), "{}", refused.text);
    let nothing = bilal.offer(&[], &LAW).await;
    assert!(nothing.text.contains("Kies een bestand, of een levering"));
    assert_eq!(world.count("linkage").await, 0);
}

#[tokio::test]
async fn the_second_reviewer_does_not_see_the_first_answer_before_giving_one() {
    let world = World::new().await;
    let id = world.linked(&analyst(), "twee beoordelaars", &[&companies(160)]).await;
    let (a, b) = world.together(id).await;
    let (bilal, bea) = (Reader::bilal(&world).await, Reader::new(&world, "bea", Role::Analyst, None).await);
    let pair = format!("/koppelwerkbank/{id}/paren/{a}/{b}");
    let judged = bilal.post(&pair, "oordeel=niet_zelfde&reden=andere+eigenaar").await;
    assert_eq!(judged.to, format!("/koppelwerkbank/{id}/vragen?vorige={a}-{b}"), "{}", judged.text);
    assert!(bilal.get(&pair).await.text.contains("andere eigenaar"));
    for address in [&pair, &format!("/koppelwerkbank/{id}/vragen?tweede=ja")] {
        let blind = bea.get(address).await.text;
        assert!(blind.contains("U ziet dat antwoord pas na het uwe") && !blind.contains("andere eigenaar"), "{address}");
    }
    assert!(!bea.get(&format!("/koppelwerkbank/{id}")).await.text.contains("andere eigenaar"));
    assert!(!bea.get(&format!("/koppelwerkbank/{id}/overeenstemming")).await.text.contains("om over te praten"));
    bea.post(&pair, "oordeel=zelfde&tweede=ja").await;
    assert!(bea.get(&pair).await.text.contains("andere eigenaar"));
    let talk = bea.get(&format!("/koppelwerkbank/{id}/overeenstemming")).await.text;
    assert!(talk.contains("Eén paar om over te praten") && talk.contains("bea en bilal"), "{talk}");
    let undone = bea.post(&format!("{pair}/ongedaan"), "").await;
    assert_eq!(undone.to, pair);
    let mut tx = world.db.read().await.unwrap();
    let all = audit::list(&mut tx, &audit::Filter::default(), 100, 0).await.unwrap();
    let actions: Vec<&str> = all.iter().filter(|entry| entry.object_kind == "koppelproef").map(|entry| entry.action.as_str()).collect();
    for action in ["aangevraagd", "gemaakt", "gelezen", "beoordeeld", "oordeel_ongedaan"] {
        assert!(actions.contains(&action), "{action}: {actions:?}");
    }
}

#[tokio::test]
async fn a_group_is_split_and_merged_again_and_the_cut_needs_a_reason() {
    let world = World::new().await;
    let id = world.linked(&analyst(), "groepen", &[&companies(160)]).await;
    let (a, b) = world.together(id).await;
    let before = world.groups(id).await;
    let bilal = Reader::bilal(&world).await;
    let group = format!("/koppelwerkbank/{id}/groepen/{}", before[a as usize]);
    let page = bilal.get(&group).await.text;
    assert!(
        page.contains("zwakste schakel")
            && page.contains("hier valt de groep het eerst uiteen")
            && page.contains("<svg class=\"erf-graph\""),
        "{page}"
    );
    bilal.post(&format!("/koppelwerkbank/{id}/paren/{a}/{b}"), "oordeel=niet_zelfde").await;
    assert_ne!(world.groups(id).await, before);
    let missing = bilal.post(&format!("{group}/samenvoegen"), "andere=bestaat-niet").await;
    assert!(missing.to.ends_with("?geen=ja#samenvoegen"));
    let name = world.rows(id).await[b as usize].name.clone();
    let merged = bilal.post(&format!("{group}/samenvoegen"), &format!("andere={name}")).await;
    assert!(merged.to.starts_with(&format!("/koppelwerkbank/{id}/rijen/{a}")), "{}", merged.to);
    let count = before.iter().filter(|name| **name == before[a as usize]).count();
    assert!(bilal.follow(&merged).await.text.contains(&format!("De groep heeft nu deze {count} rijen.")));
    assert_eq!(world.groups(id).await, before);
    assert!(bilal.get(&group).await.text.contains("Wat er met deze groep gebeurde"));
    let cut = format!("/koppelwerkbank/{id}/grens");
    assert_eq!(bilal.post(&cut, "eigen=12,5").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(bilal.post(&cut, "eigen=12,5&reden=strenger").await.to, cut);
    assert!(bilal.get(&cut).await.text.contains("strenger"));
    let wrong = bilal.post(&format!("/koppelwerkbank/{id}/verwijderen"), "naam=anders").await;
    assert!(wrong.to.ends_with("#verwijderen"));
    assert_eq!(bilal.post(&format!("/koppelwerkbank/{id}/verwijderen"), "naam=groepen").await.to, "/koppelwerkbank");
    assert_eq!(world.count("linkage_row").await, 0);
}

/// The same table with names of rows that are not their line numbers, but look like them.
fn companies_from_zero(count: usize) -> String {
    let text = companies(count);
    let line = |(number, line): (usize, &str)| {
        let rest = line.split_once(',').unwrap().1;
        if number == 0 { format!("unique_id,{rest}\n") } else { format!("{},{rest}\n", number - 1) }
    };
    text.lines().enumerate().map(line).collect()
}

/// Numbers of rows that stand alone.
fn alone(groups: &[String]) -> Vec<usize> {
    let single = |row: &usize| groups.iter().filter(|group| **group == groups[*row]).count() == 1;
    (0..groups.len()).filter(single).collect()
}

#[tokio::test]
async fn a_row_that_is_named_is_the_one_the_page_calls_so() {
    let world = World::new().await;
    let id = world.linked(&analyst(), "vanaf nul", &[&companies_from_zero(160)]).await;
    let before = world.groups(id).await;
    let alone = alone(&before);
    // The row whose line in the file has the number that is typed stands alone too.
    let named = *alone.iter().find(|row| **row > 40 && alone.contains(&(**row - 2))).unwrap();
    let own = alone[0];
    let bilal = Reader::bilal(&world).await;
    let merged = bilal.post(&format!("/koppelwerkbank/{id}/groepen/{}/samenvoegen", before[own]), &format!("andere={named}")).await;
    let after = world.groups(id).await;
    assert_eq!(after[own], after[named]);
    assert_eq!(after[named - 2], before[named - 2]);
    assert!(bilal.follow(&merged).await.text.contains("De groep heeft nu deze 2 rijen."));
}

#[tokio::test]
async fn a_name_that_two_tables_use_is_asked_back() {
    let world = World::new().await;
    let id = world.linked(&analyst(), "twee tabellen", &[&companies(160), &companies(120)]).await;
    let (groups, rows) = (world.groups(id).await, world.rows(id).await);
    let of_both =
        |row: &&crate::store::rows::Row| row.side == 0 && row.nr > 20 && rows.iter().any(|it| it.side == 1 && it.name == row.name);
    let name = rows.iter().find(of_both).unwrap().name.clone();
    let bilal = Reader::bilal(&world).await;
    let address = format!("/koppelwerkbank/{id}/groepen/{}/samenvoegen", groups[0]);
    let asked = bilal.post(&address, &format!("andere={name}&reden=zelfde+eigenaar")).await;
    assert_eq!((asked.status, world.groups(id).await), (StatusCode::UNPROCESSABLE_ENTITY, groups));
    for said in ["2 rijen heten zo", "van tabel 0.csv", "van tabel 1.csv", "zelfde eigenaar"] {
        assert!(asked.text.contains(said), "{said}\n{}", asked.text);
    }
    let meant = rows.iter().find(|row| row.side == 1 && row.name == name).unwrap().nr;
    bilal.post(&address, &format!("andere={name}&rij={meant}")).await;
    let after = world.groups(id).await;
    assert_eq!(after[0], after[meant as usize]);
}

#[tokio::test]
async fn a_merge_says_which_rows_did_not_come_along() {
    let world = World::new().await;
    let id = world.linked(&analyst(), "niet alles", &[&companies(160)]).await;
    let (before, rows) = (world.groups(id).await, world.rows(id).await);
    let (a, b) = world.together(id).await;
    let other = *alone(&before).last().unwrap();
    let bilal = Reader::bilal(&world).await;
    bilal.post(&format!("/koppelwerkbank/{id}/paren/{b}/{other}"), "oordeel=niet_zelfde").await;
    let address = format!("/koppelwerkbank/{id}/groepen/{}/samenvoegen", before[a as usize]);
    let merged = bilal.post(&address, &format!("andere={}", rows[other].name)).await;
    let after = world.groups(id).await;
    assert_eq!((after[a as usize] == after[other], after[b as usize] == after[other]), (true, false));
    let said = bilal.follow(&merged).await.text;
    assert!(said.contains("Niet alle rijen gingen mee") && !said.contains("De groepen zijn samengevoegd"), "{said}");
    // Somebody else who says that they are not the same leaves the groups as they are.
    let bea = Reader::new(&world, "bea", Role::Analyst, None).await;
    bea.post(&format!("/koppelwerkbank/{id}/paren/{a}/{other}"), "oordeel=niet_zelfde").await;
    let group = world.groups(id).await[a as usize].clone();
    let contradicted =
        bilal.post(&format!("/koppelwerkbank/{id}/groepen/{group}/samenvoegen"), &format!("andere={}", rows[other].name)).await;
    assert!(bilal.follow(&contradicted).await.text.contains("de groepen zijn niet samengevoegd"));
}

#[tokio::test]
async fn the_columns_of_both_tables_are_shown_with_what_was_left_out_and_what_names_a_row() {
    let world = World::new().await;
    let (left, right) = (companies(160), companies(120).replacen("id,", "nr,", 1));
    let right: String = right.lines().enumerate().map(|(n, line)| format!("{line},{}\n", if n == 0 { "cluster" } else { "k" })).collect();
    let id = world.linked(&analyst(), "twee tabellen", &[&left, &right]).await;
    let page = Reader::bilal(&world).await.get(&format!("/koppelwerkbank/{id}")).await.text;
    let said = [
        "Kolommen van tabel 0.csv",
        "Kolommen van tabel 1.csv",
        ">cluster</th>",
        "weggelaten",
        "in kolom id.",
        "geen kolom unique_id of id",
    ];
    for said in said {
        assert!(page.contains(said), "{said}\n{page}");
    }
    assert!(!page.contains("erfzicht_rij"));
}

#[tokio::test]
async fn a_number_is_written_in_one_way_on_a_page() {
    let world = World::new().await;
    let id = world.linked(&analyst(), "afronding", &[&companies(160)]).await;
    let (a, b) = world.together(id).await;
    let page = Reader::bilal(&world).await.get(&format!("/koppelwerkbank/{id}/paren/{a}/{b}")).await.text;
    assert!(!page.contains("(kans ") && page.contains("kans van "), "{page}");
    let (before, _) = page.split_once(" bits samen").unwrap();
    let total = before.rsplit('>').next().unwrap();
    assert!(total.split_once(',').is_none_or(|(_, decimals)| decimals.len() == 1), "{total}");
}

#[tokio::test]
async fn whose_tables_they_are_must_be_said_of_files_and_the_form_says_so() {
    let world = World::new().await;
    let bilal = Reader::bilal(&world).await;
    let form = bilal.get("/koppelwerkbank/nieuw").await.text;
    for field in ["veld-houder", "veld-grondslag"] {
        let label = form.split_once(&format!("for=\"{field}\"")).unwrap().1.split_once("</label>").unwrap().0;
        assert!(!label.contains("hoeft niet"), "{label}");
    }
    let without: Vec<_> = LAW.into_iter().filter(|(field, _)| !["houder", "grondslag"].contains(field)).collect();
    let refused = bilal.offer(&[("bestand", &companies(10))], &without).await;
    assert!(refused.text.contains("Schrijf op van wie de tabellen zijn") && refused.text.contains("Schrijf op welke wet of afspraak"));
}
