//! What surrounds the data: how the territory is called, where it is, of when the data are.

use super::Snapshot;
use super::territories;
use crate::domain::departement;
use carbet_model::territory::TerritoryKind;
use time::Date;

/// The territory served, as one thing.
#[derive(Debug, Clone)]
pub struct Served {
    /// `departement:972`; none when several are served: no single territory is them all.
    pub id: Option<String>,
    /// `Martinique`.
    pub label: String,
    /// `en Martinique`.
    pub within: String,
}

/// `21 nov. 2026`, as dates are abbreviated in French.
pub fn short_day(day: Date) -> String {
    const MONTHS: [&str; 12] =
        ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."];
    let number = if day.day() == 1 { "1er".to_owned() } else { day.day().to_string() };
    format!("{number} {} {}", MONTHS[usize::from(u8::from(day.month())) - 1], day.year())
}

impl Snapshot {
    /// The day the rows were read, in the territory.
    pub fn local_built_on(&self) -> Date {
        match self.departements.first() {
            Some(first) => departement::local_day(*first, self.built_at),
            None => self.built_at.date(),
        }
    }

    /// How the territory served is called.
    pub fn served(&self) -> Served {
        let names: Vec<String> = self.departements.iter().map(|code| departement::name(*code)).collect();
        let within: Vec<String> = self.departements.iter().map(|code| departement::locative(*code)).collect();
        let id = match self.departements.as_slice() {
            [only] => Some(format!("departement:{only}")),
            _ => None,
        };
        Served { id, label: departement::joined(&names), within: departement::joined(&within) }
    }

    /// West, south, east, north of what is served: outlines, else listings; the world when nothing is known.
    pub fn bounds(&self) -> [f64; 4] {
        territories::bounds(&self.territories, &self.departements)
            .or_else(|| self.atlas.bounds())
            .unwrap_or([-180.0, -60.0, 180.0, 75.0])
    }

    /// `official` when every commune drawn is, else `schematic`.
    pub fn outlines(&self) -> &'static str {
        let mut drawn = self
            .territories
            .iter()
            .filter(|t| t.kind == TerritoryKind::Commune)
            .filter_map(|t| t.outline.as_deref());
        let first = drawn.next();
        if first == Some("official") && drawn.all(|nature| nature == "official") {
            "official"
        } else {
            "schematic"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::short_day;
    use time::macros::date;

    #[test]
    fn days_are_short() {
        assert_eq!(short_day(date!(2026 - 11 - 21)), "21 nov. 2026");
        assert_eq!(short_day(date!(2026 - 03 - 01)), "1er mars 2026");
    }
}
