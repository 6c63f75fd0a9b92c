//! Rows of a text source with named columns: header drift, aliases, encoding, cut files. It knows no source.

use crate::ImportError;
use crate::read::{Input, Lines, read_error};

/// A column a source looks for: names it has borne, first the one shown to people.
pub(crate) struct Column {
    pub names: &'static [&'static str],
    pub required: bool,
}

/// A column without which the file is refused.
pub(crate) const fn required(names: &'static [&'static str]) -> Column {
    Column { names, required: true }
}

/// A column some editions lack.
pub(crate) const fn optional(names: &'static [&'static str]) -> Column {
    Column { names, required: false }
}

/// How the fields of a text source are told apart.
#[derive(Clone, Copy)]
pub(crate) struct Dialect {
    pub separator: u8,
    /// Are fields ever quoted? Where they are not, a `"` is a character like another.
    pub quoted: bool,
}

/// Reads rows and hands fields by the rank of their column in the list given at opening.
pub(crate) struct Rows {
    file: String,
    csv: csv::Reader<Lines>,
    record: csv::ByteRecord,
    places: Vec<Option<usize>>,
    width: usize,
    last_fits: bool,
}

/// One row of the file.
pub(crate) struct Row<'a> {
    /// Line in the file, 1 for the header.
    pub line: u64,
    /// Fields in the order of the file; `None` where the row is too short or too long for the header.
    fields: Option<Vec<&'a str>>,
    places: &'a [Option<usize>],
}

/// A header name as compared: letters and digits only, lower case, no accents.
fn folded(name: &str) -> String {
    carbet_search::normalise(name)
}

impl Rows {
    /// Reads the header. Refused when a required column is missing under all its names.
    pub fn open(input: Input, dialect: Dialect, columns: &[Column]) -> Result<Self, ImportError> {
        let file = input.name.clone();
        let mut csv = csv::ReaderBuilder::new()
            .delimiter(dialect.separator)
            .quoting(dialect.quoted)
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(1 << 16)
            .from_reader(input.into_lines());
        let mut record = csv::ByteRecord::new();
        if !csv.read_byte_record(&mut record).map_err(|error| csv_error(&file, error))? {
            return Err(ImportError::Empty { file });
        }
        let utf8 = |field| std::str::from_utf8(field).ok();
        let header: Option<Vec<&str>> = record.iter().map(utf8).collect();
        let header = header.ok_or_else(|| ImportError::Encoding { file: file.clone(), line: 1 })?;
        let header: Vec<String> = header.into_iter().map(folded).collect();
        let places: Vec<Option<usize>> = columns
            .iter()
            .map(|column| column.names.iter().find_map(|name| header.iter().position(|h| *h == folded(name))))
            .collect();
        let missing: Vec<String> = std::iter::zip(columns, &places)
            .filter(|(column, place)| column.required && place.is_none())
            .map(|(column, _)| format!("« {} »", column.names[0]))
            .collect();
        if !missing.is_empty() {
            let wanted = columns.iter().filter(|column| column.required);
            let expected = wanted.map(|column| column.names[0].to_owned()).collect();
            return Err(ImportError::Columns { file, missing, expected });
        }
        // The separator that ends every line of some editions makes one empty column more.
        let width = header.len() - usize::from(header.last().is_some_and(String::is_empty));
        Ok(Self { file, csv, record, places, width, last_fits: true })
    }

    /// The next row, `None` at the end. Blank lines are skipped by the reader. A file that stops in the middle of a row
    /// is refused.
    pub fn next_row(&mut self) -> Result<Option<Row<'_>>, ImportError> {
        if !self.csv.read_byte_record(&mut self.record).map_err(|error| csv_error(&self.file, error))? {
            return match self.last_fits || self.csv.get_ref().ends_with_newline() {
                true => Ok(None),
                false => Err(ImportError::Truncated { file: self.file.clone() }),
            };
        }
        let line = self.record.position().map_or(0, csv::Position::line);
        let mut fields = Vec::with_capacity(self.record.len());
        for field in &self.record {
            let text = std::str::from_utf8(field)
                .map_err(|_| ImportError::Encoding { file: self.file.clone(), line })?;
            fields.push(text);
        }
        let fits =
            fields.len() == self.width || (fields.len() == self.width + 1 && fields[self.width].is_empty());
        self.last_fits = fits;
        Ok(Some(Row { line, fields: fits.then_some(fields), places: &self.places }))
    }

    /// File name, for messages.
    pub fn file(&self) -> &str {
        &self.file
    }
}

impl<'a> Row<'a> {
    /// False when the row has not as many fields as the header.
    pub fn fits(&self) -> bool {
        self.fields.is_some()
    }

    /// The field of a column, spaces around it removed; empty when the column is absent from this edition.
    pub fn get(&self, column: usize) -> &'a str {
        let at = self.places.get(column).copied().flatten();
        at.and_then(|at| self.fields.as_ref()?.get(at).copied()).unwrap_or("").trim()
    }

    /// The field cleaned, `None` when nothing is left.
    pub fn text(&self, column: usize) -> Option<String> {
        crate::text::clean(self.get(column))
    }
}

fn csv_error(file: &str, error: csv::Error) -> ImportError {
    match error.into_kind() {
        csv::ErrorKind::Io(cause) => read_error(file, cause),
        _ => ImportError::Corrupt { file: file.to_owned(), cause: "des lignes illisibles".to_owned() },
    }
}
