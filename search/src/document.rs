//! What is indexed: one listing, as the caller describes it. Built from the public side of the door only:
//! a name or number that must not be found must not be here.

/// One listing to index.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// The caller's number for it, given back in answers. Unique.
    pub number: u32,
    /// The listing's stable key (`rpps:…@site:…#60`); the fair shuffle depends on it, so it must survive imports.
    pub listing: String,
    /// What the listing is about (`rpps:…`, `finess:…`, `shelter:…`): listings of one person share it.
    pub id: String,
    /// The name shown.
    pub label: String,
    /// Other names it answers to: the site, the legal entity, a former name. Searched, ranked below the label.
    pub other_names: Vec<String>,
    /// Present for a person; the parts of the name, used for glued compound names.
    pub person: Option<Person>,
    /// A kind of SPEC: `professional`, `pharmacy`…
    pub kind: String,
    /// `60`, `R95:93`…
    pub profession: Option<String>,
    /// Savoir-faire codes and the slugs of the groups they belong to.
    pub skills: Vec<String>,
    /// FINESS category code, or type of equipment.
    pub categories: Vec<String>,
    /// Flags declared true.
    pub flags: Vec<String>,
    /// `commune:…`, `cpts:…`, `epci:…`, `departement:…`.
    pub territories: Vec<String>,
    /// Longitude, latitude in degrees; absent when it is not on the map.
    pub position: Option<(f64, f64)>,
    /// RPPS, FINESS, published phone numbers: found only by their whole value.
    pub numbers: Vec<String>,
}

/// The parts of a person's name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    pub family: String,
    pub given: String,
}
