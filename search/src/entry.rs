//! What a lexicon is made of: named things to look for, under headings, and words that call for help.

use crate::filter::FilterSpec;
use crate::normalise::normalise;

/// The heading under which an entry is suggested; the order is that of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    Need,
    Profession,
    Structure,
    Equipment,
    Person,
    Commune,
}

impl Group {
    /// The name used in answers.
    pub fn name(self) -> &'static str {
        match self {
            Group::Need => "need",
            Group::Profession => "profession",
            Group::Structure => "structure",
            Group::Equipment => "equipment",
            Group::Person => "person",
            Group::Commune => "commune",
        }
    }
}

/// Words that ask for help now: shown as a banner above any result, never as a filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Emergency {
    /// 15, 112, 114.
    Vital,
    /// 3114.
    Distress,
    /// 3919, then 17.
    Violence,
    /// 119.
    Child,
    /// 115.
    Homeless,
    /// Poison centre, 15.
    Poison,
}

impl Emergency {
    const ALL: [Emergency; 6] = [
        Emergency::Vital,
        Emergency::Distress,
        Emergency::Violence,
        Emergency::Child,
        Emergency::Homeless,
        Emergency::Poison,
    ];

    /// The precise name, for a caller that has a line for each.
    pub fn name(self) -> &'static str {
        match self {
            Emergency::Vital => "vital",
            Emergency::Distress => "distress",
            Emergency::Violence => "violence",
            Emergency::Child => "child",
            Emergency::Homeless => "homeless",
            Emergency::Poison => "poison",
        }
    }

    /// The banner to show: `vital` (15, 112, 114) whenever someone is in danger, `distress` (3114); none for 115, which
    /// is a number to give, not an alarm.
    pub fn banner(self) -> Option<&'static str> {
        match self {
            Emergency::Vital | Emergency::Poison | Emergency::Violence | Emergency::Child => Some("vital"),
            Emergency::Distress => Some("distress"),
            Emergency::Homeless => None,
        }
    }

    pub(crate) fn from_name(name: &str) -> Option<Emergency> {
        Emergency::ALL.into_iter().find(|emergency| emergency.name() == name)
    }
}

/// Something that can be looked for by name.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub group: Group,
    /// As shown: "Masseur-Kinésithérapeute", "Le Lamentin".
    pub label: String,
    pub detail: Option<String>,
    /// The kind of its listings, for an icon, when they are all alike.
    pub kind: Option<String>,
    /// Id of the thing itself: `commune:97213`.
    pub id: Option<String>,
    /// What choosing it filters. Empty: understood, but nothing in the directory stands behind it.
    pub filter: FilterSpec,
    /// Other ways to type it; case and accents do not matter.
    pub synonyms: Vec<String>,
    /// Longitude and latitude of its centre, for places.
    pub position: Option<(f64, f64)>,
    /// Proposed while nothing has been typed.
    pub featured: bool,
}

impl Entry {
    /// The ways to type a label: whole, without its parenthesis, the sigle inside it, a place without its article.
    pub(crate) fn names(&self) -> Vec<String> {
        let mut names = vec![self.label.clone()];
        if let Some((before, after)) = self.label.split_once('(') {
            names.push(before.to_owned());
            names.extend(after.trim_end_matches(')').split('/').map(str::to_owned));
        }
        if self.group == Group::Commune {
            let text = normalise(&self.label);
            let bare = ["le ", "la ", "les ", "l "].iter().find_map(|article| text.strip_prefix(article));
            names.extend(bare.map(str::to_owned));
        }
        names
    }

    /// True when it says how a thing is (at home, new patients), not what it is: it can be added to a trade.
    pub(crate) fn is_criterion(&self) -> bool {
        let flags = FilterSpec { flag: self.filter.flag.clone(), ..FilterSpec::default() };
        !self.filter.flag.is_empty() && self.filter == flags
    }

    /// A commune (or any territory one can name), with its id as filter. Postcodes go in `synonyms`.
    pub fn place(label: &str, id: &str, position: Option<(f64, f64)>, synonyms: Vec<String>) -> Entry {
        Entry {
            group: Group::Commune,
            label: label.to_owned(),
            detail: None,
            kind: None,
            id: Some(id.to_owned()),
            filter: FilterSpec { territory: vec![id.to_owned()], ..FilterSpec::default() },
            synonyms,
            position,
            featured: false,
        }
    }
}
