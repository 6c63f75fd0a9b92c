//! Filters: the parameters one can narrow by, and a set of wanted values for each.
//! Values of one parameter are alternatives; parameters add up. It does not know which values exist.

use serde::{Deserialize, Serialize};

/// A dimension of the directory that can be filtered and counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Param {
    Kind,
    Profession,
    Skill,
    Category,
    Flag,
    Territory,
}

impl Param {
    pub const ALL: [Param; 6] =
        [Param::Kind, Param::Profession, Param::Skill, Param::Category, Param::Flag, Param::Territory];

    /// The name used in addresses and answers.
    pub fn name(self) -> &'static str {
        match self {
            Param::Kind => "kind",
            Param::Profession => "profession",
            Param::Skill => "skill",
            Param::Category => "category",
            Param::Flag => "flag",
            Param::Territory => "territory",
        }
    }

    /// The parameter of that name.
    pub fn from_name(name: &str) -> Option<Param> {
        Param::ALL.into_iter().find(|param| param.name() == name)
    }
}

/// Wanted values by parameter; an empty list asks nothing. Serialised, empty lists are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct FilterSpec {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kind: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub profession: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub skill: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub category: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub flag: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub territory: Vec<String>,
}

impl FilterSpec {
    pub fn values(&self, param: Param) -> &[String] {
        match param {
            Param::Kind => &self.kind,
            Param::Profession => &self.profession,
            Param::Skill => &self.skill,
            Param::Category => &self.category,
            Param::Flag => &self.flag,
            Param::Territory => &self.territory,
        }
    }

    pub fn values_mut(&mut self, param: Param) -> &mut Vec<String> {
        match param {
            Param::Kind => &mut self.kind,
            Param::Profession => &mut self.profession,
            Param::Skill => &mut self.skill,
            Param::Category => &mut self.category,
            Param::Flag => &mut self.flag,
            Param::Territory => &mut self.territory,
        }
    }

    /// A filter on one parameter.
    pub fn one(param: Param, values: impl IntoIterator<Item = impl Into<String>>) -> FilterSpec {
        let mut spec = FilterSpec::default();
        spec.values_mut(param).extend(values.into_iter().map(Into::into));
        spec
    }

    /// True when nothing is asked.
    pub fn is_empty(&self) -> bool {
        Param::ALL.iter().all(|&param| self.values(param).is_empty())
    }

    /// Both filters together: values of a parameter that both name are put side by side.
    pub fn merged(&self, other: &FilterSpec) -> FilterSpec {
        let mut out = self.clone();
        for param in Param::ALL {
            for value in other.values(param) {
                if !out.values(param).contains(value) {
                    out.values_mut(param).push(value.clone());
                }
            }
        }
        out
    }

    /// Reads `profession=60&flag=walk_in,wheelchair`, the form of our own tables.
    pub(crate) fn parse(text: &str) -> Option<FilterSpec> {
        let mut spec = FilterSpec::default();
        for part in text.split('&').filter(|part| !part.is_empty()) {
            let (name, values) = part.split_once('=')?;
            let param = Param::from_name(name)?;
            spec.values_mut(param).extend(values.split(',').map(str::to_owned));
        }
        Some(spec)
    }
}
