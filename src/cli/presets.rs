//! `cordon presets`: the numbers of the debate, worked out again.

use clap::Args;

use super::{Form, Report};
use crate::atlas::Atlas;
use crate::export::Leaves;
use crate::export::presets::PresetFigures;
use crate::force::presets;

/// Work out the numbers of the debate again.
#[derive(Debug, Args)]
pub struct Presets {
    #[command(flatten)]
    form: Form,
}

impl Presets {
    /// Works out every preset.
    pub fn run(&self) -> Report {
        let atlas = match Atlas::embedded() {
            Ok(atlas) => atlas,
            Err(problem) => return Report::default().with(&[problem]),
        };
        match presets::all(&atlas) {
            Ok(worked) => {
                Report::of(PresetFigures::of(&worked, &atlas.doctrine).written(self.form.format.into()))
            }
            Err(refusal) => Report::misused(&refusal),
        }
    }
}
