//! The six filters every list, count and tile takes, read from the address and checked against the closed lists.

use super::query::shown;
use super::{Problem, Query};
use crate::snapshot::filters;
use carbet_model::{Flag, Kind};
use carbet_search::{FilterSpec, Param};

/// Names of the parameters read here.
pub const NAMES: [&str; 6] = ["kind", "profession", "skill", "category", "flag", "territory"];

/// The filter of an address. A word outside the contract is refused with the parameter's name.
pub fn read(query: &Query) -> Result<FilterSpec, Problem> {
    let mut spec = FilterSpec::default();
    for param in Param::ALL {
        *spec.values_mut(param) = query.list(param.name())?;
    }
    filters::check(&spec).map_err(|error| {
        let key = format!("problem.wrong.{}", error.parameter);
        let problem = Problem::bad_request(error.parameter, &key).with("value", shown(&error.value));
        match error.parameter {
            "kind" => problem.with("known", Kind::ALL.map(Kind::as_str).join(", ")),
            "flag" => problem.with("known", Flag::ALL.map(Flag::as_str).join(", ")),
            _ => problem,
        }
    })?;
    Ok(spec)
}
