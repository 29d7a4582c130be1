// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! What every request shares: database, clock, words, templates, and what the slices registered.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    sync::{Arc, PoisonError, RwLock},
};

use erf_base::{Actor, Clock, MunicipalityCode, Purpose};
use erf_store::Db;
use rust_embed::RustEmbed;
use tokio::sync::Semaphore;

use crate::{Access, Lang, Words, WordsError, assets::Assets, templates::Templates};

/// Where a link of the navigation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NavPlace {
    /// An area: in the column on the left, or the bar at the foot of a phone.
    Area,
    /// Under the page: help, sources, audit.
    Foot,
}

/// A link of the navigation; shown only to those who may follow it.
#[derive(Debug, Clone)]
pub struct Nav {
    /// Key of the text.
    pub key: &'static str,
    /// Address, also the prefix by which the present area is marked.
    pub href: &'static str,
    /// Name of the icon, see `web/src/icons.json`.
    pub icon: &'static str,
    /// Who may follow it.
    pub access: Access,
    /// Low numbers first; on a phone the first four get a place in the bar.
    pub order: u8,
    /// Where it stands.
    pub place: NavPlace,
}

/// Reads a template file of a slice.
pub(crate) type Loader = fn(&str) -> Option<Cow<'static, [u8]>>;

/// What one slice brings: templates under its name, words, and links.
#[derive(Clone)]
pub struct Slice {
    pub(crate) name: &'static str,
    pub(crate) loader: Option<Loader>,
    pub(crate) words: Vec<(Lang, &'static str)>,
    pub(crate) nav: Vec<Nav>,
}

impl Slice {
    /// A slice; its name is the prefix of its templates (`places/facts.html`).
    pub fn new(name: &'static str) -> Self {
        Self { name, loader: None, words: Vec::new(), nav: Vec::new() }
    }

    /// The folder of templates: `#[derive(RustEmbed)] #[folder = "templates"] struct Templates;`.
    pub fn templates<T: RustEmbed>(mut self) -> Self {
        self.loader = Some(|file| T::get(file).map(|found| found.data));
        self
    }

    /// A Fluent file: `.words(Lang::Nl, include_str!("../text/nl.ftl"))`.
    pub fn words(mut self, lang: Lang, text: &'static str) -> Self {
        self.words.push((lang, text));
        self
    }

    /// A link of the navigation.
    pub fn nav(mut self, nav: Nav) -> Self {
        self.nav.push(nav);
        self
    }
}

/// Which purposes somebody may choose from.
pub type PurposeChoices = fn(&Actor) -> Vec<Purpose>;

/// What every request shares. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Shared>);

struct Shared {
    db: Db,
    clock: Arc<dyn Clock>,
    words: Arc<Words>,
    templates: Templates,
    assets: Arc<Assets>,
    nav: Vec<Nav>,
    region: String,
    demo: bool,
    https: bool,
    search: Option<Access>,
    purposes: Option<PurposeChoices>,
    area_names: RwLock<BTreeMap<MunicipalityCode, String>>,
    turns: Semaphore,
}

/// How many questions are answered at the same time for each core: enough to work on while some wait for the disk.
const TURNS_PER_CORE: usize = 6;

fn turns() -> usize {
    TURNS_PER_CORE * std::thread::available_parallelism().map_or(2, usize::from)
}

/// An app that cannot be put together: a fault of the program.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// A text file is wrong.
    #[error(transparent)]
    Words(#[from] WordsError),
    /// The built web files are incomplete.
    #[error("de webbestanden zijn onvolledig: {0}")]
    Assets(String),
}

/// Puts an [`App`] together.
pub struct AppBuilder {
    db: Db,
    clock: Arc<dyn Clock>,
    slices: Vec<Slice>,
    region: String,
    demo: bool,
    https: bool,
    search: Option<Access>,
    purposes: Option<PurposeChoices>,
}

impl App {
    /// Starts putting an app together.
    pub fn builder(db: Db, clock: Arc<dyn Clock>, region: &str) -> AppBuilder {
        AppBuilder { db, clock, slices: Vec::new(), region: region.to_owned(), demo: false, https: false, search: None, purposes: None }
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.0.db
    }

