//! The six filters every list, count and tile takes, read from the address and checked against the closed lists.

use super::{Problem, Query};
use crate::snapshot::filters;
use carbet_search::{FilterSpec, Param};

/// Names of the parameters read here.
pub const NAMES: [&str; 6] = ["kind", "profession", "skill", "category", "flag", "territory"];

/// The filter of an address. A word outside the contract is refused with the parameter's name.
pub fn read(query: &Query) -> Result<FilterSpec, Problem> {
    let mut spec = FilterSpec::default();
    for param in Param::ALL {
        *spec.values_mut(param) = query.list(param.name())?;
    }
    filters::check(&spec).map_err(|error| Problem::bad_request(error.parameter, format!("{error}.")))?;
    Ok(spec)
}
