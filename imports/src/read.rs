//! Bytes of a source file, made fit for parsing: gzip undone, byte-order mark dropped, HTML pages and endless lines
//! refused. Always a stream: it never holds a file.

use crate::ImportError;
use std::io::{self, BufRead, BufReader, Read};

/// Longest line of a text source, in bytes. The longest of the RPPS is under 2 kB.
const LINE_LIMIT: usize = 1 << 20;

/// A source file opened for reading, already seen not to be a web page.
pub struct Input {
    /// File name, for messages.
    pub name: String,
    reader: Box<dyn BufRead + Send>,
}

impl Input {
    /// Takes plain or gzip bytes, told apart by their first two.
    pub fn new(name: &str, bytes: impl Read + Send + 'static) -> Result<Self, ImportError> {
        let failed = |cause| read_error(name, cause);
        let mut raw = BufReader::with_capacity(1 << 16, bytes);
        let gzip = raw.fill_buf().map_err(failed)?.starts_with(&[0x1f, 0x8b]);
        let mut reader: Box<dyn BufRead + Send> = if gzip {
            Box::new(BufReader::with_capacity(1 << 16, flate2::bufread::MultiGzDecoder::new(raw)))
        } else {
            Box::new(raw)
        };
        let head = reader.fill_buf().map_err(failed)?;
        let mark = if head.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        let first = head[mark..].iter().find(|byte| !byte.is_ascii_whitespace()).copied();
        if head.is_empty() {
            return Err(ImportError::Empty { file: name.to_owned() });
        }
        if first == Some(b'<') {
            return Err(ImportError::Html { file: name.to_owned() });
        }
        reader.consume(mark);
        Ok(Self { name: name.to_owned(), reader })
    }

    /// The bytes, lines bounded: for sources made of lines.
    pub(crate) fn into_lines(self) -> Lines {
        Lines { inner: self.reader, line: 1, length: 0 }
    }

    /// The bytes as they come: for JSON, which is one line.
    pub(crate) fn into_reader(self) -> Box<dyn BufRead + Send> {
        self.reader
    }
}

/// A reader that refuses a line longer than [`LINE_LIMIT`].
pub(crate) struct Lines {
    inner: Box<dyn BufRead + Send>,
    line: u64,
    length: usize,
}

#[derive(Debug, thiserror::Error)]
#[error("line {line} is too long")]
struct TooLong {
    line: u64,
}

impl Read for Lines {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        let mut rest = &buffer[..count];
        while let Some(end) = rest.iter().position(|&byte| byte == b'\n') {
            self.grow(end)?;
            self.line += 1;
            self.length = 0;
            rest = &rest[end + 1..];
        }
        self.grow(rest.len())?;
        Ok(count)
    }
}

impl Lines {
    /// Of what has been read so far.
    pub fn ends_with_newline(&self) -> bool {
        self.length == 0
    }

    fn grow(&mut self, by: usize) -> io::Result<()> {
        self.length += by;
        match self.length > LINE_LIMIT {
            true => Err(io::Error::other(TooLong { line: self.line })),
            false => Ok(()),
        }
    }
}

/// What a failure of the bytes means for the person who gave the file.
pub(crate) fn read_error(name: &str, cause: io::Error) -> ImportError {
    let file = name.to_owned();
    if let Some(too_long) = cause.get_ref().and_then(|inner| inner.downcast_ref::<TooLong>()) {
        return ImportError::LongLine { file, line: too_long.line, limit: LINE_LIMIT };
    }
    match cause.kind() {
        io::ErrorKind::UnexpectedEof => ImportError::Truncated { file },
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => {
            ImportError::Corrupt { file, cause: "son contenu compressé ne se relit pas".to_owned() }
        }
        _ => ImportError::Read { file, cause },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn refusal(bytes: &[u8]) -> String {
        let read = Input::new("f.csv", Cursor::new(bytes.to_vec())).and_then(|input| {
            let mut out = Vec::new();
            input.into_lines().read_to_end(&mut out).map_err(|cause| read_error("f.csv", cause))
        });
        read.err().map(|error| error.to_string()).unwrap_or_default()
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        std::io::Write::write_all(&mut encoder, bytes).expect("memory does not fail");
        encoder.finish().expect("memory does not fail")
    }

    #[test]
    fn what_is_not_a_source_is_refused() {
        let random: Vec<u8> =
            (0..50_000u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
        let mut cut = gzip(&random.iter().map(|b| b'a' + b % 26).collect::<Vec<_>>());
        cut.truncate(cut.len() / 2);
        for (bytes, expected) in [
            (&b"<!DOCTYPE html><title>503</title>"[..], "page HTML"),
            (b"\xef\xbb\xbf  <html>", "page HTML"),
            (&gzip(b"<html>"), "page HTML"),
            (&cut, "tronqu"),
            (&[0x1f, 0x8b], "tronqu"),
            (b"", "est vide"),
            (&gzip(b""), "est vide"),
            (&vec![b'x'; LINE_LIMIT + 2], "ligne 1"),
        ] {
            assert!(refusal(bytes).contains(expected), "{expected}: {}", refusal(bytes));
        }
        assert_eq!(refusal(b"id;nom\n1;a\n"), "");
        assert_eq!(refusal(&gzip(b"id;nom\n1;a\n")), "");
    }
}
