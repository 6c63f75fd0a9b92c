//! The page mark: where the last page stopped, and the draw it was made with. Opaque to callers; one that was cut,
//! changed or given for another search is refused.

use crate::error::{CursorFault, SearchError};
use crate::index::stable_hash;
use crate::rank::Rank;

/// Where to go on from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cursor {
    /// Revision of the snapshot that gave it. Another snapshot goes on from the same rank.
    pub(crate) revision: u32,
    pub(crate) seed: u64,
    pub(crate) fingerprint: u64,
    pub(crate) after: Rank,
}

/// Version, revision, seed, fingerprint, band, distance, shuffle, listing, check.
const LENGTH: usize = 1 + 4 + 8 + 8 + 1 + 4 + 8 + 8 + 4;
const VERSION: u8 = 1;

impl Cursor {
    pub(crate) fn encode(&self) -> String {
        let mut bytes = vec![VERSION];
        bytes.extend(self.revision.to_be_bytes());
        bytes.extend(self.seed.to_be_bytes());
        bytes.extend(self.fingerprint.to_be_bytes());
        bytes.push(self.after.band);
        bytes.extend(self.after.distance_m.to_be_bytes());
        bytes.extend(self.after.shuffle.to_be_bytes());
        bytes.extend(self.after.listing.to_be_bytes());
        let body = hex(&bytes);
        let check = hex(&check(&body));
        body + &check
    }

    /// Reads a cursor given for the query of that fingerprint.
    pub(crate) fn decode(text: &str, fingerprint: u64) -> Result<Cursor, SearchError> {
        let cursor = read(text).ok_or(SearchError::Cursor(CursorFault::Malformed))?;
        if cursor.fingerprint != fingerprint {
            return Err(SearchError::Cursor(CursorFault::OtherQuery));
        }
        Ok(cursor)
    }
}

fn read(text: &str) -> Option<Cursor> {
    if text.len() != LENGTH * 2 || !text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
        return None;
    }
    let (body, given) = text.split_at((LENGTH - 4) * 2);
    if hex(&check(body)) != given || !body.starts_with("01") {
        return None;
    }
    let number =
        |from: usize, bytes: usize| u64::from_str_radix(&body[from * 2..(from + bytes) * 2], 16).ok();
    Some(Cursor {
        revision: number(1, 4)? as u32,
        seed: number(5, 8)?,
        fingerprint: number(13, 8)?,
        after: Rank {
            band: number(21, 1)? as u8,
            distance_m: number(22, 4)? as u32,
            shuffle: number(26, 8)?,
            listing: number(34, 8)?,
        },
    })
}

fn check(body: &str) -> [u8; 4] {
    (stable_hash(body) as u32).to_be_bytes()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn cursors_come_back(revision: u32, seed: u64, fingerprint: u64, band: u8, distance_m: u32, draw: u64, listing: u64) {
            let after = Rank { band, distance_m, shuffle: draw, listing };
            let cursor = Cursor { revision, seed, fingerprint, after };
            prop_assert_eq!(Cursor::decode(&cursor.encode(), fingerprint), Ok(cursor));
        }

        #[test]
        fn anything_else_is_refused(text in any::<String>()) {
            prop_assert_eq!(Cursor::decode(&text, 0), Err(SearchError::Cursor(CursorFault::Malformed)));
        }

        #[test]
        fn one_changed_letter_is_refused(seed: u64, at in 0..LENGTH * 2) {
            let after = Rank { band: 0, distance_m: 0, shuffle: 1, listing: 2 };
            let mut text = Cursor { revision: 1, seed, fingerprint: 3, after }.encode().into_bytes();
            text[at] = if text[at] == b'0' { b'1' } else { b'0' };
            let text = String::from_utf8(text).expect("hexadecimal");
            prop_assert!(Cursor::decode(&text, 3).is_err());
        }
    }
}
