// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What must hold for any table: order, names of rows, threads, noise, copies and judgements that are taken back.

#![expect(clippy::unwrap_used, reason = "a helper of a test that fails may panic")]

mod made;

use std::collections::{BTreeMap, BTreeSet};

use erf_linkage::{
    dataset::Dataset,
    evaluate::evaluate,
    explain::explain,
    index::Index,
    judge::{Judgement, Judgements, Verdict},
    output,
    refit::{RefitError, refit},
    review,
    run::{Options, Run, dedupe, link},
    splink,
    table::{ReadOptions, Table, read},
};
use made::{People, csv};

fn table(text: &str) -> Table {
    read(text.as_bytes(), &ReadOptions::default()).unwrap()
}

fn run(text: &str, options: &Options) -> Run {
    dedupe(&table(text), options).unwrap()
}

fn pairs(run: &Run) -> String {
    let mut out = Vec::new();
    output::pairs(run, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn clusters(run: &Run) -> String {
    let mut out = Vec::new();
    output::clusters(run, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Entities as sets of names, whatever they are called.
fn entities(run: &Run) -> BTreeSet<BTreeSet<String>> {
    let mut groups: BTreeMap<u32, BTreeSet<String>> = BTreeMap::new();
    for (row, entity) in run.entities.iter().enumerate() {
        groups.entry(*entity).or_default().insert(run.data.id(row as u32).to_owned());
    }
    groups.into_values().collect()
}

/// Scores by unordered pair of names.
fn scores(run: &Run) -> BTreeMap<BTreeSet<String>, String> {
    let line = |pair: &erf_linkage::score::Pair| {
        let names = [run.data.id(pair.a), run.data.id(pair.b)].map(str::to_owned);
        (BTreeSet::from(names), format!("{:.6}", pair.bits))
    };
    run.pairs.iter().map(line).collect()
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let text = csv(&People::new(5).rows(1500));
    let of = |threads| run(&text, &Options { threads, ..Options::default() });
    let one = of(1);
    for threads in [2, 8] {
        let many = of(threads);
        assert_eq!(pairs(&one), pairs(&many));
        assert_eq!(clusters(&one), clusters(&many));
        assert_eq!(one.model, many.model);
    }
}

#[test]
fn the_order_of_rows_does_not_matter() {
    let rows = People::new(6).rows(1200);
    let mut turned = rows.clone();
    turned.reverse();
    turned.rotate_left(377);
    let (one, other) = (run(&csv(&rows), &Options::default()), run(&csv(&turned), &Options::default()));
    assert_eq!(one.model, other.model);
    assert_eq!(scores(&one), scores(&other));
    assert_eq!(entities(&one), entities(&other));
}

#[test]
fn an_entity_is_called_by_its_lowest_name_in_any_order_of_the_rows() {
    let mut rows = People::new(46).rows(700);
    // Numbers of other lengths, and names that are none.
    for (at, row) in rows.iter_mut().enumerate() {
        row.id = if at % 5 == 0 { format!("n{}", row.id) } else { (row.number() * 7 % 100_003).to_string() };
    }
    let sorted = |text: String| text.lines().map(str::to_owned).collect::<BTreeSet<_>>();
    let one = sorted(clusters(&run(&csv(&rows), &Options::default())));
    rows.reverse();
    rows.rotate_left(123);
    assert_eq!(one, sorted(clusters(&run(&csv(&rows), &Options::default()))));
    let (left, right) = rows.split_at(350);
    let of = |left: &[made::Row], right: &[made::Row]| {
        sorted(clusters(&link(&table(&csv(left)), &table(&csv(right)), &Options::default()).unwrap()))
    };
    let (mut left, mut right) = (left.to_vec(), right.to_vec());
    let before = of(&left, &right);
    left.reverse();
    right.reverse();
    assert_eq!(before, of(&left, &right));
    let named = |line: &&String| line.ends_with(",L") && !line.contains(",L:");
    assert_eq!(before.iter().find(named), None, "a row of the first file names the entity");
}

#[test]
fn the_names_of_rows_do_not_matter() {
    let rows = People::new(7).rows(1200);
    let renamed: Vec<_> = rows.iter().map(|row| row.renamed(&format!("z{}", 99_999 - row.id.parse::<u32>().unwrap()))).collect();
    let (one, other) = (run(&csv(&rows), &Options::default()), run(&csv(&renamed), &Options::default()));
    let back = |name: &String| (99_999 - name[1..].parse::<u32>().unwrap()).to_string();
    let restored: BTreeSet<BTreeSet<String>> = entities(&other).iter().map(|group| group.iter().map(back).collect()).collect();
    assert_eq!(entities(&one), restored);
}

#[test]
fn a_column_of_noise_does_little_harm() {
    let rows = People::new(8).rows(1500);
    let plain = csv(&rows);
    let noisy: String = plain
        .lines()
        .enumerate()
        .map(|(number, line)| if number == 0 { format!("{line},ruis\n") } else { format!("{line},x{}\n", number * 7919 % 97) })
        .collect();
    let (one, other) = (quality(&run(&plain, &Options::default())), quality(&run(&noisy, &Options::default())));
    assert!(one > 0.9, "{one}");
    assert!(other > one - 0.02, "{one} {other}");
}

/// F1 of entities; the truth is in the name of made rows.
fn quality(run: &Run) -> f64 {
    let truth: Vec<&str> = (0..run.data.store.rows() as u32).map(|row| made::truth(run.data.id(row))).collect();
    let pairs_of = |counts: BTreeMap<String, u64>| counts.values().map(|count| count * (count - 1) / 2).sum::<u64>() as f64;
    let count = |key: &dyn Fn(usize) -> String| {
        let mut counts = BTreeMap::new();
        (0..truth.len()).for_each(|row| *counts.entry(key(row)).or_insert(0) += 1);
        pairs_of(counts)
    };
    let real = count(&|row| truth[row].to_owned());
    let found = count(&|row| run.entities[row].to_string());
    let both = count(&|row| format!("{} {}", truth[row], run.entities[row]));
    2.0 * both / (real + found)
}

#[test]
fn columns_that_hold_the_answer_are_never_compared() {
    for name in ["cluster", "entity", "truth"] {
        let rows = People::new(9).rows(300);
        let (plain, mut told) = (csv(&rows), String::new());
        for (number, line) in plain.lines().enumerate() {
            let answer = if number == 0 { name.to_owned() } else { format!("x{}", number / 2) };
            told.push_str(&format!("{line},{answer}\n"));
        }
        assert_eq!(pairs(&run(&plain, &Options::default())), pairs(&run(&told, &Options::default())), "{name}");
    }
}

#[test]
fn exact_copies_of_a_row_end_in_its_entity() {
    let mut rows = People::new(10).rows(800);
    let copy = rows.iter().find(|row| row.is_full()).unwrap().clone();
    for number in 0..200 {
        rows.push(copy.renamed(&format!("9{number:04}")));
    }
    let found = run(&csv(&rows), &Options::default());
    let own = entities(&found).into_iter().find(|group| group.contains(&copy.id)).unwrap();
    assert!((0..200).all(|number| own.contains(&format!("9{number:04}"))), "{}", own.len());
}

#[test]
fn nothing_that_is_missing_counts() {
    let rows = People::new(11).rows(1000);
    let found = run(&csv(&rows), &Options::default());
    for pair in found.pairs.iter().take(300) {
        for part in explain(&found, pair.a, pair.b).contributions {
            if part.level == "missing" {
                assert_eq!((part.bits, part.frequency_bits, part.veto_bits), (0.0, 0.0, 0.0));
            }
        }
    }
}

#[test]
fn an_explanation_adds_up_to_the_score() {
    let found = run(&csv(&People::new(12).rows(1000)), &Options::default());
    assert!(found.pairs.len() > 100);
    for pair in &found.pairs {
        let told = explain(&found, pair.a, pair.b);
        let parts: f64 = told.contributions.iter().map(|part| part.bits + part.frequency_bits + part.veto_bits).sum();
        assert!((told.prior + parts + told.interaction - pair.bits).abs() < 1e-6, "{told:?}");
        assert!(told.interaction <= 1e-9);
        assert!(told.sentence.starts_with("Dat dit een en dezelfde is"), "{}", told.sentence);
    }
}

fn judged(left: &str, right: &str, verdict: Verdict) -> Judgement {
    Judgement { left: left.into(), right: right.into(), verdict, who: "anna".into(), when: "2026-10-01".into(), why: "test".into() }
}

#[test]
fn a_judgement_holds_and_taking_it_back_leaves_no_trace() {
    let text = csv(&People::new(13).rows(900));
    let before = run(&text, &Options::default());
    let sure = before.pairs[0];
    let (left, right) = (before.data.id(sure.a).to_owned(), before.data.id(sure.b).to_owned());
    let mut judgements = Judgements::default();
    judgements.add(judged(&left, &right, Verdict::NotSame));
    let apart = run(&text, &Options { judgements: judgements.clone(), ..Options::default() });
    assert!(!entities(&apart).iter().any(|group| group.contains(&left) && group.contains(&right)));
    assert!(judgements.undo(&right, &left, "anna"));
    let after = run(&text, &Options { judgements, ..Options::default() });
    assert_eq!(clusters(&before), clusters(&after));
}

#[test]
fn people_can_put_together_what_no_rule_brings_together() {
    let rows = People::new(14).rows(600);
    let text = csv(&rows);
    let (left, right) = (rows[0].id.clone(), rows.iter().find(|row| made::truth(&row.id) != made::truth(&rows[0].id)).unwrap().id.clone());
    let mut judgements = Judgements::default();
    judgements.add(judged(&left, &right, Verdict::Same));
    let together = run(&text, &Options { judgements, ..Options::default() });
    assert!(entities(&together).iter().any(|group| group.contains(&left) && group.contains(&right)));
}

/// Groups of two rows and more, in a fixed order.
fn larger(run: &Run) -> Vec<BTreeSet<String>> {
    entities(run).into_iter().filter(|group| group.len() > 1).collect()
}

fn first(group: &BTreeSet<String>) -> &str {
    group.iter().next().unwrap()
}

#[test]
fn rows_that_people_put_together_bring_the_whole_of_both_groups_along() {
    let text = csv(&People::new(41).rows(900));
    let before = larger(&run(&text, &Options::default()));
    let mut judgements = Judgements::default();
    let two: Vec<&[BTreeSet<String>]> = before.chunks_exact(2).take(60).collect();
    two.iter().for_each(|two| judgements.add(judged(first(&two[0]), first(&two[1]), Verdict::Same)));
    let after = entities(&run(&text, &Options { judgements, ..Options::default() }));
    for two in two {
        let both: BTreeSet<String> = two[0].union(&two[1]).cloned().collect();
        assert!(after.contains(&both), "{both:?}");
    }
}

#[test]
fn a_row_that_must_stay_apart_stays_behind_when_people_join_its_group() {
    let text = csv(&People::new(42).rows(900));
    let before = run(&text, &Options::default());
    let groups = larger(&before);
    let (one, other) = (&groups[0], groups.iter().skip(1).find(|group| group.len() > 2).unwrap());
    let rest: Vec<&String> = other.iter().collect();
    let of = |all: &[Judgement]| {
        let mut judgements = Judgements::default();
        all.iter().for_each(|one| judgements.add(one.clone()));
        run(&text, &Options { judgements, ..Options::default() })
    };
    let told = [judged(first(one), rest[0], Verdict::Same), judged(first(one), rest[1], Verdict::NotSame)];
    let after = of(&told);
    let own = entities(&after).into_iter().find(|group| group.contains(first(one))).unwrap();
    assert!(one.is_subset(&own) && own.contains(rest[0]) && !own.contains(rest[1]), "{own:?}");
    assert_eq!(clusters(&after), clusters(&of(&[told[1].clone(), told[0].clone()])), "the order of judgements means nothing");
    assert_eq!(clusters(&of(&told[1..])).lines().count(), clusters(&before).lines().count());
}

#[test]
fn people_who_contradict_themselves_along_a_chain_keep_apart_what_they_kept_apart() {
    let text = csv(&People::new(43).rows(600));
    let groups: Vec<BTreeSet<String>> = entities(&run(&text, &Options::default())).into_iter().take(3).collect();
    let [a, b, c] = [0, 1, 2].map(|place: usize| first(&groups[place]));
    let told = [judged(a, b, Verdict::Same), judged(b, c, Verdict::Same), judged(a, c, Verdict::NotSame)];
    let of = |order: [usize; 3]| {
        let mut judgements = Judgements::default();
        order.iter().for_each(|place| judgements.add(told[*place].clone()));
        run(&text, &Options { judgements, ..Options::default() })
    };
    let after = entities(&of([0, 1, 2]));
    let own = after.iter().find(|group| group.contains(b)).unwrap();
    assert!(own.contains(a) != own.contains(c), "one of the two, and not both: {own:?}");
    assert_eq!(after, entities(&of([2, 1, 0])));
}

#[test]
fn joining_groups_of_two_files_leaves_at_most_one_row_of_each_but_for_what_people_said() {
    let rows = People::new(44).rows(900);
    let (left, right): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.number().is_multiple_of(2));
    let (left, right) = (table(&csv(&left)), table(&csv(&right)));
    let of = |judgements| link(&left, &right, &Options { one_to_one: true, judgements, ..Options::default() }).unwrap();
    let groups = larger(&of(Judgements::default()));
    let side = |group: &BTreeSet<String>, odd: u32| group.iter().find(|id| id.parse::<u32>().unwrap() % 2 == odd).cloned().unwrap();
    let (one, other) = (side(&groups[0], 0), side(&groups[1], 1));
    let mut judgements = Judgements::default();
    judgements.add(judged(&one, &other, Verdict::Same));
    let after = entities(&of(judgements));
    assert!(after.contains(&BTreeSet::from([one, other])), "what stood with either of them would be a second row of its file");
    assert!(after.contains(&BTreeSet::from([side(&groups[0], 1)])) && after.contains(&BTreeSet::from([side(&groups[1], 0)])));
}

#[test]
fn a_new_record_takes_nothing_apart_that_people_put_together() {
    let rows = People::new(45).rows(900);
    let text = csv(&rows);
    let groups = larger(&run(&text, &Options::default()));
    let mut judgements = Judgements::default();
    judgements.add(judged(first(&groups[0]), first(&groups[1]), Verdict::Same));
    let options = Options { judgements, ..Options::default() };
    let mut index = Index::new(run(&text, &options), &options);
    let copy = rows.iter().find(|row| row.id == first(&groups[0])).unwrap();
    let added = index.add("nieuw", &copy.cells());
    let both = groups[0].union(&groups[1]).cloned();
    assert_eq!(BTreeSet::from_iter(added.entity), both.chain(["nieuw".to_owned()]).collect());
}

#[test]
fn a_source_that_is_taken_out_leaves_nothing() {
    let rows = People::new(15).rows(900);
    let (kept, text) = (rows.iter().filter(|row| !row.number().is_multiple_of(3)).cloned().collect::<Vec<_>>(), csv(&rows));
    let whole = table(&text);
    let some = Dataset::of_some(&whole, &Options::default(), &|row| !rows[row].number().is_multiple_of(3)).unwrap();
    let some = erf_linkage::run::run(some, &Options::default(), &mut |_| {}).unwrap();
    let only = run(&csv(&kept), &Options::default());
    assert_eq!(pairs(&some), pairs(&only));
    assert_eq!(clusters(&some), clusters(&only));
}

#[test]
fn linking_compares_rows_of_two_tables_only() {
    let rows = People::new(16).rows(1600);
    let (left, right): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.number().is_multiple_of(2));
    let found = link(&table(&csv(&left)), &table(&csv(&right)), &Options { one_to_one: true, ..Options::default() }).unwrap();
    assert!(found.pairs.len() > 50);
    for pair in &found.pairs {
        assert!(found.data.id(pair.a).parse::<u32>().unwrap().is_multiple_of(2));
        assert!(found.data.id(pair.b).parse::<u32>().unwrap() % 2 == 1);
    }
    let mut seen = BTreeMap::new();
    for (row, entity) in found.entities.iter().enumerate() {
        *seen.entry((*entity, found.data.store.source(row as u32))).or_insert(0) += 1;
    }
    assert!(seen.values().all(|count| *count == 1));
    assert!(clusters(&found).starts_with("unique_id,cluster_id,source\n"));
    assert_eq!(clusters(&found).lines().count(), 1601);
}

#[test]
fn one_record_finds_its_entity_in_the_index_and_asking_leaves_no_trace() {
    let rows = People::new(17).rows(1200);
    let options = Options::default();
    let mut index = Index::new(run(&csv(&rows), &options), &options);
    let texts = index.run().data.store.values.len();
    let own = rows.iter().find(|row| row.is_full()).unwrap();
    let record = own.cells();
    let found = index.candidates(&record);
    assert_eq!(made::truth(&found[0].id), made::truth(&own.id));
    assert!(found[0].probability > 0.99);
    let mut strange = record.clone();
    strange.iter_mut().filter(|cell| cell.0 == "surname").for_each(|cell| cell.1 = "Qwertyuiop");
    index.candidates(&strange);
    assert_eq!(index.run().data.store.values.len(), texts);
    let added = index.add("nieuw", &record);
    assert!(added.entity.contains(&own.id) && added.entity.contains(&"nieuw".to_owned()), "{added:?}");
    assert_eq!(index.candidates(&record).iter().filter(|known| known.id == "nieuw").count(), 1);
}

#[test]
fn a_model_can_be_used_again_and_gives_the_same_scores() {
    let text = csv(&People::new(18).rows(1000));
    let first = run(&text, &Options::default());
    let json = serde_json::to_string(&first.model).unwrap();
    let again = run(&text, &Options { model: Some(serde_json::from_str(&json).unwrap()), ..Options::default() });
    assert_eq!(pairs(&first), pairs(&again));
}

#[test]
fn a_table_that_teaches_little_says_so() {
    let found = run(&csv(&People::new(19).rows(20)), &Options::default());
    let codes: Vec<&str> = found.warnings.iter().map(|warning| warning.code).collect();
    assert!(codes.contains(&"few_rows"), "{codes:?}");
}

#[test]
fn the_report_stands_alone_and_keeps_markup_of_the_table_as_text() {
    let text = csv(&People::new(20).rows(500)).replacen("phone", "<b>phone", 1);
    let mut out = Vec::new();
    output::report(&run(&text, &Options::default()), &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(!text.contains("<b>") && !text.contains("http") && !text.contains("<script"));
    for heading in ["Gewichten", "Patronen", "Precisie", "Niet te koppelen", "Welke rijen"] {
        assert!(text.contains(heading), "{heading}");
    }
    assert!(text.contains("&lt;b&gt;phone"));
}

#[test]
fn people_look_first_at_what_is_least_known() {
    let found = run(&csv(&People::new(21).rows(900)), &Options::default());
    let open = review::queue(&found, &Judgements::default(), 20);
    assert!(open.windows(2).all(|two| two[0].bits.abs() <= two[1].bits.abs()));
    let mut judgements = Judgements::default();
    judgements.add(judged(found.data.id(open[0].a), found.data.id(open[0].b), Verdict::Unsure));
    assert_ne!(review::queue(&found, &judgements, 1)[0], open[0]);
    let sure = found.pairs[0];
    let graph = review::entity(&found, sure.a);
    assert!(graph.members.contains(&found.data.id(sure.b).to_owned()));
    assert!(graph.weakest.is_some_and(|edge| edge < graph.edges.len()));
}

#[test]
fn a_run_against_the_truth() {
    let found = run(&csv(&People::new(22).rows(1500)), &Options::default());
    let truth: Vec<&str> = (0..found.data.ids.len() as u32).map(|row| made::truth(found.data.ids.get(row))).collect();
    let told = evaluate(&found, &truth);
    assert!(told.entities.f1 > 0.9 && told.best.0.f1 >= told.at_cut.f1, "{told:?}");
    assert!((told.stated_precision - told.at_cut.precision).abs() < 0.05, "{told:?}");
}

#[test]
fn what_rules_bring_together_is_known_beforehand() {
    let text = csv(&People::new(23).rows(700));
    let data = Dataset::of(&table(&text), &Options::default()).unwrap();
    let before = erf_linkage::run::counted(&data).unwrap();
    let after = run(&text, &Options::default());
    let pairs = |rules: &[erf_linkage::block::RuleReport]| rules.iter().map(|rule| rule.pairs).collect::<Vec<_>>();
    assert_eq!(pairs(&before), pairs(&after.blocking));
    assert_eq!(after.blocking.iter().map(|rule| rule.fresh).sum::<u64>(), after.compared);
}

#[test]
fn of_two_files_only_pairs_of_a_row_of_each_are_counted() {
    let rows = People::new(47).rows(1000);
    let (left, right): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.number().is_multiple_of(2));
    let found = link(&table(&csv(&left)), &table(&csv(&right)), &Options::default()).unwrap();
    for rule in &found.blocking {
        assert!(rule.fresh <= rule.pairs, "{rule:?}");
    }
    // All pairs of the first rule are new.
    let first = found.blocking.iter().find(|rule| rule.pairs > 0).unwrap();
    assert_eq!(first.pairs, first.fresh, "{first:?}");
}

#[test]
fn judged_pairs_teach_and_the_waterfall_stays_a_sum() {
    let text = csv(&People::new(24).rows(2500));
    let first = run(&text, &Options::default());
    let mut judgements = Judgements::default();
    for pair in first.pairs.iter().step_by(3).chain(review::queue(&first, &judgements, 150).iter()) {
        let (left, right) = (first.data.id(pair.a), first.data.id(pair.b));
        let verdict = if made::truth(left) == made::truth(right) { Verdict::Same } else { Verdict::NotSame };
        judgements.add(judged(left, right, verdict));
    }
    let model = refit(&first, &judgements).unwrap();
    let scales = &model.refit.as_ref().unwrap().scales;
    assert!(scales.iter().all(|scale| *scale >= 0.0), "{scales:?}");
    let second = run(&text, &Options { model: Some(model), ..Options::default() });
    let (before, after) = (quality(&first), quality(&second));
    assert!(after > before - 0.02, "{before} {after}");
    for pair in second.pairs.iter().take(200) {
        let told = explain(&second, pair.a, pair.b);
        let parts: f64 = told.contributions.iter().map(|part| part.bits + part.frequency_bits + part.veto_bits).sum();
        assert!((told.prior + parts + told.interaction - pair.bits).abs() < 1e-6, "{told:?}");
    }
    let few = refit(&first, &Judgements::default());
    assert_eq!(few, Err(RefitError::TooFew(0)));
}

#[test]
fn a_model_of_splink_is_taken_over() {
    let text = csv(&People::new(25).rows(1500));
    let own = run(&text, &Options::default());
    let splink = r#"{"link_type": "dedupe_only", "probability_two_random_records_match": 0.001,
      "blocking_rules_to_generate_predictions": [{"blocking_rule": "l.dob = r.dob", "sql_dialect": "duckdb"}, "l.surname = r.surname"], "comparisons": [
      {"output_column_name": "surname", "comparison_levels": [
        {"sql_condition": "\"surname_l\" IS NULL OR \"surname_r\" IS NULL", "is_null_level": true},
        {"sql_condition": "\"surname_l\" = \"surname_r\"", "m_probability": 0.8, "u_probability": 0.002,
         "tf_adjustment_column": "surname", "tf_adjustment_weight": 1.0},
        {"sql_condition": "jaro_winkler_similarity(\"surname_l\", \"surname_r\") >= 0.92", "m_probability": 0.15, "u_probability": 0.003},
        {"sql_condition": "ELSE", "m_probability": 0.05, "u_probability": 0.995}]},
      {"output_column_name": "shoe_size", "comparison_levels": []}]}"#;
    let imported = splink::import(splink, &own).unwrap();
    assert_eq!(imported.model.matches, 0.001);
    let surname = imported.model.comparisons.iter().find(|known| known.name == "surname").unwrap();
    let level = |code: &str| surname.levels.iter().find(|level| level.code == code).unwrap();
    assert_eq!((level("exact").m, level("exact").u), (0.8, 0.002));
    assert_eq!((level("typo_rare").m, level("typo_rare").u), (0.15, 0.003));
    assert_eq!((level("other").m, level("other").u), (0.05, 0.995));
    assert!(imported.notes.iter().any(|note| note.contains("voornaam")));
    for name in ["blocking_rules_to_generate_predictions (2)", "tf_adjustment_column (surname)"] {
        assert!(imported.notes.iter().any(|note| note.contains(name) && note.contains("niet overgenomen")), "{name}: {:?}", imported.notes);
    }
    let used = run(&text, &Options { model: Some(imported.model), ..Options::default() });
    assert!(quality(&used) > 0.85, "{}", quality(&used));
    assert!(splink::import("{}", &own).is_err());
    // What is no chance is refused, with where it stands.
    for (from, to, place) in [
        ("\"m_probability\": 0.8", "\"m_probability\": 1.5", "surname_l"),
        ("\"u_probability\": 0.003", "\"u_probability\": 0.0", "jaro_winkler"),
        ("match\": 0.001", "match\": 1", "kans vooraf"),
    ] {
        let told = splink::import(&splink.replace(from, to), &own).unwrap_err().to_string();
        assert!(told.contains(place) && told.contains("geen kans tussen 0 en 1"), "{told}");
        assert!(place == "kans vooraf" || told.contains("vergelijking surname"), "{told}");
    }
}

#[test]
fn stated_precision_is_true_where_children_bear_the_name_of_a_parent() {
    let run = run(&csv(&People::new(21).namesakes(6000)), &Options::default());
    let births = run.model.comparisons.iter().find(|known| known.name == "birth_date").unwrap();
    let generation = births.levels.iter().find(|level| level.code == "generation").unwrap();
    assert!(generation.m < 0.01, "{} of the matches are a generation apart", generation.m);
    let links: Vec<_> = run.pairs.iter().filter(|pair| pair.bits >= run.cut.bits).collect();
    let right = links.iter().filter(|pair| made::truth(run.data.id(pair.a)) == made::truth(run.data.id(pair.b))).count();
    let precision = right as f64 / links.len() as f64;
    assert!((run.cut.precision - precision).abs() < 0.02, "stated {:.3}, true {precision:.3}", run.cut.precision);
}

/// Companies of which a register and a list each say four things, the list with other establishments for some.
fn establishments() -> (Vec<String>, Vec<Vec<String>>, Vec<Vec<String>>) {
    let header = ["id", "bedrijfsnaam", "vestigingsnummer", "website", "klasse", "plaats"].map(str::to_owned).to_vec();
    let row = |id: String, number: u64, renamed: bool| {
        let word = |salt: u64| made::syllables(number * 7 + salt);
        let name = if renamed { word(3) } else { word(1) };
        let code = format!("{:012}", 10_000_000 + number * 7919 % 80_000_000);
        vec![
            id,
            format!("Garage {name} B.V."),
            code,
            format!("www.{}.nl", word(1)),
            format!("k{}", number % 40),
            word(5)[..4].to_owned() + "dam",
        ]
    };
    let left = (0..400).map(|number| row(format!("l{number}"), number, false)).collect();
    let right = (200..600).map(|number| row(format!("r{number}"), number, number % 2 == 0)).collect();
    (header, left, right)
}

fn written(header: &[String], rows: &[Vec<String>], order: &[usize]) -> String {
    let line = |cells: &[String]| order.iter().map(|place| cells[*place].as_str()).collect::<Vec<_>>().join(",") + "\n";
    std::iter::once(line(header)).chain(rows.iter().map(|row| line(row))).collect()
}

#[test]
fn the_order_of_the_columns_of_the_second_table_does_not_matter() {
    let (header, left, right) = establishments();
    let plain = [0, 1, 2, 3, 4, 5];
    let left = table(&written(&header, &left, &plain));
    let of = |order: &[usize]| link(&left, &table(&written(&header, &right, order)), &Options::default()).unwrap();
    let expected = of(&plain);
    let sure = expected.pairs.iter().filter(|pair| pair.bits > 5.0);
    assert!(sure.clone().count() >= 195, "{}", sure.count());
    assert!(sure.clone().all(|pair| expected.data.id(pair.a)[1..] == expected.data.id(pair.b)[1..]));
    for order in [[0, 2, 1, 3, 4, 5], [0, 3, 2, 1, 5, 4], [5, 4, 3, 2, 1, 0], [2, 0, 4, 5, 3, 1]] {
        let found = of(&order);
        assert_eq!(pairs(&expected), pairs(&found), "{order:?}");
        assert_eq!(clusters(&expected), clusters(&found), "{order:?}");
    }
}

#[test]
fn columns_under_one_heading_are_compared_in_two_tables_and_so_are_those_with_the_same_values() {
    let (mut header, left, right) = establishments();
    let left = table(&written(&header, &left, &[0, 4, 5, 2]));
    header[2] = "Filiaal".into();
    header[4] = "KLASSE ".into();
    let found = link(&left, &table(&written(&header, &right, &[0, 2, 5, 4])), &Options::default()).unwrap();
    let names: Vec<&str> = found.comparisons.iter().map(|known| known.name.as_str()).collect();
    assert!(names.contains(&"klasse") && names.contains(&"vestigingsnummer"), "{names:?}");
}

#[test]
fn how_many_pairs_are_kept_changes_no_entity_no_cut_and_nothing_that_is_stated() {
    let text = csv(&People::new(31).rows(900));
    let usual = run(&text, &Options::default());
    for keep in [0.0, 0.0001, 0.5, 0.9, 0.999, 1.0] {
        let found = run(&text, &Options { keep, ..Options::default() });
        assert_eq!(clusters(&usual), clusters(&found), "{keep}");
        assert_eq!((usual.cut, usual.unreached), (found.cut, found.unreached), "{keep}");
        let least = erf_linkage::score::bits(keep);
        assert!(found.pairs.iter().all(|pair| pair.bits >= least), "{keep}");
        assert!((keep > 0.01) == (found.pairs.len() < usual.pairs.len()), "{keep}: {} of {}", found.pairs.len(), usual.pairs.len());
    }
}

#[test]
fn a_judgement_about_two_files_with_the_same_names_is_about_left_and_right() {
    let rows = People::new(32).rows(800);
    let (left, right): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.number().is_multiple_of(2));
    // Both files number their rows from 0.
    let numbered = |rows: &[made::Row]| csv(&rows.iter().enumerate().map(|(at, row)| row.renamed(&at.to_string())).collect::<Vec<_>>());
    let (left, right) = (table(&numbered(&left)), table(&numbered(&right)));
    let of = |judgements: Judgements| link(&left, &right, &Options { judgements, ..Options::default() }).unwrap();
    let before = of(Judgements::default());
    let together = |run: &Run, one: &str, other: &str| {
        run.entities[run.data.find(one, 0).unwrap() as usize] == run.entities[run.data.find(other, 1).unwrap() as usize]
    };
    let sure = before.pairs.iter().find(|pair| {
        let (one, other) = (before.data.id(pair.a), before.data.id(pair.b));
        one > other && together(&before, one, other) && !together(&before, other, one)
    });
    let (one, other) = sure.map(|pair| (before.data.id(pair.a), before.data.id(pair.b))).unwrap();
    let mut judgements = Judgements::default();
    judgements.add(judged(one, other, Verdict::NotSame));
    let apart = of(judgements.clone());
    assert!(!together(&apart, one, other));
    assert!(review::queue(&apart, &judgements, usize::MAX).len() < apart.pairs.len());
    // The same names the other way round are another pair.
    let mut turned = Judgements::default();
    turned.add(judged(other, one, Verdict::Same));
    let found = of(turned);
    assert!(together(&found, other, one) && together(&found, one, other));
}

