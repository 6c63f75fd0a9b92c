//! Savoir-faire (medical specialities and the like) and the groups people search by.
//!
//! Source: ANS, TRE_R38 and JDV_J107. Specialists keep the code of their time, so one everyday word covers several:
//! general practice is SM26 + SM53 + SM54.

use crate::{ModelError, ProfessionKey, table};
use std::{collections::HashMap, sync::LazyLock};

/// Several savoir-faire codes of one profession under one everyday name.
#[derive(Debug, Clone)]
pub struct SkillGroup {
    /// `medecin-generaliste`.
    pub slug: &'static str,
    pub label: &'static str,
    pub plural: &'static str,
    pub profession: ProfessionKey,
    pub codes: Vec<&'static str>,
}

static GROUPS: LazyLock<Vec<SkillGroup>> = LazyLock::new(|| {
    table::rows(include_str!("../data/skill_groups.csv"))
        .map(|row| SkillGroup {
            slug: row[0],
            label: row[1],
            plural: row[2],
            profession: row[3].parse().expect("embedded table: professions are listed"),
            codes: row[4].split(' ').collect(),
        })
        .collect()
});

static LABELS: LazyLock<HashMap<&'static str, &'static str>> =
    LazyLock::new(|| table::rows(include_str!("../data/skills.csv")).map(|row| (row[0], row[1])).collect());

/// Every group. At most 64: the atlas keeps them as one bit each, bit = position here.
pub fn groups() -> &'static [SkillGroup] {
    &GROUPS
}

/// Official label of a code, `None` when the nomenclature has moved on.
pub fn label(code: &str) -> Option<&'static str> {
    LABELS.get(code).copied()
}

/// Groups that hold a code for a profession, in table order (the first is the one to name first).
pub fn groups_of<'a>(
    profession: ProfessionKey,
    code: &'a str,
) -> impl Iterator<Item = &'static SkillGroup> + 'a {
    GROUPS.iter().filter(move |group| group.profession == profession && group.codes.contains(&code))
}

/// Position and row of the group with this slug.
pub fn group(slug: &str) -> Result<(usize, &'static SkillGroup), ModelError> {
    GROUPS
        .iter()
        .enumerate()
        .find(|(_, group)| group.slug == slug)
        .ok_or_else(|| ModelError::Skill(crate::slug::clip(slug)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn general_practice_is_three_codes() {
        let (_, group) = group("medecin-generaliste").expect("listed");
        assert_eq!(group.codes, ["SM53", "SM26", "SM54"]);
        assert!(groups().len() <= 64, "the atlas keeps one bit a group");
    }

    #[test]
    fn a_code_belongs_to_its_profession_only() {
        let doctor = "10".parse().expect("listed");
        let nurse = "60".parse().expect("listed");
        assert_eq!(groups_of(doctor, "SM54").count(), 1);
        assert_eq!(groups_of(nurse, "SM54").count(), 0);
    }
}
