//! The shapes parsers return: rows of the staged vintage, and how each is written for COPY. No source, no SQL.

use crate::copy::CopyRow;
use crate::geom::Geom;

/// A table of the staged vintage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Table {
    Territories,
    TerritoryMembers,
    Places,
    Professionals,
    Practices,
    Equipment,
    Activities,
    Shelters,
    Hazards,
    Addresses,
}

impl Table {
    pub(crate) const ALL: [Self; 10] = [
        Self::Territories,
        Self::TerritoryMembers,
        Self::Places,
        Self::Professionals,
        Self::Practices,
        Self::Equipment,
        Self::Activities,
        Self::Shelters,
        Self::Hazards,
        Self::Addresses,
    ];

    /// Name of the table in `incoming` and in `directory`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Territories => "territories",
            Self::TerritoryMembers => "territory_members",
            Self::Places => "places",
            Self::Professionals => "professionals",
            Self::Practices => "practices",
            Self::Equipment => "equipment",
            Self::Activities => "activities",
            Self::Shelters => "shelters",
            Self::Hazards => "hazards",
            Self::Addresses => "addresses",
        }
    }
}

/// A row that can be staged.
pub(crate) trait Staged {
    const TABLE: Table;

    /// Writes the fields in the order of the statement of [`crate::stage`].
    fn write(&self, row: &mut CopyRow<'_>);
}

/// `incoming.territories`
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TerritoryRecord {
    pub kind: &'static str,
    pub code: String,
    pub name: String,
    pub population: Option<u32>,
    pub postcodes: Vec<String>,
    pub stage: Option<&'static str>,
    pub size: Option<u8>,
    pub centre: Option<Geom>,
    pub outline: Option<Geom>,
    pub outline_nature: Option<&'static str>,
    pub source: &'static str,
}

impl Staged for TerritoryRecord {
    const TABLE: Table = Table::Territories;

    fn write(&self, row: &mut CopyRow<'_>) {
        row.text(&format!("{}:{}", self.kind, self.code))
            .text(self.kind)
            .text(&self.code)
            .text(&self.name)
            .plain(self.population)
            .array(&self.postcodes)
            .opt(self.stage)
            .plain(self.size)
            .geom(self.centre.as_ref())
            .geom(self.outline.as_ref())
            .opt(self.outline_nature)
            .text(self.source);
    }
}

/// `incoming.territory_members`
#[derive(Debug, Clone, PartialEq)]
pub struct MemberRecord {
    pub territory_id: String,
    pub commune_code: String,
}

impl Staged for MemberRecord {
    const TABLE: Table = Table::TerritoryMembers;

    fn write(&self, row: &mut CopyRow<'_>) {
        row.text(&self.territory_id).text(&self.commune_code);
    }
}

/// `incoming.places`. A place without official coordinates gets its commune's centre when it is published.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlaceRecord {
    pub place_id: String,
    pub source: &'static str,
    pub kind: Option<&'static str>,
    pub category: Option<String>,
    pub name: String,
    pub legal_entity: Option<String>,
    pub address_complement: Option<String>,
    pub address_line: Option<String>,
    pub postcode: Option<String>,
    pub commune_code: Option<String>,
    pub phone: Option<String>,
    pub phone_2: Option<String>,
    pub email: Option<String>,
    pub siret: Option<String>,
    /// Official coordinates of the address.
    pub geom: Option<Geom>,
    pub visibility: Visibility,
}

/// Who may know where a place is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Visibility {
    #[default]
    Public,
    CommuneOnly,
    Secret,
}

impl Visibility {
    fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::CommuneOnly => "commune_only",
            Self::Secret => "secret",
        }
    }
}

impl Staged for PlaceRecord {
    const TABLE: Table = Table::Places;

    fn write(&self, row: &mut CopyRow<'_>) {
        row.text(&self.place_id)
            .text(self.source)
            .opt(self.kind)
            .opt(self.category.as_deref())
            .text(&self.name)
            .opt(self.legal_entity.as_deref())
            .opt(self.address_complement.as_deref())
            .opt(self.address_line.as_deref())
            .opt(self.postcode.as_deref())
            .opt(self.commune_code.as_deref())
            .opt(self.phone.as_deref())
            .opt(self.phone_2.as_deref())
            .opt(self.email.as_deref())
            .opt(self.siret.as_deref())
            .geom(self.geom.as_ref())
            .text(if self.geom.is_some() { "address" } else { "none" })
            .text(self.visibility.as_str());
    }
}

/// `incoming.professionals`
#[derive(Debug, Clone, PartialEq)]
pub struct ProfessionalRecord {
    pub rpps: String,
    pub subject_key: [u8; 32],
    pub civility: Option<String>,
    pub family_name: String,
    pub given_name: String,
}

