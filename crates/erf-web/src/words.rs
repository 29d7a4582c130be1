// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The words of the product: Dutch first, English second, kept in Fluent files by key.

use std::fmt;

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use serde::Serialize;
use unic_langid::langid;

use crate::format;

/// A language of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Dutch, the default.
    #[default]
    Nl,
    /// English.
    En,
}

impl Lang {
    /// Both languages.
    pub const ALL: [Self; 2] = [Self::Nl, Self::En];

    /// The code used in addresses, cookies and the `lang` attribute.
    pub fn code(self) -> &'static str {
        match self {
            Self::Nl => "nl",
            Self::En => "en",
        }
    }

    /// The language with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// What fills the gaps of a text.
pub type Args<'a> = FluentArgs<'a>;

/// A text that is missing or cannot be made; a fault of the program, never of the reader.
#[derive(Debug, thiserror::Error)]
pub enum WordsError {
    /// A text file that Fluent cannot read.
    #[error("tekstbestand ({lang}) is onleesbaar: {why}")]
    Unreadable {
        /// The language of the file.
        lang: Lang,
        /// What Fluent said.
        why: String,
    },
    /// The same key twice.
    #[error("tekstsleutel staat er twee keer ({lang}): {why}")]
    Twice {
        /// The language of the file.
        lang: Lang,
        /// What Fluent said.
        why: String,
    },
    /// No text with this key.
    #[error("tekst {key} ontbreekt ({lang})")]
    Missing {
        /// The language asked for.
        lang: Lang,
        /// The key asked for.
        key: String,
    },
    /// A text whose gaps could not be filled.
    #[error("tekst {key} ({lang}) is niet te maken: {why}")]
    Broken {
        /// The language asked for.
        lang: Lang,
        /// The key asked for.
        key: String,
        /// What Fluent said.
        why: String,
    },
}

type Bundle = FluentBundle<FluentResource>;

/// All texts in both languages.
pub struct Words {
    nl: Bundle,
    en: Bundle,
}

impl Words {
    /// Reads text files; each is a language and its Fluent text.
    pub fn build<'a>(files: impl IntoIterator<Item = (Lang, &'a str)>) -> Result<Self, WordsError> {
        let mut words = Self { nl: bundle(Lang::Nl), en: bundle(Lang::En) };
        for (lang, text) in files {
            let resource =
                FluentResource::try_new(text.to_owned()).map_err(|(_, why)| WordsError::Unreadable { lang, why: format!("{why:?}") })?;
            let bundle = if lang == Lang::Nl { &mut words.nl } else { &mut words.en };
            bundle.add_resource(resource).map_err(|why| WordsError::Twice { lang, why: format!("{why:?}") })?;
        }
        Ok(words)
    }

    /// Whether there is a text with this key.
    pub fn has(&self, lang: Lang, key: &str) -> bool {
        self.bundle(lang).has_message(key)
    }

    /// The text of a key with its gaps filled.
    pub fn text(&self, lang: Lang, key: &str, args: &Args<'_>) -> Result<String, WordsError> {
        let missing = || WordsError::Missing { lang, key: key.to_owned() };
        let bundle = self.bundle(lang);
        let pattern = bundle.get_message(key).ok_or_else(missing)?.value().ok_or_else(missing)?;
        let mut faults = Vec::new();
        let text = bundle.format_pattern(pattern, Some(args), &mut faults);
        if faults.is_empty() {
            return Ok(text.into_owned());
        }
        Err(WordsError::Broken { lang, key: key.to_owned(), why: format!("{faults:?}") })
    }

    fn bundle(&self, lang: Lang) -> &Bundle {
        match lang {
            Lang::Nl => &self.nl,
            Lang::En => &self.en,
        }
    }
}

/// Isolating marks would enter the HTML as invisible characters, so they are off. Fluent writes 1208; people write 1.208.
fn bundle(lang: Lang) -> Bundle {
    let id = if lang == Lang::Nl { langid!("nl-NL") } else { langid!("en-GB") };
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(if lang == Lang::Nl { written_in_dutch } else { written_in_english }));
    bundle
}

fn written_in_dutch<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    written(value, Lang::Nl)
}

fn written_in_english<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    written(value, Lang::En)
}

fn written(value: &FluentValue<'_>, lang: Lang) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(format::number(number.value, decimals_of(number.value), lang)),
        _ => None,
    }
}

fn decimals_of(value: f64) -> usize {
    (0..3).find(|d| ((value * 10_f64.powi(*d)).round() - value * 10_f64.powi(*d)).abs() < 1e-9).unwrap_or(3) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        let nl = "rijen = { $n ->\n    [one] één rij\n   *[other] { $n } rijen\n}\n";
        Words::build([(Lang::Nl, nl), (Lang::En, "rijen = { $n } rows\n")]).unwrap()
    }

    fn rows(lang: Lang, n: i64) -> String {
        let mut args = Args::new();
        args.set("n", n);
        words().text(lang, "rijen", &args).unwrap()
    }

    #[test]
    fn numbers_are_written_as_people_write_them() {
        assert_eq!(rows(Lang::Nl, 1), "één rij");
        assert_eq!(rows(Lang::Nl, 1208), "1.208 rijen");
        assert_eq!(rows(Lang::En, 1208), "1,208 rows");
    }

    #[test]
    fn a_gap_that_is_not_filled_is_a_fault() {
        assert!(matches!(words().text(Lang::Nl, "rijen", &Args::new()), Err(WordsError::Broken { .. })));
        assert!(matches!(words().text(Lang::Nl, "niets", &Args::new()), Err(WordsError::Missing { .. })));
    }

    #[test]
    fn a_key_may_stand_in_one_file_only() {
        let twice = Words::build([(Lang::Nl, "a = een\n"), (Lang::Nl, "a = twee\n")]);
        assert!(matches!(twice, Err(WordsError::Twice { .. })));
    }
}
