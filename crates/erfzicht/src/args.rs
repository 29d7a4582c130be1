// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The command line: what can be typed, with its help in Dutch.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use erf_base::{Compartment, MunicipalityCode, Role};
use erf_places::model::DeliveryId;
use jiff::civil::Date;

/// Veilig Buitengebied: van de bestanden van partners naar erven op een kaart.
#[derive(Debug, Parser)]
#[command(name = "erfzicht", version)]
pub struct Cli {
    #[command(flatten)]
    pub place: DataPlace,
    #[command(subcommand)]
    pub command: Command,
}

/// Where the data are.
#[derive(Debug, Clone, Args)]
pub struct DataPlace {
    /// Map met de gegevens van uw regio (standaard erfzicht-data, bij demo erfzicht-demo)
    #[arg(long, global = true, env = "ERFZICHT_DIR", value_name = "MAP")]
    pub dir: Option<PathBuf>,
    /// PostgreSQL in plaats van het bestand in de map
    #[arg(long, global = true, env = "DATABASE_URL", hide_env_values = true, value_name = "ADRES")]
    pub database_url: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Maak een verzonnen regio, lees alle bestanden in en open de website
    Demo(Demo),
    /// Open de website van uw regio
    Serve(Serve),
    /// Lees een bestand in
    #[command(subcommand)]
    Import(Import),
    /// Toon, geef vrij of trek leveringen in
    Deliveries(Deliveries),
    /// Koppel alle rijen opnieuw en toon per levering hoeveel er gekoppeld is
    Match(Match),
    /// Vergelijk de koppelingen met een map waarin de waarheid staat
    Evaluate(Evaluate),
    /// Reken een scan uit: van bestanden naar lijst, kaart en rapport, zonder website
    Scan(Scan),
    /// Maak een rapport van een scan in uw regio
    #[command(subcommand)]
    Report(ReportCommand),
    /// Koppel de rijen van een of twee CSV-bestanden die over hetzelfde gaan
    #[command(subcommand)]
    Link(Link),
    /// Maak een reservekopie, ook terwijl de website open is
    Backup {
        /// Nieuw bestand voor de kopie
        #[arg(value_name = "BESTAND")]
        file: PathBuf,
    },
    /// Zet een reservekopie terug in een lege map
    Restore {
        /// De kopie
        #[arg(value_name = "BESTAND")]
        file: PathBuf,
    },
    /// Controleer de installatie en de gegevens
    Doctor,
    /// Toon de instellingen of voeg een gebruiker toe
    #[command(subcommand)]
    Config(Config),
}

/// A number, with a comma or a point.
fn number(text: &str) -> Result<f64, &'static str> {
    text.replace(',', ".").parse().map_err(|_| "geen getal")
}

#[derive(Debug, Args)]
pub struct Demo {
    /// Grootte van de regio, 0,1 tot 20 (1 = 60.000 adressen)
    #[arg(long, default_value_t = 0.2, value_parser = number, value_name = "GETAL")]
    pub scale: f64,
    /// Getal waarmee het toeval begint
    #[arg(long, default_value_t = 1, value_name = "GETAL")]
    pub seed: u64,
    /// Peildatum van de regio
    #[arg(long, default_value = "2026-10-01", value_name = "JJJJ-MM-DD")]
    pub date: Date,
    /// Poort van de website, 0 = een vrije poort
    #[arg(long, default_value_t = 8080, value_name = "POORT")]
    pub port: u16,
    /// Schrijf alleen de bestanden en de waarheid, in deze map
    #[arg(long, value_name = "MAP", conflicts_with = "evaluate")]
    pub files: Option<PathBuf>,
    /// Meet de koppelingen tegen de waarheid en stop
    #[arg(long)]
    pub evaluate: bool,
    /// Toon de uitkomst als JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Serve {
    /// Adres en poort waarop de website luistert
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADRES")]
    pub listen: std::net::SocketAddr,
}

#[derive(Debug, Subcommand)]
pub enum Import {
    /// BAG 2.0-extract: het zipbestand van het Kadaster
    Bag(Offered),
    /// Tabel (CSV of XLSX) met een kolomindeling
    Table(OfferedTable),
    /// Grenzen, percelen, wegen of terreinen (GeoJSON, GeoPackage of GML)
    Areas(OfferedAreas),
    /// Alle bestanden uit een register (leveringen.toml)
    Register {
        /// Het register
        #[arg(value_name = "BESTAND")]
        file: PathBuf,
    },
}

#[derive(Debug, Args)]
pub struct Offered {
    /// Het bestand
    #[arg(value_name = "BESTAND")]
    pub file: PathBuf,
    #[command(flatten)]
    pub about: About,
}

