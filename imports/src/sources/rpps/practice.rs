//! What a row of the RPPS says of one practice: mode, contacts, savoir-faire. What is unreadable is dropped and counted.

use super::columns::{Field, field};
use crate::columns::Row;
use crate::defect::Reason;
use crate::record::PracticeRecord;
use crate::stage::Sink;
use crate::text;
use carbet_model::{ProfessionKey, Rpps};

/// Roles of locums (replacements). Source: ANS, ansforge/annuaire issue 291.
const LOCUM_ROLES: [&str; 4] = ["FON-04", "FON-22", "FON-47", "FON-51"];
/// Kinds of activity of locums. Same source.
const LOCUM_ACTIVITIES: [&str; 2] = ["GENR02", "GENR03"];

pub(super) fn practice(
    row: &Row<'_>,
    rpps: Rpps,
    place_id: &str,
    profession: ProfessionKey,
    sink: &mut Sink<'_>,
) -> PracticeRecord {
    let (phone, phone_2) = phones(row, sink);
    let (email, mailbox) = emails(row, sink);
    PracticeRecord {
        rpps: rpps.to_string(),
        place_id: place_id.to_owned(),
        profession: profession.to_string(),
        mode: mode(row, sink),
        sector: row.text(Field::Sector as usize),
        locum: LOCUM_ROLES.contains(&field(row, Field::Role))
            || LOCUM_ACTIVITIES.contains(&field(row, Field::Activity)),
        phone,
        phone_2,
        email,
        mailbox,
        skills: row.text(Field::Skill as usize).into_iter().collect(),
    }
}

fn mode(row: &Row<'_>, sink: &mut Sink<'_>) -> Option<&'static str> {
    let code = field(row, Field::Mode);
    let known = ["L", "S", "B"].into_iter().find(|mode| *mode == code);
    if known.is_none() && !code.is_empty() {
        sink.warn(row.line, "Code mode exercice", Reason::UnknownCode);
    }
    known
}

/// The first two numbers of the two fields.
fn phones(row: &Row<'_>, sink: &mut Sink<'_>) -> (Option<String>, Option<String>) {
    let mut numbers = Vec::new();
    for column in [Field::Phone, Field::Phone2] {
        let found = text::phones(field(row, column));
        if found.faulty {
            sink.warn(row.line, "Téléphone", Reason::BadPhone);
        }
        numbers
            .extend(found.numbers.into_iter().filter(|number| !numbers.contains(number)).collect::<Vec<_>>());
    }
    let mut numbers = numbers.into_iter();
    (numbers.next(), numbers.next())
}

/// The address for the public and the mailbox for peers: a secure mailbox is never the former.
fn emails(row: &Row<'_>, sink: &mut Sink<'_>) -> (Option<String>, Option<String>) {
    match row.text(Field::Email as usize) {
        None => (None, None),
        Some(mailbox) if text::is_secure_mailbox(&mailbox) => (None, Some(mailbox)),
        Some(email) if text::is_email(&email) => (Some(email), None),
        Some(_) => {
            sink.warn(row.line, "Adresse e-mail", Reason::BadEmail);
            (None, None)
        }
    }
}
