//! One reader a source: raw rows to staged records, or to defects. Files in, records out: no SQL, no clock.

mod ban;
mod communes;
mod cpts;
mod finess;
mod finess_activities;
mod geojson;
mod hazards;
mod register;
mod rpps;
mod shelters;

use crate::nature::Nature;
use crate::read::Input;
use crate::record::PlaceRecord;
use crate::stage::{Context, Sink};
use crate::{ImportError, Source};

pub(crate) use rpps::PracticeUnion;

/// The files of a source, opened one after the other.
pub(crate) type Inputs<'a> = &'a mut dyn Iterator<Item = Result<Input, ImportError>>;

/// What a reading leaves besides staged rows and accounts.
#[derive(Default)]
pub(crate) struct Reading {
    /// What the people or the structures of the files are.
    pub nature: Option<Nature>,
    /// Practices that several rows describe.
    pub unions: Vec<PracticeUnion>,
    /// What rows after the first say of a site, when they say otherwise.
    pub places: Vec<PlaceRecord>,
}

/// Reads every file of a source into the sink.
pub(crate) fn read(
    source: Source,
    inputs: Inputs<'_>,
    context: &Context,
    sink: &mut Sink<'_>,
) -> Result<Reading, ImportError> {
    let nothing_more = |()| Reading::default();
    match source {
        Source::Communes => communes::read(inputs, context, sink).map(nothing_more),
        Source::Ban => ban::read(inputs, context, sink).map(nothing_more),
        Source::Rpps => rpps::read(inputs, context, sink),
        Source::RppsSkills | Source::RppsDiplomas => Err(ImportError::NotTaken(source)),
        Source::Finess => finess::read(inputs, context, sink),
        Source::FinessActivities => finess_activities::read(inputs, context, sink).map(nothing_more),
        Source::Cpts => cpts::read(inputs, context, sink).map(nothing_more),
        Source::Shelters => shelters::read(inputs, context, sink).map(nothing_more),
        Source::Hazards => hazards::read(inputs, context, sink).map(nothing_more),
    }
}

#[cfg(test)]
mod arbitrary;
