//! Rows in the text format of COPY (PostgreSQL manual, COPY, "Text Format"). It knows no table.

use crate::geom::Geom;

/// Writes one row at a time at the end of a buffer: fields in the order of the columns, then [`CopyRow::end`].
pub struct CopyRow<'a> {
    buffer: &'a mut Vec<u8>,
    first: bool,
}

impl<'a> CopyRow<'a> {
    pub fn new(buffer: &'a mut Vec<u8>) -> Self {
        Self { buffer, first: true }
    }

    /// A text, `null` when absent.
    pub fn opt(&mut self, value: Option<&str>) -> &mut Self {
        match value {
            Some(text) => self.text(text),
            None => self.raw(b"\\N"),
        }
    }

    pub fn text(&mut self, value: &str) -> &mut Self {
        self.separate();
        for &byte in value.as_bytes() {
            match byte {
                b'\\' => self.buffer.extend_from_slice(b"\\\\"),
                b'\t' => self.buffer.extend_from_slice(b"\\t"),
                b'\n' => self.buffer.extend_from_slice(b"\\n"),
                b'\r' => self.buffer.extend_from_slice(b"\\r"),
                // PostgreSQL has no place for a NUL in a text.
                0 => {}
                _ => self.buffer.push(byte),
            }
        }
        self
    }

    /// Anything whose display is plain ASCII without separator: numbers, booleans, dates.
    pub fn plain(&mut self, value: Option<impl std::fmt::Display>) -> &mut Self {
        match value {
            Some(value) => self.raw(value.to_string().as_bytes()),
            None => self.raw(b"\\N"),
        }
    }

    /// A `text[]`.
    pub fn array<S: AsRef<str>>(&mut self, values: &[S]) -> &mut Self {
        let mut literal = String::from("{");
        for (rank, value) in values.iter().enumerate() {
            if rank > 0 {
                literal.push(',');
            }
            literal.push('"');
            for c in value.as_ref().chars() {
                if matches!(c, '"' | '\\') {
                    literal.push('\\');
                }
                literal.push(c);
            }
            literal.push('"');
        }
        literal.push('}');
        self.text(&literal)
    }

    /// A `bytea`.
    pub fn bytes(&mut self, value: &[u8]) -> &mut Self {
        self.raw(b"\\\\x");
        self.hex(value);
        self
    }

    pub fn geom(&mut self, value: Option<&Geom>) -> &mut Self {
        match value {
            Some(geom) => {
                self.separate();
                self.hex(&geom.ewkb());
                self
            }
            None => self.raw(b"\\N"),
        }
    }

    /// Closes the row.
    pub fn end(&mut self) {
        self.buffer.push(b'\n');
    }

    fn raw(&mut self, bytes: &[u8]) -> &mut Self {
        self.separate();
        self.buffer.extend_from_slice(bytes);
        self
    }

    fn separate(&mut self) {
        if !self.first {
            self.buffer.push(b'\t');
        }
        self.first = false;
    }

    fn hex(&mut self, bytes: &[u8]) {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        for byte in bytes {
            self.buffer.extend([DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_escaped() {
        let mut buffer = Vec::new();
        CopyRow::new(&mut buffer)
            .text("a\tb\\c\nd\0")
            .opt(None)
            .plain(Some(7))
            .array(&["x\"y", "z,t"])
            .bytes(&[0xab, 1])
            .end();
        assert_eq!(
            String::from_utf8(buffer).expect("ASCII in, ASCII out"),
            "a\\tb\\\\c\\nd\t\\N\t7\t{\"x\\\\\"y\",\"z,t\"}\t\\\\xab01\n"
        );
    }
}
