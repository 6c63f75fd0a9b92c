//! Which files to read: a file, a folder or a zip, by the naming of the source. It reads no content.

use crate::{ImportError, Source, read::Input};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// One file of a source, alone or inside a zip.
#[derive(Debug, Clone)]
pub struct SourceFile {
    path: PathBuf,
    entry: Option<Entry>,
    /// File name, without its folders: what messages show.
    pub name: String,
    /// Bytes on disk that reading it goes through.
    pub size_bytes: u64,
}

/// Where a file lies inside its zip.
#[derive(Debug, Clone)]
struct Entry {
    start: u64,
    length: u64,
    deflated: bool,
    /// Checksum of the content, as the zip tells it.
    crc: u32,
}

/// The files of a source at a path. A file is taken whatever its name; a folder and a zip are searched by name.
pub fn find(from: &Path, source: Source) -> Result<Vec<SourceFile>, ImportError> {
    let shown = |path: &Path| path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let open_error = |cause| ImportError::Open { file: shown(from), cause };
    let mut found = Vec::new();
    if from.is_dir() {
        for entry in std::fs::read_dir(from).map_err(open_error)? {
            let path = entry.map_err(open_error)?.path();
            if path.is_file() {
                found.extend(files_at(&path, source, true)?);
            }
        }
    } else {
        found = files_at(from, source, false)?;
    }
    found.sort_by(|a, b| (stated_on(&a.name), &a.name).cmp(&(stated_on(&b.name), &b.name)));
    if !source.reads_every_file() {
        found = found.split_off(found.len().saturating_sub(1));
    }
    if found.is_empty() {
        return Err(ImportError::NoFile {
            source_name: source,
            folder: shown(from),
            pattern: source.pattern(),
        });
    }
    Ok(found)
}

/// The files of the source that one path gives.
fn files_at(path: &Path, source: Source, by_name: bool) -> Result<Vec<SourceFile>, ImportError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let open_error = |cause| ImportError::Open { file: name.clone(), cause };
    let is_zip_name = name.to_lowercase().ends_with(".zip");
    if by_name && !is_zip_name && !source.matches(&name) {
        return Ok(Vec::new());
    }
    let mut file = File::open(path).map_err(open_error)?;
    if !is_zip(&mut file).map_err(open_error)? {
        if by_name && is_zip_name {
            return Ok(Vec::new());
        }
        let size_bytes = file.metadata().map_err(open_error)?.len();
        return Ok(vec![SourceFile { path: path.to_owned(), entry: None, name, size_bytes }]);
    }
    let mut archive = zip::ZipArchive::new(file).map_err(|error| zip_error(&name, error))?;
    let alone = archive.len() == 1;
    let mut found = Vec::new();
    for rank in 0..archive.len() {
        let inner = archive.by_index_raw(rank).map_err(|error| zip_error(&name, error))?;
        let path_inside = inner.name().map_err(|error| zip_error(&name, error))?.into_owned();
        let inner_name = path_inside.rsplit('/').next().unwrap_or_default().to_owned();
        if inner.is_file() && (source.matches(&inner_name) || (alone && !by_name)) {
            let deflated = inner.compression() != zip::CompressionMethod::Stored;
            let start = inner.data_start().ok_or_else(|| ImportError::Corrupt {
                file: name.clone(),
                cause: format!("{inner_name} est introuvable dedans"),
            })?;
            let entry = Entry { start, length: inner.compressed_size(), deflated, crc: inner.crc32() };
            found.push(SourceFile {
                path: path.to_owned(),
                name: inner_name,
                size_bytes: entry.length,
                entry: Some(entry),
            });
        }
    }
    Ok(found)
}

fn is_zip(file: &mut File) -> io::Result<bool> {
    let mut magic = [0; 4];
    let zip = match file.read_exact(&mut magic) {
        Ok(()) => magic == *b"PK\x03\x04",
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => false,
        Err(error) => return Err(error),
    };
    file.rewind()?;
    Ok(zip)
}

/// A zip carries its table of contents at the end: what cannot be listed has been cut.
fn zip_error(name: &str, error: zip::result::ZipError) -> ImportError {
    match error {
        zip::result::ZipError::Io(cause) => ImportError::Read { file: name.to_owned(), cause },
        _ => ImportError::Truncated { file: name.to_owned() },
    }
}

impl SourceFile {
    /// Opens the file for reading; `progress` grows with the bytes read from disk.
    pub fn open(&self, progress: Arc<AtomicU64>) -> Result<Input, ImportError> {
        let open_error = |cause| ImportError::Open { file: self.name.clone(), cause };
        let mut file = File::open(&self.path).map_err(open_error)?;
        match &self.entry {
            None => Input::new(&self.name, Counted { inner: file, progress }),
            Some(entry) => {
                file.seek(SeekFrom::Start(entry.start)).map_err(open_error)?;
                let bytes = Counted { inner: file, progress }.take(entry.length);
                match entry.deflated {
                    true => Input::new(
                        &self.name,
                        Checked::new(flate2::read::DeflateDecoder::new(bytes), entry.crc),
                    ),
                    false => Input::new(&self.name, Checked::new(bytes, entry.crc)),
                }
            }
        }
    }
}

/// The day a file says it stands for, in its name: `…_202611080112.txt`, `…-202611.json.gz` (first of the month).
pub fn stated_on(name: &str) -> Option<time::Date> {
    name.split(|c: char| !c.is_ascii_digit()).filter(|run| run.starts_with("20")).find_map(|run| {
        let number = |from: usize, to: usize| run.get(from..to)?.parse::<u16>().ok();
        let day = match run.len() {
            6 => 1,
            8.. => number(6, 8)?,
            _ => return None,
        };
        let month = time::Month::try_from(u8::try_from(number(4, 6)?).ok()?).ok()?;
        time::Date::from_calendar_date(number(0, 4)?.into(), month, u8::try_from(day).ok()?).ok()
    })
}

/// Refuses, at its end, a content that is not the one its checksum tells.
struct Checked<R> {
    inner: R,
    expected: u32,
    seen: flate2::Crc,
}

impl<R> Checked<R> {
    fn new(inner: R, expected: u32) -> Self {
        Self { inner, expected, seen: flate2::Crc::new() }
    }
}

impl<R: Read> Read for Checked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.seen.update(&buffer[..count]);
        if count == 0 && !buffer.is_empty() && self.seen.sum() != self.expected {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "checksum mismatch"));
        }
        Ok(count)
    }
}

/// Counts the bytes that pass.
struct Counted<R> {
    inner: R,
    progress: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.progress.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_state_their_day() {
        for (name, expected) in [
            ("PS_LibreAcces_Personne_activite_202611080112.txt", Some("2026-11-08")),
            ("finess-structures-mensuel-202611.json.gz", Some("2026-11-01")),
            ("finess-structures-journalier-20260905.json.gz", Some("2026-09-05")),
            ("communes-972.geojson", None),
            ("adresses-20269999.csv", None),
        ] {
            assert_eq!(stated_on(name).map(|day| day.to_string()).as_deref(), expected, "{name}");
        }
    }
}