#[derive(Debug, Args)]
pub struct OfferedTable {
    #[command(flatten)]
    pub offered: Offered,
    /// Kolomindeling (TOML): welke kolom betekent wat
    #[arg(long, value_name = "BESTAND")]
    pub mapping: PathBuf,
}

#[derive(Debug, Args)]
pub struct OfferedAreas {
    #[command(flatten)]
    pub offered: Offered,
    /// Indeling (TOML); zonder indeling worden gemeentegrenzen verwacht met code en naam
    #[arg(long, value_name = "BESTAND")]
    pub mapping: Option<PathBuf>,
}

/// What must be known of a file before it is used; what is not typed may stand in the mapping under `[delivery]`.
#[derive(Debug, Clone, Args)]
pub struct About {
    /// Code van de bron, zoals in content/bronnen.csv
    #[arg(long, value_name = "CODE")]
    pub source: Option<String>,
    /// Naam van de levering
    #[arg(long, value_name = "TEKST")]
    pub name: Option<String>,
    /// Wie het bestand leverde
    #[arg(long, value_name = "TEKST")]
    pub holder: Option<String>,
    /// Waarvoor het gebruikt mag worden
    #[arg(long, value_name = "TEKST")]
    pub purpose: Option<String>,
    /// Wettelijke grondslag
    #[arg(long, value_name = "TEKST")]
    pub legal_basis: Option<String>,
    /// Compartiment: open, gemeentelijk of convenant
    #[arg(long, value_name = "SOORT")]
    pub compartment: Option<Compartment>,
    /// Eerste dag waarover het bestand gaat
    #[arg(long, value_name = "JJJJ-MM-DD")]
    pub period_from: Option<Date>,
    /// Laatste dag waarover het bestand gaat: van twee bestanden telt wat over de laatste dag gaat
    #[arg(long, value_name = "JJJJ-MM-DD")]
    pub period_to: Option<Date>,
    /// Code van de gemeente, als het bestand over één gemeente gaat
    #[arg(long, value_name = "CODE")]
    pub municipality: Option<MunicipalityCode>,
    /// Bewaren tot en met
    #[arg(long, value_name = "JJJJ-MM-DD")]
    pub retention_until: Option<Date>,
    /// Inlezen maar nog niet gebruiken
    #[arg(long)]
    pub hold: bool,
}

#[derive(Debug, Args)]
pub struct Deliveries {
    /// Geef een levering vrij
    #[arg(long, value_name = "NUMMER", conflicts_with = "withdraw")]
    pub release: Option<DeliveryId>,
    /// Trek een levering in: alles wat eruit komt, verdwijnt
    #[arg(long, value_name = "NUMMER", requires = "reason")]
    pub withdraw: Option<DeliveryId>,
    /// Waarom (bij intrekken verplicht)
    #[arg(long, value_name = "TEKST")]
    pub reason: Option<String>,
    /// Toon de problemen van een levering
    #[arg(long, value_name = "NUMMER")]
    pub problems: Option<DeliveryId>,
    /// Toon als JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Match {
    /// Toon als JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Scan {
    /// Map met leveringen.toml; elk bestand dat daarin staat, geeft u hiermee vrij
    #[arg(long, value_name = "MAP")]
    pub data: PathBuf,
    /// Map voor de uitkomst, buiten die van --data; een eerdere uitkomst wordt vervangen, andere bestanden blijven staan
    #[arg(long, value_name = "MAP")]
    pub out: PathBuf,
    /// Code van een gemeente of district, of een GeoJSON-bestand met een vlak; zonder deze optie de hele regio
    #[arg(long, value_name = "CODE|BESTAND", conflicts_with = "per_municipality")]
    pub area: Option<String>,
    /// Een scan en rapport per gemeente, elk in een eigen map
    #[arg(long)]
    pub per_municipality: bool,
    /// Zonder of met gegevens onder het convenant: municipal of covenant
    #[arg(long, default_value = "municipal", value_name = "SOORT")]
    pub variant: VariantName,
    /// De grond van een scan onder het convenant (standaard: de grondslagen van de leveringen onder het convenant)
    #[arg(long, value_name = "TEKST")]
    pub ground: Option<String>,
    /// Peildatum (standaard die van het register, anders vandaag)
    #[arg(long, value_name = "JJJJ-MM-DD")]
    pub date: Option<Date>,
    /// Hoeveel plekken bezocht kunnen worden
    #[arg(long, default_value_t = 100, value_name = "AANTAL")]
    pub capacity: u32,
    /// Deel van het voorstel dat geloot wordt, 0 tot 0,5
    #[arg(long, default_value_t = 0.2, value_parser = number, value_name = "DEEL")]
    pub random_share: f64,
    /// Getal waarmee het toeval begint
    #[arg(long, default_value_t = 1, value_name = "GETAL")]
    pub seed: u64,
    /// Rekenkernen (standaard alle)
    #[arg(long, value_name = "AANTAL")]
    pub threads: Option<usize>,
}