#[test]
fn a_heap_of_copies_stays_one_to_one_and_apart_where_people_said_so() {
    let mut rows = People::new(33).rows(500);
    let copy = rows.iter().find(|row| row.is_full()).unwrap().clone();
    let copies = |from: u32| (from..from + 200).map(|number| copy.renamed(&number.to_string())).collect::<Vec<_>>();
    let right = [copies(80_000), rows.clone().into_iter().take(300).collect()].concat();
    rows.extend(copies(90_000));
    // One row of a file belongs to at most one row of the other.
    let options = Options { one_to_one: true, ..Options::default() };
    let found = link(&table(&csv(&rows)), &table(&csv(&right)), &options).unwrap();
    let mut seen = BTreeMap::new();
    for (row, entity) in found.entities.iter().enumerate() {
        *seen.entry((*entity, found.data.store.source(row as u32))).or_insert(0) += 1;
    }
    assert!(seen.values().all(|count| *count == 1), "{:?}", seen.values().max());
    let both = seen.len() - found.entities.iter().collect::<BTreeSet<_>>().len();
    assert!(both >= 200, "each of 200 copies has one of the other file, and only {both} do");
    // Two of the copies that are not the same are in two entities.
    let mut judgements = Judgements::default();
    judgements.add(judged("90000", "90001", Verdict::NotSame));
    let apart = run(&csv(&rows), &Options { judgements, ..Options::default() });
    assert!(!entities(&apart).iter().any(|group| group.contains("90000") && group.contains("90001")));
}

#[test]
fn a_record_is_added_to_a_heap_of_copies_as_a_whole_run_would() {
    let mut rows = People::new(34).rows(600);
    let copy = rows.iter().find(|row| row.is_full()).unwrap().clone();
    rows.extend((0..180).map(|number| copy.renamed(&format!("9{number:04}"))));
    let options = Options::default();
    let mut index = Index::new(run(&csv(&rows), &options), &options);
    let before = entities(index.run()).into_iter().find(|group| group.contains("90000")).unwrap();
    let added = index.add("nieuw", &copy.cells());
    assert_eq!(added.entity.len(), before.len() + 1);
    let mut other = copy.clone();
    other.birth = "1931-02-03".into();
    other.first = "Wubbo".into();
    other.phone.clear();
    let apart = index.add("ander", &other.cells());
    assert!(!apart.entity.contains(&"90000".to_owned()), "{}", apart.entity.len());
}
