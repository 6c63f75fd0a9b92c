//! The names of layers and attributes in one place: the contract with the map's own list of layers.

/// Points: clusters, then places. See [`crate::places_tile`].
pub const PLACES: &str = "places";
/// Outlines of communes, CPTS and départements.
pub const TERRITORIES: &str = "territories";
/// One point per territory, where its name is written.
pub const TERRITORY_LABELS: &str = "territory_labels";

/// How many listings a feature stands for (unsigned).
pub const COUNT: &str = "count";
/// The kind all its listings share, or the kind of a territory (text).
pub const KIND: &str = "kind";
/// How many listings of each kind when they differ, in the order of [`Kind::ALL`](carbet_model::kind::Kind::ALL)
/// (unsigned, absent when zero).
pub const COUNTS_BY_KIND: [&str; 6] =
    ["n_professional", "n_pharmacy", "n_facility", "n_equipment", "n_mental_health", "n_shelter"];
/// Every listing there is at a commune's centre (true, else absent).
pub const APPROXIMATE: &str = "approximate";

/// Official code of a territory (text).
pub const CODE: &str = "code";
/// Name of a territory (text).
pub const NAME: &str = "name";
/// Stage of a CPTS project (text, absent when unknown).
pub const STAGE: &str = "stage";
/// Size class of a CPTS (text, absent when unknown).
pub const SIZE: &str = "size";
/// `official` or `schematic` (text).
pub const OUTLINE: &str = "outline";

/// Bits kept in a feature id: a JavaScript number is exact up to 53.
const ID_BITS: u32 = 52;

/// An opaque feature id for a stable identity: below 2^53, with bit 52 set so that it never equals the number
/// of a grid cell.
pub(crate) fn opaque_id(identity: u64) -> u64 {
    // An invertible mix (multiply, fold), so that near identities differ in the bits that are kept.
    let mut bits = identity.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ bits >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93);
    bits = (bits ^ bits >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93);
    bits ^= bits >> 32;
    1 << ID_BITS | bits >> (64 - ID_BITS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use carbet_model::kind::Kind;

    #[test]
    fn counts_are_named_after_their_kind() {
        for (kind, name) in Kind::ALL.iter().zip(COUNTS_BY_KIND) {
            assert_eq!(format!("n_{kind}"), name);
        }
    }

    #[test]
    fn ids_are_exact_javascript_numbers() {
        let ids: std::collections::HashSet<u64> = (0..100_000).map(opaque_id).collect();
        assert_eq!(ids.len(), 100_000);
        assert!(ids.iter().all(|id| *id < 1 << 53));
    }
}
