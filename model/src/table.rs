//! Reads the closed lists kept as `;`-separated text under `data/`: a header line, no quoting.

/// Rows of an embedded table without its header, split on `;`.
pub(crate) fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines().skip(1).filter(|line| !line.is_empty()).map(|line| line.split(';').collect())
}
