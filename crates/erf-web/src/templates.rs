// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Templates: found by slice, strict about what is undefined, with words and numbers in the reader's language.

use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

use erf_base::At;
use fluent_bundle::FluentValue;
use jiff::civil::Date;
use minijinja::{
    Environment, Error, ErrorKind, UndefinedBehavior,
    syntax::SyntaxConfig,
    value::{Kwargs, Rest, Value, ValueKind},
};
use rust_embed::RustEmbed;

use crate::{Args, Lang, Words, app::Loader, assets::Assets, format, table::with_parameter};

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/templates"]
struct Own;

type Loaders = BTreeMap<&'static str, Loader>;

/// One environment a language. While developing they are made anew for each page, so that an edit shows at once.
pub(crate) struct Templates {
    parts: Parts,
    ready: Option<(Environment<'static>, Environment<'static>)>,
}

#[derive(Clone)]
struct Parts {
    loaders: Arc<Loaders>,
    words: Arc<Words>,
    assets: Arc<Assets>,
}

impl Templates {
    pub(crate) fn new(loaders: Loaders, words: Arc<Words>, assets: Arc<Assets>) -> Self {
        let parts = Parts { loaders: Arc::new(loaders), words, assets };
        let ready = (!cfg!(debug_assertions)).then(|| (parts.environment(Lang::Nl), parts.environment(Lang::En)));
        Self { parts, ready }
    }

    pub(crate) fn render(&self, lang: Lang, name: &str, context: Value) -> Result<String, Error> {
        match (&self.ready, lang) {
            (Some((nl, _)), Lang::Nl) => nl.get_template(name)?.render(context),
            (Some((_, en)), Lang::En) => en.get_template(name)?.render(context),
            (None, _) => self.parts.environment(lang).get_template(name)?.render(context),
        }
    }
}

impl Parts {
    fn environment(&self, lang: Lang) -> Environment<'static> {
        let mut env = Environment::new();
        env.set_undefined_behavior(UndefinedBehavior::Strict);
        env.set_syntax(tidy_blocks());
        let loaders = self.loaders.clone();
        env.set_loader(move |name| Ok(find(&loaders, name).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())));
        self.add_functions(&mut env, lang);
        add_filters(&mut env, lang);
        env
    }

    fn add_functions(&self, env: &mut Environment<'static>, lang: Lang) {
        let words = self.words.clone();
        env.add_function("t", move |key: &str, gaps: Kwargs| text(&words, lang, key, &gaps));
        let words = self.words.clone();
        env.add_function("has_text", move |key: &str| words.has(lang, key));
        let assets = self.assets.clone();
        env.add_function("asset", move |name: &str| {
            assets.address(name).map(Value::from_safe_string).ok_or_else(|| fault(format!("webbestand {name} ontbreekt")))
        });
        env.add_function("link", |address: &str, set: Kwargs| link(address, &set));
    }
}

/// A line that holds only a block leaves no empty line behind.
fn tidy_blocks() -> SyntaxConfig {
    SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().expect("the usual delimiters do not clash")
}

fn find(loaders: &Loaders, name: &str) -> Option<Cow<'static, [u8]>> {
    match name.split_once('/') {
        Some((slice, file)) if loaders.contains_key(slice) => loaders[slice](file),
        _ => Own::get(name).map(|found| found.data),
    }
}

fn fault(why: impl Into<Cow<'static, str>>) -> Error {
    Error::new(ErrorKind::InvalidOperation, why)
}

/// `t("key", n=3)`: a number chooses the plural and is written in the language; anything else is filled in as text.
fn text(words: &Words, lang: Lang, key: &str, gaps: &Kwargs) -> Result<String, Error> {
    let mut args = Args::new();
    for name in gaps.args() {
        let value: Value = gaps.get(name)?;
        args.set(name.to_owned(), fluent(&value));
    }
    words.text(lang, key, &args).map_err(|e| fault(e.to_string()))
}

fn fluent(value: &Value) -> FluentValue<'static> {
    match (value.kind(), f64::try_from(value.clone())) {
        (ValueKind::Number, Ok(number)) => FluentValue::from(number),
        _ => FluentValue::from(value.to_string()),
    }
}

/// `link(address, pagina=2)`: the same address with a parameter set; none removes it.
fn link(address: &str, set: &Kwargs) -> Result<Value, Error> {
    let mut out = address.to_owned();
    for name in set.args() {
        let value: Value = set.get(name)?;
        let text = (!value.is_none()).then(|| value.to_string());
        out = with_parameter(&out, name, text.as_deref());
    }
    Ok(Value::from_safe_string(escaped(&out)))
}

/// An address in an attribute: what could end it is escaped, its slashes stay as they are.
fn escaped(address: &str) -> String {
    address.replace('&', "&amp;").replace('"', "&quot;").replace('\'', "&#39;").replace('<', "&lt;").replace('>', "&gt;")
}

fn add_filters(env: &mut Environment<'static>, lang: Lang) {
    env.add_filter("number", move |value: f64, decimals: Rest<usize>| format::number(value, decimals.first().copied().unwrap_or(0), lang));
    env.add_filter("percent", move |value: f64| format::percent(value, lang));
    env.add_filter("date", move |value: &str| date(value).map(|d| format::plain_date(d, lang)));
    env.add_filter("date_short", move |value: &str| date(value).map(|d| format::short_date(d, lang)));
    env.add_filter("datetime", move |value: i64| format::timestamp(At(value), lang));
}

fn date(text: &str) -> Result<Date, Error> {
    text.parse().map_err(|_| fault(format!("{text:?} is geen datum")))
}
