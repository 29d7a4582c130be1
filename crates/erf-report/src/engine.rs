// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! The typesetter behind one small function: a template and data in, PDF/UA-1 out.

use std::sync::LazyLock;

use serde::Serialize;
use thiserror::Error;
use typst::{
    Library, LibraryExt, World, WorldExt,
    diag::{FileError, FileResult, SourceDiagnostic},
    foundations::{Bytes, Datetime, Duration, Smart},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

mod legible;

/// The templates of this crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Template {
    /// Sections made of blocks: the scan and what looks like it.
    Report,
    /// A letter that fits a window envelope.
    Letter,
    /// The card of an algorithm.
    Card,
}

impl Template {
    pub(crate) fn source(self) -> &'static str {
        match self {
            Self::Report => include_str!("../templates/report.typ"),
            Self::Letter => include_str!("../templates/letter.typ"),
            Self::Card => include_str!("../templates/card.typ"),
        }
    }
}

/// Why there is no report.
#[derive(Debug, Error)]
pub enum ReportError {
    /// The data cannot be written down for the template.
    #[error("the data of the report cannot be serialised")]
    Data(#[from] serde_json::Error),
    /// The template stops on these data, each message with file and line.
    #[error("the report cannot be typeset: {}", .0.join("; "))]
    Template(Vec<String>),
    /// A public text names a place of the list. Says in which part, and not which place.
    #[error("the public version would name a place of the list in: {0}")]
    NamesPlace(String),
    /// A date, count or picture that cannot be right, with what is wrong.
    #[error("the data of the report contradict each other: {0}")]
    Contradiction(String),
}

/// Typesets `data` with a template of this crate and returns the bytes of a tagged PDF.
///
/// The template reads `images` by name, such as `kaart.svg`. Use few different names: the typesetter remembers each
/// for as long as the program runs. Equal input gives equal bytes.
pub fn pdf(template: Template, data: &impl Serialize, images: &[(&str, Vec<u8>)]) -> Result<Vec<u8>, ReportError> {
    typeset(template.source(), data, images)?.pdf()
}

/// A typeset document, before it becomes a file.
pub(crate) struct Typeset {
    world: Files,
    document: PagedDocument,
}

/// Lays out the pages.
pub(crate) fn typeset(main: &str, data: &impl Serialize, images: &[(&str, Vec<u8>)]) -> Result<Typeset, ReportError> {
    let mut data = serde_json::to_value(data)?;
    legible::keep_printable(&mut data, &FONTS.1);
    let mut files = vec![
        (file_id("basis.typ"), Bytes::from_string(include_str!("../templates/basis.typ"))),
        (file_id("data.json"), Bytes::new(serde_json::to_vec(&data)?)),
    ];
    files.extend(images.iter().map(|(name, bytes)| (file_id(name), Bytes::new(bytes.clone()))));
    let world = Files { main: Source::new(file_id("main.typ"), main.to_owned()), files };
    let document = typst::compile::<PagedDocument>(&world).output.map_err(|faults| world.explain(&faults))?;
    Ok(Typeset { world, document })
}

impl Typeset {
    /// How many pages there are.
    pub(crate) fn pages(&self) -> usize {
        self.document.pages().len()
    }

    /// Writes the PDF, which also checks the rules of PDF/UA-1.
    pub(crate) fn pdf(&self) -> Result<Vec<u8>, ReportError> {
        let standards = PdfStandards::new(&[PdfStandard::Ua_1]).expect("PDF/UA-1 alone contradicts nothing");
        let creator = Smart::Custom(Some("Erfzicht".to_owned()));
        let options = PdfOptions { standards, creator, ..PdfOptions::default() };
        let bytes = typst_pdf::pdf(&self.document, &options).map_err(|faults| self.world.explain(&faults));
        // What was remembered for this document is of no use for the next.
        typst::comemo::evict(3);
        bytes
    }

    /// The words on each page, in reading order.
    #[cfg(test)]
    pub(crate) fn text(&self) -> Vec<String> {
        self.document.pages().iter().map(|page| words(&page.frame)).collect()
    }