impl Staged for ProfessionalRecord {
    const TABLE: Table = Table::Professionals;

    fn write(&self, row: &mut CopyRow<'_>) {
        row.text(&self.rpps)
            .bytes(&self.subject_key)
            .opt(self.civility.as_deref())
            .text(&self.family_name)
            .text(&self.given_name);
    }
}

/// `incoming.practices`
#[derive(Debug, Clone, PartialEq)]
pub struct PracticeRecord {
    pub rpps: String,
    pub place_id: String,
    pub profession: String,
    pub mode: Option<&'static str>,
    pub sector: Option<String>,
    pub locum: bool,
    pub phone: Option<String>,
    pub phone_2: Option<String>,
    pub email: Option<String>,
    pub mailbox: Option<String>,
    /// Sorted, without repetition.
    pub skills: Vec<String>,
}

impl Staged for PracticeRecord {
    const TABLE: Table = Table::Practices;

    fn write(&self, row: &mut CopyRow<'_>) {
        row.text(&self.rpps)
            .text(&self.place_id)
            .text(&self.profession)
            .opt(self.mode)
            .opt(self.sector.as_deref())
            .plain(Some(self.locum))
            .opt(self.phone.as_deref())
            .opt(self.phone_2.as_deref())
            .opt(self.email.as_deref())
            .opt(self.mailbox.as_deref())
            .array(&self.skills);
    }
}

/// `incoming.equipment`
#[derive(Debug, Clone, PartialEq)]
pub struct EquipmentRecord {
    pub place_id: String,
    pub category: &'static str,
    pub quantity: u32,
}

impl Staged for EquipmentRecord {
    const TABLE: Table = Table::Equipment;

    fn write(&self, row: &mut CopyRow<'_>) {
        row.text(&self.place_id).text(self.category).plain(Some(self.quantity));
    }
}

/// `incoming.activities`
#[derive(Debug, Clone, PartialEq)]
pub struct ActivityRecord {
    pub place_id: String,
    pub activity: String,
}

impl Staged for ActivityRecord {
    const TABLE: Table = Table::Activities;

    fn write(&self, row: &mut CopyRow<'_>) {
        row.text(&self.place_id).text(&self.activity);
    }
}

/// `incoming.shelters`
#[derive(Debug, Clone, PartialEq)]
pub struct ShelterRecord {
    pub place_id: String,
    pub shelter_type: &'static str,
    pub capacity_during: Option<u32>,
    pub capacity_after: Option<u32>,
    pub risks: Vec<&'static str>,
    pub wheelchair: Option<bool>,
    pub generator: Option<bool>,
    pub water: Option<bool>,
    pub manager: Option<String>,
    pub manager_phone: Option<String>,
    pub verified_on: Option<time::Date>,
}

impl Staged for ShelterRecord {
    const TABLE: Table = Table::Shelters;

    fn write(&self, row: &mut CopyRow<'_>) {
        row.text(&self.place_id)
            .text(self.shelter_type)
            .plain(self.capacity_during)
            .plain(self.capacity_after)
            .array(&self.risks)
            .plain(self.wheelchair)
            .plain(self.generator)
            .plain(self.water)
            .opt(self.manager.as_deref())
            .opt(self.manager_phone.as_deref())
            .plain(self.verified_on);
    }
}

/// `incoming.hazards`
#[derive(Debug, Clone, PartialEq)]
pub struct HazardRecord {
    pub hazard_id: String,
    pub kind: String,
    pub level: String,
    pub name: String,
    pub outline: Geom,
}

impl Staged for HazardRecord {
    const TABLE: Table = Table::Hazards;

    fn write(&self, row: &mut CopyRow<'_>) {
        row.text(&self.hazard_id)
            .text(&self.kind)
            .text(&self.level)
            .text(&self.name)
            .geom(Some(&self.outline));
    }
}

/// `incoming.addresses`
#[derive(Debug, Clone, PartialEq)]
pub struct AddressRecord {
    pub address_id: String,
    pub number: Option<String>,
    pub suffix: Option<String>,
    pub street: String,
    pub locality: Option<String>,
    pub postcode: Option<String>,
    pub commune_code: String,
    pub geom: Geom,
}

impl Staged for AddressRecord {
    const TABLE: Table = Table::Addresses;

    fn write(&self, row: &mut CopyRow<'_>) {
        row.text(&self.address_id)
            .opt(self.number.as_deref())
            .opt(self.suffix.as_deref())
            .text(&self.street)
            .opt(self.locality.as_deref())
            .opt(self.postcode.as_deref())
            .text(&self.commune_code)
            .geom(Some(&self.geom));
    }
}
