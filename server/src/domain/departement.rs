//! What follows from a département, by the model's table: how it is said in a sentence, and its local day.
//!
//! Time zones are few and their offsets fixed by law, but for summer time: no database of zones is needed.

use carbet_model::Departement;
use time::{Date, Month, OffsetDateTime, Time, UtcOffset, Weekday};

/// Its official name; its code when the table does not know it.
pub fn name(departement: Departement) -> String {
    departement.facts().map_or_else(|| departement.to_string(), |facts| facts.name.to_owned())
}

/// As it ends a sentence: `en Martinique`.
pub fn locative(departement: Departement) -> String {
    departement.facts().map_or_else(|| format!("dans le {departement}"), |facts| facts.locative.to_owned())
}

/// Several territories as one phrase: `en Martinique et en Guadeloupe`.
pub fn joined(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} et {last}", first.join(", ")),
    }
}

/// How far its clocks are from UTC at an instant.
pub fn offset(departement: Departement, at: OffsetDateTime) -> UtcOffset {
    let hours = match departement.facts().map_or("Europe/Paris", |facts| facts.time_zone) {
        "America/Guadeloupe" | "America/Martinique" | "America/Marigot" | "America/St_Barthelemy" => -4,
        "America/Cayenne" => -3,
        // Saint-Pierre-et-Miquelon follows North American summer time; a day's turn an hour late is accepted.
        "America/Miquelon" => -3,
        "Indian/Reunion" => 4,
        "Indian/Mayotte" => 3,
        _ if is_summer(at) => 2,
        _ => 1,
    };
    UtcOffset::from_hms(hours, 0, 0).expect("hours between -4 and 4")
}

/// The day it is there.
pub fn local_day(departement: Departement, at: OffsetDateTime) -> Date {
    at.to_offset(offset(departement, at)).date()
}

/// The instant the next local day begins, as of today's offset: late or early by an hour on the two nights a year
/// when the clocks change, which the next wake-up puts right.
pub fn next_midnight(departement: Departement, at: OffsetDateTime) -> OffsetDateTime {
    let local = at.to_offset(offset(departement, at));
    match local.date().next_day() {
        Some(tomorrow) => local.replace_date(tomorrow).replace_time(Time::MIDNIGHT),
        None => at,
    }
}

/// Directive 2000/84/CE: from the last Sunday of March to the last Sunday of October, at 01:00 UTC.
fn is_summer(at: OffsetDateTime) -> bool {
    let at = at.to_offset(UtcOffset::UTC);
    let one = Time::from_hms(1, 0, 0).expect("one o'clock exists");
    let change = |month| last_sunday(at.year(), month).with_time(one).assume_utc();
    (change(Month::March)..change(Month::October)).contains(&at)
}

fn last_sunday(year: i32, month: Month) -> Date {
    let last = Date::from_calendar_date(year, month, 31).expect("March and October have 31 days");
    if last.weekday() == Weekday::Sunday { last } else { last.prev_occurrence(Weekday::Sunday) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::{date, datetime};

    fn code(text: &str) -> Departement {
        text.parse().expect("a département")
    }

    #[test]
    fn the_day_turns_at_local_midnight() {
        for (departement, at, day) in [
            ("972", datetime!(2026-11-21 03:59 UTC), date!(2026 - 11 - 20)),
            ("972", datetime!(2026-11-21 04:00 UTC), date!(2026 - 11 - 21)),
            ("974", datetime!(2026-11-21 20:00 UTC), date!(2026 - 11 - 22)),
            ("75", datetime!(2026-07-01 22:00 UTC), date!(2026 - 07 - 02)),
            ("75", datetime!(2026-12-01 22:59 UTC), date!(2026 - 12 - 01)),
            ("2A", datetime!(2026-10-25 00:59 UTC), date!(2026 - 10 - 25)),
        ] {
            assert_eq!(local_day(code(departement), at), day, "{departement} {at}");
        }
        let next = next_midnight(code("972"), datetime!(2026-11-21 03:59 UTC));
        assert_eq!(next, datetime!(2026-11-21 04:00 UTC));
    }

    #[test]
    fn territories_are_said_in_french() {
        let names = [locative(code("972")), locative(code("971"))];
        assert_eq!(joined(&names), "en Martinique et en Guadeloupe");
        assert_eq!(name(code("974")), "La Réunion");
    }
}
