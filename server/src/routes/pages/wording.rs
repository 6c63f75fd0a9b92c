//! Phones, days, distances and places as people write them.

use crate::text::{self, Lang};
use time::Date;

/// A phone number to read, to call, and to hear.
#[derive(Debug, Clone, PartialEq)]
pub struct Phone {
    pub shown: String,
    /// `tel:+33199004112`.
    pub href: String,
    /// Name of the link: whom it calls.
    pub spoken: String,
}

/// `0199004112` → `01 99 00 41 12`, no-break spaces; a number of another shape is shown as it is.
pub fn phone(lang: Lang, number: &str, name: &str) -> Phone {
    let digits: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    let national = digits.strip_prefix("+33").map_or_else(|| digits.clone(), |rest| format!("0{rest}"));
    let is_french = national.len() == 10 && national.starts_with('0');
    let shown = if is_french {
        let pairs: Vec<&str> = (0..5).map(|at| &national[at * 2..at * 2 + 2]).collect();
        pairs.join("\u{a0}")
    } else {
        number.to_owned()
    };
    let href = if is_french { format!("tel:+33{}", &national[1..]) } else { format!("tel:{digits}") };
    let spoken = text::fill(lang, "list.call", &[("name", name), ("phone", &shown)]);
    Phone { shown, href, spoken }
}

/// `4 nov. 2026`, `1er mars 2026`; in English `4 Nov 2026`. No-break spaces.
pub fn day(lang: Lang, day: Date) -> String {
    const FRENCH: [&str; 12] =
        ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."];
    const ENGLISH: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = usize::from(u8::from(day.month())) - 1;
    let (names, first) = if lang == Lang::Fr { (FRENCH, "1er") } else { (ENGLISH, "1") };
    let number = if day.day() == 1 { first.to_owned() } else { day.day().to_string() };
    format!("{number}\u{a0}{}\u{a0}{}", names[month], day.year())
}

/// A day written `2026-11-04`; anything else is shown as it is.
pub fn iso_day(lang: Lang, written: &str) -> String {
    let mut parts = written.splitn(3, '-').map(|part| part.parse::<u16>().ok());
    let read = || {
        let year = i32::from(parts.next()??);
        let month = u8::try_from(parts.next()??).ok()?;
        let number = u8::try_from(parts.next()??).ok()?;
        Date::from_calendar_date(year, month.try_into().ok()?, number).ok()
    };
    let mut read = read;
    read().map_or_else(|| written.to_owned(), |date| day(lang, date))
}

/// Under a kilometre in tens of metres, then one decimal, then whole kilometres.
pub fn distance(lang: Lang, metres: u32) -> String {
    if metres < 995 {
        return text::fill(lang, "unit.m", &[("n", &((metres + 5) / 10 * 10).max(10).to_string())]);
    }
    let km = f64::from(metres) / 1_000.0;
    let written = if km < 9.95 { format!("{km:.1}") } else { text::number(lang, km.round() as u64) };
    let written = if lang == Lang::Fr { written.replace('.', ",") } else { written };
    text::fill(lang, "unit.km", &[("n", &written)])
}

/// « au Lamentin », « aux Trois-Îlets », « à La Trinité », « à Fort-de-France »; in English « in Le Lamentin ».
pub fn in_place(lang: Lang, label: &str) -> String {
    if lang == Lang::En {
        return format!("in {label}");
    }
    match label.split_once(' ') {
        Some(("Le", rest)) => format!("au {rest}"),
        Some(("Les", rest)) => format!("aux {rest}"),
        _ => format!("à {label}"),
    }
}

/// Within a sentence: « nouveaux patients », but « carte Vitale » keeps its name.
pub fn lower_first(label: &str) -> String {
    let mut chars = label.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn phones_are_read_and_called() {
        for (number, shown, href) in [
            ("0199004112", "01\u{a0}99\u{a0}00\u{a0}41\u{a0}12", "tel:+33199004112"),
            ("+33 6 39 98 00 01", "06\u{a0}39\u{a0}98\u{a0}00\u{a0}01", "tel:+33639980001"),
            ("3114", "3114", "tel:3114"),
        ] {
            let phone = phone(Lang::Fr, number, "Lina Belrose");
            assert_eq!((phone.shown.as_str(), phone.href.as_str()), (shown, href));
            assert!(phone.spoken.contains("Lina Belrose"));
        }
    }

    #[test]
    fn days_follow_the_language() {
        assert_eq!(day(Lang::Fr, date!(2026 - 03 - 01)), "1er\u{a0}mars\u{a0}2026");
        assert_eq!(day(Lang::En, date!(2026 - 11 - 04)), "4\u{a0}Nov\u{a0}2026");
        assert_eq!(iso_day(Lang::Fr, "2026-11-04"), "4\u{a0}nov.\u{a0}2026");
        for odd in ["", "2026", "2026-13-01", "hier"] {
            assert_eq!(iso_day(Lang::Fr, odd), odd);
        }
    }

    #[test]
    fn communes_are_said() {
        for (label, said) in [
            ("Le Lamentin", "au Lamentin"),
            ("Les Trois-Îlets", "aux Trois-Îlets"),
            ("La Trinité", "à La Trinité"),
            ("L’Ajoupa-Bouillon", "à L’Ajoupa-Bouillon"),
            ("Fort-de-France", "à Fort-de-France"),
        ] {
            assert_eq!(in_place(Lang::Fr, label), said);
        }
    }

    #[test]
    fn distances_are_rounded() {
        for (metres, said) in [
            (0, "10\u{a0}m"),
            (348, "350\u{a0}m"),
            (994, "990\u{a0}m"),
            (1_040, "1,0\u{a0}km"),
            (12_400, "12\u{a0}km"),
        ] {
            assert_eq!(distance(Lang::Fr, metres), said);
        }
    }
}
