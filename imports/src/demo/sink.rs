//! A file being written line by line, plain or gzipped, that counts its rows.
//!
//! Gzip headers carry neither name nor date: the same demo gives the same bytes.

use super::DemoError;
use flate2::{Compression, write::GzEncoder};
use std::{
    fs::File,
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

/// An open file.
pub struct Sink {
    path: PathBuf,
    name: String,
    target: Target,
    /// Records written: the caller counts, since a record may be part of a line or several lines.
    pub rows: u64,
}

enum Target {
    Plain(BufWriter<File>),
    Gzip(BufWriter<GzEncoder<BufWriter<File>>>),
}

impl Sink {
    /// Creates `name` in a folder; a name in `.gz` is gzipped.
    pub fn create(folder: &Path, name: &str) -> Result<Self, DemoError> {
        let path = folder.join(name);
        let file = File::create(&path).map_err(|source| DemoError::Write { path: path.clone(), source })?;
        let file = BufWriter::with_capacity(1 << 17, file);
        let target = if name.ends_with(".gz") {
            Target::Gzip(BufWriter::new(GzEncoder::new(file, Compression::new(5))))
        } else {
            Target::Plain(file)
        };
        Ok(Self { path, name: name.to_owned(), target, rows: 0 })
    }

    /// Writes text as it is.
    pub fn text(&mut self, text: &str) -> Result<(), DemoError> {
        self.with(|writer| writer.write_all(text.as_bytes()))
    }

    /// Writes a record and its line end, and counts it.
    pub fn row(&mut self, line: &str) -> Result<(), DemoError> {
        self.rows += 1;
        self.with(|writer| writer.write_all(line.as_bytes()).and_then(|()| writer.write_all(b"\n")))
    }

    /// Writes an element of a JSON array, with the comma before it from the second one on, and counts it.
    pub fn element(&mut self, value: &impl serde::Serialize) -> Result<(), DemoError> {
        let first = self.rows == 0;
        self.rows += 1;
        self.with(|writer| {
            writer.write_all(if first { b"\n" } else { b",\n" })?;
            serde_json::to_writer(writer, value).map_err(std::io::Error::from)
        })
    }

    /// Closes the file. Returns its name and rows.
    pub fn finish(self) -> Result<(String, u64), DemoError> {
        let done = match self.target {
            Target::Plain(mut writer) => writer.flush(),
            Target::Gzip(writer) => writer
                .into_inner()
                .map_err(std::io::IntoInnerError::into_error)
                .and_then(GzEncoder::finish)
                .and_then(|mut file| file.flush()),
        };
        done.map_err(|source| DemoError::Write { path: self.path, source })?;
        Ok((self.name, self.rows))
    }

    fn with(&mut self, write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) -> Result<(), DemoError> {
        let done = match &mut self.target {
            Target::Plain(writer) => write(writer),
            Target::Gzip(writer) => write(writer),
        };
        done.map_err(|source| DemoError::Write { path: self.path.clone(), source })
    }
}
