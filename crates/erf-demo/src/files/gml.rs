// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! IMGeo GML as the large-scale topography is delivered: one file per feature type.

use std::{
    fmt::Write as _,
    fs::File,
    io::{BufWriter, Write},
    path::Path,
};

use crate::{DemoError, plane::P};

/// A feature: local id, keeper, when it was made, its own elements and its outline.
pub(crate) struct Feature<'a> {
    pub id: String,
    pub keeper: u16,
    pub since: jiff::civil::Date,
    pub extra: &'a [(&'a str, String)],
    pub rings: &'a [Vec<P>],
}

/// A file being written.
pub(crate) struct Gml {
    out: BufWriter<File>,
    path: std::path::PathBuf,
    element: &'static str,
    geometry: &'static str,
    line: String,
}

const TOP: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CityModel xmlns:gml=\"http://www.opengis.net/gml\" \
xmlns:imgeo=\"http://www.geostandaarden.nl/imgeo/2.1\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
xmlns=\"http://www.opengis.net/citygml/2.0\" xsi:schemaLocation=\"http://www.geostandaarden.nl/imgeo/2.1 \
http://schemas.geonovum.nl/imgeo/2.1/imgeo-2.1.1.xsd\">\n";

impl Gml {
    /// Starts a file of `imgeo:element` features whose outline stands in `imgeo:geometry`.
    pub(crate) fn create(path: &Path, element: &'static str, geometry: &'static str) -> Result<Self, DemoError> {
        let mut out = BufWriter::new(File::create(path).map_err(DemoError::at(path))?);
        out.write_all(TOP.as_bytes()).map_err(DemoError::at(path))?;
        Ok(Self { out, path: path.to_owned(), element, geometry, line: String::new() })
    }

    /// Adds a feature.
    pub(crate) fn add(&mut self, feature: &Feature<'_>) -> Result<(), DemoError> {
        self.compose(feature).map_err(|e| DemoError::Text(e.to_string()))?;
        self.out.write_all(self.line.as_bytes()).map_err(DemoError::at(&self.path))
    }

    fn compose(&mut self, feature: &Feature<'_>) -> std::fmt::Result {
        let Self { line, element, geometry, .. } = self;
        line.clear();
        let Feature { id, keeper, since, extra, rings } = feature;
        write!(
            line,
            "<cityObjectMember><imgeo:{element} gml:id=\"b{id}\"><creationDate>{since}</creationDate>\
             <imgeo:LV-publicatiedatum>{since}T22:10:00.000</imgeo:LV-publicatiedatum><imgeo:relatieveHoogteligging>0</imgeo:relatieveHoogteligging>\
             <imgeo:inOnderzoek>false</imgeo:inOnderzoek><imgeo:tijdstipRegistratie>{since}T10:30:00.000</imgeo:tijdstipRegistratie>\
             <imgeo:identificatie><imgeo:NEN3610ID><imgeo:namespace>NL.IMGeo</imgeo:namespace><imgeo:lokaalID>G{keeper}.{id}</imgeo:lokaalID>\
             </imgeo:NEN3610ID></imgeo:identificatie><imgeo:bronhouder>G{keeper}</imgeo:bronhouder>\
             <imgeo:bgt-status codeSpace=\"http://www.geostandaarden.nl/imgeo/def/2.1#Status\">bestaand</imgeo:bgt-status>"
        )?;
        for (name, value) in *extra {
            write!(line, "<imgeo:{name}>")?;
            escape(line, value);
            write!(line, "</imgeo:{name}>")?;
        }
        write!(line, "<imgeo:{geometry}><gml:MultiSurface srsName=\"urn:ogc:def:crs:EPSG::28992\"><gml:surfaceMember><gml:Polygon>")?;
        for (index, ring) in rings.iter().enumerate() {
            let side = if index == 0 { "exterior" } else { "interior" };
            write!(line, "<gml:{side}><gml:LinearRing><gml:posList srsDimension=\"2\">")?;
            for (number, p) in ring.iter().chain(ring.first()).enumerate() {
                write!(line, "{}{:.3} {:.3}", if number > 0 { " " } else { "" }, p.x, p.y)?;
            }
            write!(line, "</gml:posList></gml:LinearRing></gml:{side}>")?;
        }
        writeln!(line, "</gml:Polygon></gml:surfaceMember></gml:MultiSurface></imgeo:{geometry}></imgeo:{element}></cityObjectMember>")
    }

    /// Closes the file.
    pub(crate) fn finish(mut self) -> Result<(), DemoError> {
        self.out.write_all(b"</CityModel>\n").and_then(|()| self.out.flush()).map_err(DemoError::at(&self.path))
    }
}

/// Adds text with the three characters escaped that XML reserves.
pub(crate) fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c => out.push(c),
        }
    }
}
