//! Switches of the debate, tried without editing the plan.

use clap::Args;

use crate::atlas::Atlas;
use crate::export::Tried;
use crate::plan::{Edit, Enablers, Mandate, Mission, Plan};
use crate::problem::Refusal;

/// What is set for this run only.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "To try, without editing the plan")]
pub struct Switches {
    /// Scale missions abroad back: kfor=50%,althea=100%
    #[arg(long, value_name = "MISSION=SHARE,…", value_delimiter = ',', value_parser = scaled_back)]
    scale_back: Vec<(String, f64)>,
    /// On whose authority: un-council, coalition, nato, bilateral
    #[arg(long, value_parser = mandate)]
    mandate: Option<Mandate>,
    /// What the force is for: monitor, deter, presence
    #[arg(long, value_parser = mission)]
    mission: Option<Mission>,
    /// What the United States contribute: in, intelligence-only, out
    #[arg(long, value_parser = enablers)]
    enablers: Option<Enablers>,
}

impl Switches {
    /// The plan with the switches set, and which they are. The plan itself stays.
    ///
    /// # Errors
    /// A mission that nobody is in, or that cannot be scaled back.
    pub fn on(&self, plan: &Plan, atlas: &Atlas) -> Result<(Plan, Vec<Tried>), Refusal> {
        let mut steps: Vec<(Edit, Tried)> = Vec::new();
        for (id, share) in &self.scale_back {
            steps.push(scaling(id, *share, atlas)?);
        }
        steps.extend(self.mandate.map(|mandate| {
            let tried = tried("mandate", mandate.name(), format!("mandate: {}", mandate.title()));
            (Edit::SetMandate(mandate), tried)
        }));
        steps.extend(self.mission.map(|mission| {
            let tried = tried("mission", mission.name(), format!("mission: {}", mission.title()));
            (Edit::SetMission(Some(mission)), tried)
        }));
        steps.extend(self.enablers.map(|enablers| {
            let tried = tried("enablers", enablers.name(), format!("US enablers: {}", enablers.title()));
            (Edit::SetEnablers(enablers), tried)
        }));
        let mut set = plan.clone();
        for (edit, _) in &steps {
            set = set.with(edit)?;
        }
        Ok((set, steps.into_iter().map(|(_, tried)| tried).collect()))
    }
}

fn tried(switch: &'static str, value: &str, words: String) -> Tried {
    Tried { switch, value: value.to_owned(), words }
}

fn scaling(id: &str, share: f64, atlas: &Atlas) -> Result<(Edit, Tried), Refusal> {
    let known = || {
        let ids = atlas.nations.missions().iter().filter(|mission| mission.scalable);
        let ids: Vec<&str> = ids.map(|mission| mission.id.as_str()).collect();
        format!("These can be scaled back: {}.", ids.join(", "))
    };
    let Some(mission) = atlas.nations.mission(id) else {
        return Err(Refusal::new(format!("There is no mission abroad “{id}”"), known()));
    };
    if !mission.scalable {
        return Err(Refusal::new(format!("{} cannot be scaled back", mission.name), known()));
    }
    let per_cent = crate::units::brief(share * 100.0);
    let tried = tried(
        "scale-back",
        &format!("{id}={per_cent}%"),
        format!("{} scaled back by {per_cent} %", mission.name),
    );
    Ok((Edit::ScaleBack { mission: id.to_owned(), share }, tried))
}

/// A mission with its share: `kfor=50%` or `kfor=0.5`.
fn scaled_back(text: &str) -> Result<(String, f64), String> {
    let (mission, share) = text.split_once('=').ok_or("write mission=share, such as kfor=50%")?;
    let value = match share.trim().strip_suffix('%') {
        Some(per_cent) => super::numbers::amount(per_cent.trim())? / 100.0,
        None => super::numbers::amount(share.trim())?,
    };
    if value > 1.0 {
        return Err(format!("{share} is more than all of it: write 0% to 100%, or 0 to 1"));
    }
    Ok((mission.trim().to_owned(), value))
}

fn choice<T: Copy>(
    text: &str,
    all: &[T],
    named: fn(&str) -> Option<T>,
    name: fn(T) -> &'static str,
) -> Result<T, String> {
    named(text).ok_or_else(|| {
        let names: Vec<&str> = all.iter().map(|choice| name(*choice)).collect();
        format!("it is one of {}", names.join(", "))
    })
}

fn mandate(text: &str) -> Result<Mandate, String> {
    choice(text, Mandate::ALL, Mandate::named, Mandate::name)
}

fn mission(text: &str) -> Result<Mission, String> {
    choice(text, Mission::ALL, Mission::named, Mission::name)
}

fn enablers(text: &str) -> Result<Enablers, String> {
    choice(text, Enablers::ALL, Enablers::named, Enablers::name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_read_in_per_cent_and_in_parts() {
        assert_eq!(scaled_back("kfor=50%"), Ok(("kfor".to_owned(), 0.5)));
        assert_eq!(scaled_back("althea = 1"), Ok(("althea".to_owned(), 1.0)));
        for wrong in ["kfor", "kfor=", "kfor=150%", "kfor=-1", "kfor=50"] {
            assert!(scaled_back(wrong).is_err(), "{wrong}");
        }
        assert!(mandate("moon").is_err_and(|hint| hint.contains("un-council, coalition, nato, bilateral")));
    }
}