/// Variants as they are typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VariantName(pub erf_scan::card::Variant);

impl std::str::FromStr for VariantName {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "municipal" | "gemeentelijk" => Ok(Self(erf_scan::card::Variant::Municipal)),
            "covenant" | "convenant" => Ok(Self(erf_scan::card::Variant::Covenant)),
            _ => Err("kies municipal of covenant"),
        }
    }
}

#[derive(Debug, Subcommand)]
pub enum Link {
    /// Zoek dubbele rijen in een bestand
    Dedupe(LinkFile),
    /// Koppel de rijen van twee bestanden
    Match(LinkFiles),
    /// Toon wat elke kolom bevat, en waarom dat wordt gedacht
    Profile(LinkFile),
    /// Tel welke rijen bij elkaar gezet zouden worden, zonder te vergelijken
    Block(LinkFile),
    /// Leer een model van een bestand; schrijf model.json en report.html
    Train(LinkFile),
    /// Vergelijk, en schrijf alleen pairs.csv
    Score(LinkFile),
    /// Vergelijk, en schrijf alleen clusters.csv
    Cluster(LinkFile),
    /// Zoek één record, zoals u het typt, in een bestand
    Find(LinkFind),
    /// Leg van twee rijen uit waarom ze wel of niet bij elkaar horen
    Explain {
        /// Het bestand, of het linker en het rechter bestand; daarna de namen van twee rijen (bij twee bestanden: een van elk)
        #[arg(value_names = ["BESTAND.csv", "RECHTS.csv", "A", "B"], num_args = 1..=4, required = true)]
        what: Vec<String>,
        #[command(flatten)]
        how: LinkHow,
    },
    /// Meet een eerdere uitkomst aan een kolom met de waarheid
    Evaluate {
        #[command(flatten)]
        file: LinkFile,
        /// Het rechter bestand, als de uitkomst van «link match» is
        #[arg(value_name = "RECHTS.csv")]
        right: Option<PathBuf>,
        /// De kolom waarin rijen die bij elkaar horen dezelfde waarde hebben
        #[arg(long, value_name = "KOLOM")]
        truth: String,
    },
    /// Vergelijk twee uitkomsten
    Diff {
        /// Map van de eerste uitkomst
        #[arg(value_name = "UITKOMST1")]
        one: PathBuf,
        /// Map van de tweede uitkomst
        #[arg(value_name = "UITKOMST2")]
        other: PathBuf,
        /// Toon als JSON
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Args)]
pub struct LinkFile {
    /// Het bestand (CSV)
    #[arg(value_name = "BESTAND.csv")]
    pub file: PathBuf,
    #[command(flatten)]
    pub how: LinkHow,
}

#[derive(Debug, Args)]
pub struct LinkFind {
    /// Het bestand (CSV)
    #[arg(value_name = "BESTAND.csv")]
    pub file: PathBuf,
    /// Wat u zoekt: de naam van een kolom, een = en de waarde
    #[arg(value_name = "KOLOM=WAARDE", required = true)]
    pub values: Vec<String>,
    #[command(flatten)]
    pub how: LinkHow,
}

#[derive(Debug, Args)]
pub struct LinkFiles {
    /// Het ene bestand (CSV)
    #[arg(value_name = "LINKS.csv")]
    pub left: PathBuf,
    /// Het andere bestand (CSV)
    #[arg(value_name = "RECHTS.csv")]
    pub right: PathBuf,
    /// Een rij hoort bij hooguit een rij van het andere bestand
    #[arg(long)]
    pub one_to_one: bool,
    #[command(flatten)]
    pub how: LinkHow,
}