    /// How far to the right the letters on a page reach, in millimetres.
    #[cfg(test)]
    pub(crate) fn right_edge(&self, page: usize) -> f64 {
        right_edge(&self.document.pages()[page].frame)
    }
}

#[cfg(test)]
fn right_edge(frame: &typst::layout::Frame) -> f64 {
    use typst::layout::FrameItem;
    let edge = |(at, item): &(typst::layout::Point, FrameItem)| match item {
        FrameItem::Group(group) => at.x.to_mm() + right_edge(&group.frame),
        FrameItem::Text(run) => (at.x + run.width()).to_mm(),
        _ => 0.0,
    };
    frame.items().map(edge).fold(0.0, f64::max)
}

#[cfg(test)]
fn words(frame: &typst::layout::Frame) -> String {
    use typst::layout::FrameItem;
    let mut text = String::new();
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => text.push_str(&words(&group.frame)),
            FrameItem::Text(run) => {
                text.push_str(&run.text);
                text.push(' ');
            }
            _ => {}
        }
    }
    text
}

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// The face of the web pages, so that screen and paper look alike.
static FONTS: LazyLock<(LazyHash<FontBook>, Vec<Font>)> = LazyLock::new(|| {
    let files: [&[u8]; 4] = [
        include_bytes!("../fonts/AtkinsonHyperlegibleNext_400Regular.ttf"),
        include_bytes!("../fonts/AtkinsonHyperlegibleNext_400Regular_Italic.ttf"),
        include_bytes!("../fonts/AtkinsonHyperlegibleNext_600SemiBold.ttf"),
        include_bytes!("../fonts/AtkinsonHyperlegibleNext_700Bold.ttf"),
    ];
    let fonts: Vec<Font> = files.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect();
    (LazyHash::new(FontBook::from_fonts(&fonts)), fonts)
});

fn file_id(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("names of files are plain words chosen by this crate");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// All that a template can reach: itself, the shared styles, its data and its pictures.
struct Files {
    main: Source,
    files: Vec<(FileId, Bytes)>,
}

impl Files {
    fn explain(&self, faults: &[SourceDiagnostic]) -> ReportError {
        ReportError::Template(faults.iter().map(|fault| self.position(fault) + fault.message.as_str()).collect())
    }

    fn position(&self, fault: &SourceDiagnostic) -> String {
        let place = || {
            let id = fault.span.id()?;
            let start = self.range(fault.span)?.start;
            let lines = self.source(id).ok()?.lines().clone();
            Some(format!("{}:{}: ", id.vpath().get_without_slash(), lines.byte_to_line(start)? + 1))
        };
        place().unwrap_or_default()
    }
}

impl World for Files {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.0
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            return Ok(self.main.clone());
        }
        let text = self.file(id)?;
        let text = text.as_str().map_err(|_| FileError::InvalidUtf8)?;
        Ok(Source::new(id, text.to_owned()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let found = self.files.iter().find(|(known, _)| *known == id);
        found.map(|(_, bytes)| bytes.clone()).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.1.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const PAGE: &str = "#set document(title: \"Proef\")\n#set text(lang: \"nl\", font: \"Atkinson Hyperlegible Next\")\n";

    fn text(body: &str, data: serde_json::Value) -> String {
        typeset(&format!("{PAGE}{body}"), &data, &[]).unwrap().text().concat()
    }

    #[test]
    fn text_of_users_is_never_markup() {
        let hostile = json!({ "name": "#set page(fill: red) *sterren* = kop $x$ `code` @bron <etiket> \\ //" });
        let printed = text("#json(\"data.json\").name", hostile);
        for part in ["#set page(fill: red)", "*sterren*", "= kop", "$x$", "`code`", "@bron", "<etiket>", "\\ //"] {
            assert!(printed.contains(part), "{part} in {printed}");
        }
    }

    #[test]
    fn a_letter_the_face_does_not_have_does_not_stop_a_report() {
        let typeset = typeset(&format!("{PAGE}#json(\"data.json\").name"), &json!({ "name": "Ø 李 \u{202e}\u{0}👍 boer" }), &[]).unwrap();
        assert_eq!(typeset.text().concat().trim(), "Ø ? ? boer");
        typeset.pdf().unwrap();
    }

    #[test]
    fn a_fault_in_a_template_tells_its_line() {
        let error = typeset(&format!("{PAGE}\n#onbekend()"), &json!({}), &[]).err().unwrap().to_string();
        assert!(error.contains("main.typ:4: ") && error.contains("onbekend"), "{error}");
    }

    #[test]
    fn a_template_reaches_nothing_but_what_it_is_given() {
        for body in ["#read(\"/etc/passwd\")", "#import \"@preview/example:0.1.0\": *", "#datetime.today()"] {
            assert!(typeset(&format!("{PAGE}{body}"), &json!({}), &[]).is_err(), "{body}");
        }
    }

    #[test]
    fn an_image_without_alternative_text_is_refused() {
        let svg = b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>".to_vec();
        let with = |body: &str| typeset(&format!("{PAGE}{body}"), &json!({}), &[("kaart.svg", svg.clone())]).unwrap().pdf();
        assert!(with("#image(\"kaart.svg\", alt: \"Een vierkant\")").is_ok());
        assert!(with("#image(\"kaart.svg\")").is_err());
    }

    #[test]
    fn equal_input_gives_equal_bytes() {
        let make = || typeset(&format!("{PAGE}= Kop\nTekst"), &json!({}), &[]).unwrap().pdf().unwrap();
        assert_eq!(make(), make());
    }
}
