//! What was wrong with a row, counted and never thrown: read = kept + rejected.

use std::collections::BTreeMap;
use std::fmt;

/// Why a row, or one of its fields, was not taken. A closed list: counts by reason are compared month by month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    OutsideTerritory,
    WrongNumberOfFields,
    MissingIdentifier,
    BadIdentifier,
    NotRpps,
    Duplicate,
    UnknownProfession,
    UnknownCategory,
    UnknownCode,
    MissingName,
    BadCommune,
    BadPhone,
    BadEmail,
    BadNumber,
    BadDate,
    BadCoordinates,
    BadGeometry,
    BadShape,
    NotActive,
    Student,
    UnknownPlace,
    NotTaken,
}

impl Reason {
    /// Stable word for counts and exports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OutsideTerritory => "hors territoire",
            Self::WrongNumberOfFields => "nombre de colonnes",
            Self::MissingIdentifier => "identifiant absent",
            Self::BadIdentifier => "identifiant malformé",
            Self::NotRpps => "identifiant autre que RPPS",
            Self::Duplicate => "identifiant déjà lu",
            Self::UnknownProfession => "profession inconnue",
            Self::UnknownCategory => "catégorie inconnue",
            Self::UnknownCode => "code inconnu",
            Self::MissingName => "nom absent",
            Self::BadCommune => "code commune malformé",
            Self::BadPhone => "téléphone malformé",
            Self::BadEmail => "adresse électronique malformée",
            Self::BadNumber => "nombre malformé",
            Self::BadDate => "date malformée",
            Self::BadCoordinates => "coordonnées invraisemblables",
            Self::BadGeometry => "géométrie inutilisable",
            Self::BadShape => "forme inattendue",
            Self::NotActive => "fermé ou inactif",
            Self::Student => "étudiant, pas encore inscrit",
            Self::UnknownPlace => "établissement absent du répertoire",
            Self::NotTaken => "nature d'activité non reprise",
        }
    }

    /// False for what is left out as a matter of course: counted, not listed one by one.
    fn is_listed(self) -> bool {
        !matches!(
            self,
            Self::OutsideTerritory | Self::NotActive | Self::Student | Self::UnknownPlace | Self::NotTaken
        )
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One fault: where, in which field, why. Never the value: it may name a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defect {
    /// Line of the file, 1 for the header; in JSON sources the rank of the record.
    pub line: u64,
    pub field: &'static str,
    pub reason: Reason,
}

/// How many defects are listed one by one; the counts go on.
const LISTED: usize = 1_000;

/// The accounts of one reading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    pub read: u64,
    pub kept: u64,
    /// Rows not taken, by reason.
    pub rejected: BTreeMap<Reason, u64>,
    /// Fields dropped from rows that were kept, by reason.
    pub warnings: BTreeMap<Reason, u64>,
    /// The first defects, rejections and warnings together.
    pub defects: Vec<Defect>,
}

impl Tally {
    /// A row was taken.
    pub fn keep(&mut self) {
        self.read += 1;
        self.kept += 1;
    }

    /// A row was not taken.
    pub fn reject(&mut self, line: u64, field: &'static str, reason: Reason) {
        self.read += 1;
        *self.rejected.entry(reason).or_default() += 1;
        self.list(Defect { line, field, reason });
    }

    /// A field of a kept row was dropped.
    pub fn warn(&mut self, line: u64, field: &'static str, reason: Reason) {
        *self.warnings.entry(reason).or_default() += 1;
        self.list(Defect { line, field, reason });
    }

    /// Fields dropped from that many kept rows, found out once all were staged: no line can be told.
    pub(crate) fn warn_all(&mut self, reason: Reason, count: u64) {
        if count > 0 {
            *self.warnings.entry(reason).or_default() += count;
        }
    }

    /// Rows not taken, all reasons together.
    pub fn rejected_total(&self) -> u64 {
        self.rejected.values().sum()
    }

    fn list(&mut self, defect: Defect) {
        if defect.reason.is_listed() && self.defects.len() < LISTED {
            self.defects.push(defect);
        }
    }
}