/// How to link.
#[derive(Debug, Args)]
pub struct LinkHow {
    /// Waar de rijen over gaan: person, company, address, of auto om het zelf te herkennen
    #[arg(long, default_value = "auto", value_parser = ["auto", "person", "company", "address"], value_name = "SOORT")]
    pub preset: String,
    /// Kolom met de naam van een rij (standaard unique_id, anders id, anders het rijnummer: de kopregel is rij 1)
    #[arg(long, value_name = "KOLOM")]
    pub id: Option<String>,
    /// Gebruik dit model: van ons of van Splink (JSON)
    #[arg(long, value_name = "BESTAND")]
    pub model: Option<PathBuf>,
    /// Bewaar paren vanaf deze kans, 0 tot 1
    #[arg(long, default_value_t = 0.01, value_parser = number, value_name = "KANS")]
    pub keep: f64,
    /// Oordelen van mensen (CSV: left,right,verdict,who,when,why; verdict is same, not_same of unsure)
    #[arg(long, value_name = "BESTAND")]
    pub judgements: Option<PathBuf>,
    /// Adressenlijst om adressen in op te zoeken (CSV met postcode, huisnummer, letter, toevoeging, straat, plaats en BAG-nummer)
    #[arg(long, value_name = "BESTAND")]
    pub addresses: Option<PathBuf>,
    /// Map voor de uitkomst (standaard BESTAND.link)
    #[arg(long, value_name = "MAP")]
    pub out: Option<PathBuf>,
    /// Rekenkernen (standaard alle)
    #[arg(long, value_name = "AANTAL")]
    pub threads: Option<usize>,
    /// Toon de uitkomst als JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Subcommand)]
pub enum ReportCommand {
    /// Het rapport van de nieuwste vastgestelde scan van een gebied: openbaar, of met plekken voor een ontvanger
    Scan {
        /// Code van een gemeente of district, of «regio»
        #[arg(long, value_name = "CODE")]
        area: String,
        /// Nieuw PDF-bestand
        #[arg(long, value_name = "BESTAND")]
        out: PathBuf,
        /// Met de lijst van plekken, voor deze ontvanger van de scan (het nummer staat op de pagina Ontvangers)
        #[arg(long, value_name = "NUMMER")]
        recipient: Option<i64>,
    },
}

#[derive(Debug, Args)]
pub struct Evaluate {
    /// Map met links.csv
    #[arg(long, value_name = "MAP")]
    pub truth: PathBuf,
    /// Toon als JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Subcommand)]
pub enum Config {
    /// Toon de instellingen
    Show,
    /// Voeg een gebruiker toe; het wachtwoord wordt één keer getoond
    #[command(subcommand)]
    User(UserCommand),
    /// Geef de regio een naam
    Region {
        /// De naam
        #[arg(value_name = "NAAM")]
        name: String,
    },
    /// Wie te bereiken is over een scan: staat in brieven en rapporten
    Contact(ContactLine),
    /// Wat uw organisatie in het algoritmeregister zet over de rekenkaart
    Register(PublisherLine),
}

#[derive(Debug, Args)]
pub struct ContactLine {
    /// Naam van een persoon of loket
    #[arg(long, value_name = "NAAM")]
    pub name: String,
    /// Functie
    #[arg(long, value_name = "FUNCTIE", default_value = "")]
    pub role: String,
    /// Organisatie
    #[arg(long, value_name = "NAAM", default_value = "")]
    pub organisation: String,
    /// E-mailadres
    #[arg(long, value_name = "ADRES")]
    pub email: String,
    /// Telefoonnummer
    #[arg(long, value_name = "NUMMER", default_value = "")]
    pub phone: String,
}

#[derive(Debug, Args)]
pub struct PublisherLine {
    /// Organisatie (anders de naam van de regio)
    #[arg(long, value_name = "NAAM")]
    pub organisation: Option<String>,
    /// E-mailadres voor vragen
    #[arg(long, value_name = "ADRES")]
    pub email: String,
    /// In ontwikkeling, In gebruik of Buiten gebruik
    #[arg(long, value_name = "STATUS", default_value = "In gebruik")]
    pub status: String,
    /// Eerste maand van gebruik
    #[arg(long, value_name = "JJJJ-MM", default_value = "")]
    pub begin: String,
    /// Website van de organisatie
    #[arg(long, value_name = "ADRES", default_value = "")]
    pub website: String,
    /// De wettelijke grondslag, in woorden
    #[arg(long, value_name = "TEKST", default_value = "")]
    pub basis: String,
}

#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Voeg een gebruiker toe
    Add {
        /// Naam zoals die op de pagina staat
        #[arg(long, value_name = "NAAM")]
        name: String,
        /// Rol: AOV, ANA, PL, FG, STU of BEH
        #[arg(long, value_name = "ROL")]
        role: Role,
        /// Code van de gemeente (verplicht bij AOV)
        #[arg(long, value_name = "CODE", required_if_eq("role", "AOV"))]
        municipality: Option<MunicipalityCode>,
    },
    /// Geef een gebruiker een nieuw wachtwoord; het wordt één keer getoond
    Password {
        /// De inlognaam
        #[arg(value_name = "INLOGNAAM")]
        login: String,
    },
    /// Neem een gebruiker uit gebruik
    Retire {
        /// De inlognaam
        #[arg(value_name = "INLOGNAAM")]
        login: String,
    },
    /// Toon de gebruikers
    List,
}
