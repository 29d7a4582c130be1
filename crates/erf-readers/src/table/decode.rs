// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Which encoding a text file is in, and reading it as UTF-8.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::Path,
};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16LE, WINDOWS_1252};

/// Finds the encoding: what the mapping says, else a byte order mark, else UTF-8 when all of it is that, else Windows-1252.
pub(super) fn encoding_of(path: &Path, label: Option<&str>) -> io::Result<&'static Encoding> {
    let mut head = Vec::new();
    File::open(path)?.take(4096).read_to_end(&mut head)?;
    if let Some((encoding, _)) = Encoding::for_bom(&head) {
        return Ok(encoding);
    }
    if let Some(named) = label.and_then(|label| Encoding::for_label(label.trim().as_bytes())) {
        return Ok(named);
    }
    let zeros = head.iter().skip(1).step_by(2).filter(|byte| **byte == 0).count();
    if zeros * 4 > head.len() {
        return Ok(UTF_16LE);
    }
    Ok(if is_utf8(File::open(path)?)? { UTF_8 } else { WINDOWS_1252 })
}

fn is_utf8(file: File) -> io::Result<bool> {
    let mut reader = BufReader::with_capacity(1 << 16, file);
    let mut decoder = UTF_8.new_decoder_without_bom_handling();
    let mut text = vec![0; 3 << 16];
    loop {
        let bytes = reader.fill_buf()?;
        let (length, last) = (bytes.len(), bytes.is_empty());
        let (outcome, read, _) = decoder.decode_to_utf8_without_replacement(bytes, &mut text, last);
        match outcome {
            encoding_rs::DecoderResult::Malformed(..) => return Ok(false),
            encoding_rs::DecoderResult::InputEmpty if last => return Ok(true),
            encoding_rs::DecoderResult::InputEmpty => reader.consume(length),
            encoding_rs::DecoderResult::OutputFull => reader.consume(read),
        }
    }
}

/// Whether a text that is no UTF-8 was written by an old DOS program: where people have an accent, Windows-1252 has signs that stand
/// in no word, such as `caf‚` and `co”rdinatie`.
pub(super) fn is_from_dos(path: &Path) -> io::Result<bool> {
    let (mut before, mut sign) = (b' ', None);
    for byte in BufReader::with_capacity(1 << 16, File::open(path)?).bytes() {
        let byte = byte?;
        if sign.is_some_and(|sign| is_accent(sign, byte)) {
            return Ok(true);
        }
        sign = (before.is_ascii_lowercase() && (0x80..0xa0).contains(&byte)).then_some(byte);
        before = byte;
    }
    Ok(sign.is_some_and(|sign| is_accent(sign, b' ')))
}

/// Behind a small letter: é, ë, ê and è also end words; the others must stand within one, where quotation marks do not.
fn is_accent(sign: u8, after: u8) -> bool {
    match sign {
        0x82 | 0x88 | 0x89 | 0x8a => true,
        0x81 | 0x83 | 0x84 | 0x87 | 0x8b | 0x8c | 0x93 | 0x94 => after.is_ascii_lowercase(),
        _ => false,
    }
}

/// Reads any encoding as UTF-8; what is not valid becomes the replacement character.
pub(super) struct Decoding<R> {
    inner: BufReader<R>,
    decoder: Decoder,
    finished: bool,
}

impl<R: Read> Decoding<R> {
    pub(super) fn new(inner: R, encoding: &'static Encoding) -> Self {
        Self { inner: BufReader::with_capacity(1 << 16, inner), decoder: encoding.new_decoder(), finished: false }
    }
}

impl<R: Read> Read for Decoding<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // The longest character must fit, or the decoder cannot go on.
        if buffer.len() < 16 {
            return Err(io::Error::other("buffer too small to decode into"));
        }
        while !self.finished {
            let bytes = self.inner.fill_buf()?;
            let last = bytes.is_empty();
            let (outcome, read, written, _) = self.decoder.decode_to_utf8(bytes, buffer, last);
            self.inner.consume(read);
            self.finished = last && outcome == CoderResult::InputEmpty;
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from_dos(text: &[u8]) -> bool {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        is_from_dos(file.path()).unwrap()
    }

    #[test]
    fn accents_of_dos_are_told_from_signs_of_windows() {
        for dos in [&b"caf\x82;1"[..], b"co\x94rdinatie", b"Chlo\x89", b"Fran\x87ois", b"gehele b\x81ro"] {
            assert!(from_dos(dos), "{dos:?}");
        }
        for windows in [&b"foto\x92s"[..], b"\x93plan\x94;", b"caf\xe9 \x80 5", b"enz\x85en", b"Milo\x9a", b"A\x96B", b"Jansen\x86"] {
            assert!(!from_dos(windows), "{windows:?}");
        }
    }
}
