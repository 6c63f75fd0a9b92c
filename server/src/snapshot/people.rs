//! Professionals as the snapshot keeps them: who, and the numbers of their listings.

/// One person of the RPPS.
#[derive(Debug, Clone)]
pub struct Person {
    /// `rpps:99000000001`.
    pub id: String,
    pub civility: Option<String>,
    /// `Dr Lina Belrose`.
    pub label: String,
    pub family_name: String,
    pub given_name: String,
    /// In the order of listings. At least one.
    pub listings: Vec<u32>,
}
