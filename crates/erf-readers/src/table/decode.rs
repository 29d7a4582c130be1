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
