//! What is declared of a listing: « Oui », « Non », each with its date and its term, and the third silence: not declared.

use super::layout::Layout;
use super::wording;
use crate::snapshot::cards::FlagAnswer;
use carbet_model::Flag;

/// The declarations of one listing, as a card shows them.
pub struct Answers {
    pub known: Vec<Known>,
    /// « Non déclaré : … », the criteria nobody answered.
    pub silent: Option<String>,
}

/// One answer.
pub struct Known {
    pub label: &'static str,
    pub is_yes: bool,
    pub words: &'static str,
    /// « Déclaré le …, valable jusqu'au … »; empty for what a register states.
    pub when: String,
}

impl Answers {
    pub fn new(page: &Layout, answers: &[FlagAnswer]) -> Self {
        let silent: Vec<String> = Flag::ALL
            .into_iter()
            .filter(|flag| answers.iter().all(|answer| answer.flag != flag.as_str()))
            .map(|flag| wording::lower_first(page.t(&format!("flag.{flag}"))))
            .collect();
        Self {
            known: answers.iter().map(|answer| known(page, answer)).collect(),
            silent: (!silent.is_empty())
                .then(|| page.fill("card.undeclared_rest", &[("list", &silent.join(", "))])),
        }
    }

    /// Without the list of what nobody declared.
    pub fn known_only(self) -> Self {
        Self { silent: None, ..self }
    }

    /// A structure about which nobody said anything has no block of declarations.
    pub fn is_shown(&self) -> bool {
        !self.known.is_empty()
    }
}

fn known(page: &Layout, answer: &FlagAnswer) -> Known {
    let label = page.t(&format!("flag.{}", answer.flag));
    let full = answer.flag == Flag::NewPatients.as_str();
    let words = match (answer.value, full) {
        (true, _) => page.t("word.yes"),
        (false, true) => page.t("flag.new_patients.no"),
        (false, false) => page.t("word.no"),
    };
    Known { label, is_yes: answer.value, words, when: when(page, answer) }
}

fn when(page: &Layout, answer: &FlagAnswer) -> String {
    let day = |written: &Option<String>| written.as_deref().map(|day| wording::iso_day(page.lang, day));
    let Some(date) = day(&answer.declared_on) else {
        return String::new();
    };
    let who = crate::text::maybe(page.lang, &format!("page.declared_by.{}", answer.declared_by));
    let until = day(&answer.expires_on);
    let key = match (who, &until) {
        (Some(_), Some(_)) => "card.declared_by_until",
        (Some(_), None) => "card.declared_by",
        (None, Some(_)) => "card.declared_until",
        (None, None) => "card.declared",
    };
    let values = [
        ("date", date.as_str()),
        ("who", who.unwrap_or_default()),
        ("until", until.as_deref().unwrap_or_default()),
    ];
    page.fill(key, &values)
}