    /// The clock.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.0.clock
    }

    /// All texts.
    pub fn words(&self) -> &Words {
        &self.0.words
    }

    /// Name of the region, in the header of every page.
    pub fn region(&self) -> &str {
        &self.0.region
    }

    /// Whether this is the fictional region.
    pub fn demo(&self) -> bool {
        self.0.demo
    }

    /// Whether pages are served over https, also when a proxy does it.
    pub fn https(&self) -> bool {
        self.0.https
    }

    /// Tells the shell what municipalities are called, for the line that says what somebody sees.
    pub fn name_areas(&self, names: BTreeMap<MunicipalityCode, String>) {
        *self.0.area_names.write().unwrap_or_else(PoisonError::into_inner) = names;
    }

    /// What a municipality is called; its code when nobody told.
    pub fn area_name(&self, code: MunicipalityCode) -> String {
        let names = self.0.area_names.read().unwrap_or_else(PoisonError::into_inner);
        names.get(&code).cloned().unwrap_or_else(|| code.to_string())
    }

    /// Turns for questions, first come first served.
    pub(crate) fn turns(&self) -> &Semaphore {
        &self.0.turns
    }

    /// Who may search, if anybody.
    pub(crate) fn search(&self) -> Option<Access> {
        self.0.search
    }

    /// The links of the navigation in the order they are shown, for every reader: ask [`Access::admits`].
    pub fn nav(&self) -> &[Nav] {
        &self.0.nav
    }

    /// The purposes somebody may choose from.
    pub(crate) fn purposes(&self, actor: &Actor) -> Vec<Purpose> {
        self.0.purposes.map(|choices| choices(actor)).unwrap_or_default()
    }

    pub(crate) fn templates(&self) -> &Templates {
        &self.0.templates
    }

    pub(crate) fn assets(&self) -> &Assets {
        &self.0.assets
    }
}

impl AppBuilder {
    /// Adds a slice.
    pub fn slice(mut self, slice: Slice) -> Self {
        self.slices.push(slice);
        self
    }

    /// Marks the fictional region, which every page says.
    pub fn demo(mut self, demo: bool) -> Self {
        self.demo = demo;
        self
    }

    /// Says that pages are served over https.
    pub fn https(mut self, https: bool) -> Self {
        self.https = https;
        self
    }

    /// Puts the search form in the header, for those who may search.
    pub fn search(mut self, access: Access) -> Self {
        self.search = Some(access);
        self
    }

    /// Says which purposes somebody may choose from.
    pub fn purposes(mut self, choices: PurposeChoices) -> Self {
        self.purposes = Some(choices);
        self
    }

    /// The app. Fails on a wrong text file or when a web file is missing.
    pub fn build(self) -> Result<App, BuildError> {
        let own = [(Lang::Nl, include_str!("../text/nl.ftl")), (Lang::En, include_str!("../text/en.ftl"))];
        let words = Arc::new(Words::build(own.into_iter().chain(self.slices.iter().flat_map(|s| s.words.iter().copied())))?);
        let assets = Arc::new(Assets::load().map_err(BuildError::Assets)?);
        let loaders = self.slices.iter().filter_map(|s| Some((s.name, s.loader?))).collect();
        let mut nav: Vec<Nav> = self.slices.into_iter().flat_map(|s| s.nav).collect();
        nav.sort_by_key(|n| n.order);
        Ok(App(Arc::new(Shared {
            templates: Templates::new(loaders, words.clone(), assets.clone()),
            db: self.db,
            clock: self.clock,
            words,
            assets,
            nav,
            region: self.region,
            demo: self.demo,
            https: self.https,
            search: self.search,
            purposes: self.purposes,
            area_names: RwLock::default(),
            turns: Semaphore::new(turns()),
        })))
    }
}
