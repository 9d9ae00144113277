//! `cordon calc`: the bare arithmetic of one method.

mod taken;

use clap::{Args, CommandFactory, error::ErrorKind};

use super::numbers::{amount, cases, count, setting, whole_months};
use super::{Arguments, Form, Report};
use crate::atlas::doctrine::{Doctrine, Method, Parameter};
use crate::atlas::{Atlas, Posture};
use crate::export::calculation::{Analogies, Apart, Behind, Ground, Need, Start};
use crate::export::methods::Methods;
use crate::export::{Format, Leaves};
use crate::force::alarm::{Alarm, Urgency};
use crate::force::caution::{self, Caution};
use crate::force::method::m5::Whole;
use crate::force::method::m7::Layer;
use crate::force::method::parameters;
use crate::force::{Ground as Factor, Inputs, Overrides};
use crate::plan::{Edit, Enablers, Plan, Rotation};
use crate::problem::Refusal;
use crate::source::Basis;
use crate::units::{Deployed, Km, Km2, People, Pool, Span};

/// Reckon one method without a map.
///
/// Examples:
///   cordon calc M3a --line-km 1100
///   cordon calc M4 --held-km 1100 --set slice=8000
///   cordon calc M1 --people 30e6 --profile m1.contested --host-forces 800000
///   cordon calc M5 --line-km 1100 --area-km2 603628 --people 41e6
///   cordon calc M6 --pool 100000 --tour-months 6 --interval-months 12
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct Calc {
    /// M1, M2, M3a, M3b, M4, M4t, M5, M6 (rotation), M7, M8 or site
    #[arg(required_unless_present = "list")]
    method: Option<String>,
    /// List the methods with their profiles and figures
    #[arg(long)]
    list: bool,
    /// Kilometres of line on the ground (M3a, M3b, M4, M5)
    #[arg(long, value_name = "KM", value_parser = amount, allow_negative_numbers = true)]
    line_km: Option<f64>,
    /// Square kilometres (M2, M5)
    #[arg(long, value_name = "KM2", value_parser = amount, allow_negative_numbers = true)]
    area_km2: Option<f64>,
    /// Residents (M1, M5)
    #[arg(long, value_name = "N", value_parser = amount, allow_negative_numbers = true)]
    people: Option<f64>,
    /// Number of sites (M4t, site)
    #[arg(long, value_name = "N", value_parser = count, allow_negative_numbers = true)]
    sites: Option<f64>,
    /// Host police and soldiers who keep order (M1)
    #[arg(long, value_name = "N", value_parser = amount, allow_negative_numbers = true)]
    host_forces: Option<f64>,
    /// Kilometres that the force itself holds (M4); the line otherwise
    #[arg(long, value_name = "KM", value_parser = amount, allow_negative_numbers = true)]
    held_km: Option<f64>,
    /// Kilometres on the ground for one given, value or low/central/high
    #[arg(long, value_name = "FACTOR", value_parser = cases, allow_hyphen_values = true)]
    ground_factor: Option<Span<f64>>,
    /// The mandate or package, by the id of its figure: m3b.light-un
    #[arg(long, value_name = "ID", conflicts_with = "reference")]
    profile: Option<String>,
    /// The past mission to scale: UNTAES96 (M2), IFOR96 or KFOR99 (M5)
    #[arg(long, value_name = "ID")]
    reference: Option<String>,
    /// How strength grows with the denominator (M5); 1, in proportion, otherwise
    #[arg(long, value_name = "B", value_parser = amount, allow_negative_numbers = true)]
    exponent: Option<f64>,
    /// Fighters (M7)
    #[arg(long, value_name = "N", value_parser = count, allow_negative_numbers = true)]
    aircraft: Option<f64>,
    /// Air-defence batteries (M7)
    #[arg(long, value_name = "N", value_parser = count, allow_negative_numbers = true)]
    batteries: Option<f64>,
    /// Naval groups (M7)
    #[arg(long, value_name = "N", value_parser = count, allow_negative_numbers = true)]
    naval_groups: Option<f64>,
    /// The United States supply no enablers to --troops (M7)
    #[arg(long, conflicts_with = "us_enablers")]
    no_us_enablers: bool,
    /// What the United States supply to --troops: in, intelligence-only or out (M7)
    #[arg(long, value_name = "WHAT", value_parser = enablers)]
    us_enablers: Option<Enablers>,
    /// Troops deployed, value or low/central/high (M6, M7, M8)
    #[arg(long, value_name = "N", value_parser = cases, allow_hyphen_values = true)]
    troops: Option<Span<f64>>,
    /// The pool, to find what it keeps deployed (M6)
    #[arg(long, value_name = "N", value_parser = amount, conflicts_with = "troops")]
    pool: Option<f64>,
    /// Months of a tour (M6); those of a new plan otherwise
    #[arg(long, value_name = "MONTHS", value_parser = amount, allow_negative_numbers = true)]
    tour_months: Option<f64>,
    /// Months between two tours (M6); those of a new plan otherwise
    #[arg(long, value_name = "MONTHS", value_parser = amount, allow_negative_numbers = true)]
    interval_months: Option<f64>,
    /// Months over which those who serve are counted (M6), up to 60; those of a new plan otherwise
    #[arg(long, value_name = "MONTHS", value_parser = whole_months, allow_negative_numbers = true)]
    horizon_months: Option<u32>,
    /// Set a figure: spacing=4 or m3a.spacing=5/4/3 (repeatable)
    #[arg(long = "set", value_name = "NAME=VALUE", value_parser = setting)]
    settings: Vec<(String, Span<f64>)>,
    #[command(flatten)]
    form: Form,
}

impl Calc {
    /// Reckons.
    ///
    /// # Errors
    /// A method or a figure that is not known is a fault of the command line.
    pub fn run(&self) -> Result<Report, clap::Error> {
        let doctrine = match Doctrine::embedded() {
            Ok(doctrine) => doctrine,
            Err(problem) => return Ok(Report::default().with(&[problem])),
        };
        let format = self.form.format.into();
        if self.list {
            return Ok(Report::of(Methods::of(&doctrine).written(format)));
        }
        let name = self.method.as_deref().unwrap_or_default();
        let outcome = if name.eq_ignore_ascii_case("M6") {
            self.only("M6", taken::ROTATION).and_then(|()| self.rotation(format))
        } else {
            let method = method(name)?;
            let overrides = overrides(&self.settings, method, &doctrine)?;
            self.only(method.id(), taken::by(method))
                .and_then(|()| self.together(method))
                .and_then(|()| self.required(method))
                .and_then(|()| self.reckoned(method, &doctrine, &overrides, format))
        };
        // Everything here was typed, so a refusal is a fault of the command line.
        Ok(outcome.map_or_else(|refusal| Report::misused(&refusal), Report::of))
    }

    /// Refuses options that the method would pass over in silence.
    fn only(&self, method: &str, taken: &[&str]) -> Result<(), Refusal> {
        let given = self.given();
        let strange: Vec<&str> = given.into_iter().filter(|option| !taken.contains(option)).collect();
        if strange.is_empty() {
            return Ok(());
        }
        let hint = format!("It takes {}.", taken.join(", "));
        Err(Refusal::new(format!("{method} does not take {}", strange.join(", ")), hint))
    }

    /// The options that were typed.
    fn given(&self) -> Vec<&'static str> {
        let all = [
            (taken::LINE, self.line_km.is_some()),
            (taken::AREA, self.area_km2.is_some()),
            (taken::PEOPLE, self.people.is_some()),
            (taken::SITES, self.sites.is_some()),
            (taken::HOST, self.host_forces.is_some()),
            (taken::HELD, self.held_km.is_some()),
            (taken::GROUND, self.ground_factor.is_some()),
            (taken::PROFILE, self.profile.is_some()),
            (taken::REFERENCE, self.reference.is_some()),
            (taken::EXPONENT, self.exponent.is_some()),
            (taken::AIRCRAFT, self.aircraft.is_some()),
            (taken::BATTERIES, self.batteries.is_some()),
            (taken::NAVAL, self.naval_groups.is_some()),
            (taken::NO_ENABLERS, self.no_us_enablers),
            (taken::US_ENABLERS, self.us_enablers.is_some()),
            (taken::TROOPS, self.troops.is_some()),
            (taken::POOL, self.pool.is_some()),
            (taken::TOUR, self.tour_months.is_some()),
            (taken::INTERVAL, self.interval_months.is_some()),
            (taken::HORIZON, self.horizon_months.is_some()),
            (taken::SET, !self.settings.is_empty()),
        ];
        all.into_iter().filter_map(|(option, given)| given.then_some(option)).collect()
    }

    /// Refuses an option that counts only beside another one.
    fn together(&self, method: Method) -> Result<(), Refusal> {
        let lonely = |option: &str, other: &str| {
            let what = format!("{} takes {option} only with {other}", method.id());
            Err(Refusal::new(what, "Give both, or neither."))
        };
        match method {
            Method::M4 if self.ground_factor.is_some() && self.line_km.is_none() => {
                lonely(taken::GROUND, taken::LINE)
            }
            Method::M7 if self.troops.is_some() && self.enablers() == Enablers::In => {
                lonely(taken::TROOPS, taken::NO_ENABLERS)
            }
            _ => Ok(()),
        }
    }

    /// Refuses a sum without its main number: on a map nought is measured, here
    /// it was forgotten.
    fn required(&self, method: Method) -> Result<(), Refusal> {
        let given = |given: bool, option, what| {
            if given { Ok(()) } else { Err(missing(method.id(), option, what)) }
        };
        match method {
            Method::M1 => given(self.people.is_some(), "--people", "the residents"),
            Method::M2 => given(self.area_km2.is_some(), "--area-km2", "the area"),
            Method::M3a | Method::M3b => given(self.line_km.is_some(), "--line-km", "the length of the line"),
            Method::M4 => given(self.held_km.or(self.line_km).is_some(), "--held-km", "the kilometres held"),
            Method::M4t | Method::Site => given(self.sites.is_some(), "--sites", "the number of sites"),
            Method::M5 => Ok(()), // asks for its three denominators together
            Method::M7 => {
                let units = self.aircraft.or(self.batteries).or(self.naval_groups).is_some();
                let options = "--aircraft, --batteries or --naval-groups, or --no-us-enablers with --troops";
                let missing = self.enablers() != Enablers::In;
                given(units || missing, options, "something to count")?;
                given(!missing || self.troops.is_some(), "--troops", "the force deployed")
            }
            Method::M8 => given(self.troops.is_some(), "--troops", "the force deployed"),
        }
    }

    fn reckoned(
        &self,
        method: Method,
        doctrine: &Doctrine,
        overrides: &Overrides,
        format: Format,
    ) -> Result<String, Refusal> {
        let troops = self.troops.unwrap_or_default().map(Deployed);
        match method {
            Method::M5 => {
                let whole = Whole {
                    area_km2: self.area_km2.unwrap_or(0.0),
                    people: self.people.unwrap_or(0.0),
                    line_km: self.line_km.unwrap_or(0.0),
                };
                used(method, None, overrides)?;
                let (only, exponent) = (self.reference.as_deref(), self.exponent.unwrap_or(1.0));
                Analogies::of(whole, exponent, only, doctrine, overrides).map(|out| out.written(format))
            }
            Method::M7 => {
                let layer = Layer {
                    aircraft: self.aircraft.unwrap_or(0.0),
                    batteries: self.batteries.unwrap_or(0.0),
                    naval_groups: self.naval_groups.unwrap_or(0.0),
                    missing: self.missing(doctrine)?,
                };
                used(method, None, overrides)?;
                of_these_enablers(layer.missing, overrides)?;
                Apart::of(layer, troops, doctrine, overrides).map(|out| out.written(format))
            }
            Method::M8 => {
                used(method, None, overrides)?;
                Ground::of(troops, doctrine, overrides).map(|out| out.written(format))
            }
            _ => {
                let profile = self.profile.as_deref().or(self.reference.as_deref());
                let mut need = Need::of(method, profile, &self.inputs(), doctrine, overrides)?;
                used(method, need.profile.and_then(Parameter::named), overrides)?;
                need.alarms = self.cautions(method, &need, doctrine);
                Ok(need.written(format))
            }
        }
    }

    /// What must be known before the number is used, as for a zone on the map.
    fn cautions(&self, method: Method, need: &Need, doctrine: &Doctrine) -> Vec<Alarm> {
        let warning = |caution: Caution| Alarm {
            severity: Urgency::Warning,
            zone: None,
            what: caution.what,
            hint: caution.hint,
            trap: caution.trap,
        };
        let consent = caution::consent_warning(method, false).map(|caution| Alarm {
            severity: Urgency::Note,
            what: "The consent of both parties is taken for granted".to_owned(),
            hint: "Without it, size the line as one to hold: cordon calc M4.".to_owned(),
            ..warning(caution)
        });
        let by_people = method == Method::M1;
        let country = by_people.then(Atlas::embedded).and_then(Result::ok).and_then(|atlas| {
            let people = People(self.people.unwrap_or(0.0));
            caution::m1_country_warning(people, atlas.population.total(), doctrine)
        });
        let by_density = method == Method::M2 && self.reference.is_none() && need.profile.is_some();
        let area = by_density
            .then(|| caution::m2_area_warning(Km2(self.area_km2.unwrap_or(0.0)), doctrine))
            .flatten();
        let line = self.line_km.filter(|_| method == Method::M4).zip(self.held_km);
        let uncovered = line.and_then(|(line, held)| {
            let factor = self.ground_factor.map_or(1.0, |factor| factor.central);
            caution::uncovered_warning(Km(line * factor), Km(held))
        });
        consent.into_iter().chain([country, area, uncovered].into_iter().flatten().map(warning)).collect()
    }

    /// What the United States supply.
    fn enablers(&self) -> Enablers {
        if self.no_us_enablers { Enablers::Out } else { self.us_enablers.unwrap_or_default() }
    }

    /// The share that Europe adds for what they do not.
    fn missing(&self, doctrine: &Doctrine) -> Result<Option<Parameter>, Refusal> {
        let posture = Posture::embedded(doctrine)
            .map_err(|problem| Refusal::new(problem.what.clone(), problem.hint.clone()))?;
        Ok(crate::force::enablers::missing(self.enablers(), &posture))
    }

    fn inputs(&self) -> Inputs {
        let ground = self.ground_factor.map_or(Factor::AS_DRAWN, |factor| Factor {
            factor,
            basis: Span::flat(Basis::User),
            quotient: None,
        });
        Inputs {
            line_km: self.line_km,
            ground,
            held_km: self.held_km,
            area_km2: self.area_km2.unwrap_or(0.0),
            people: self.people.unwrap_or(0.0),
            host_forces: self.host_forces.unwrap_or(0.0),
            sites: self.sites.unwrap_or(0.0),
            ..Inputs::default()
        }
    }

    fn rotation(&self, format: Format) -> Result<String, Refusal> {
        let from = match (self.pool, self.troops) {
            (Some(pool), _) => Start::Pool(Pool(pool)),
            (None, Some(troops)) if troops == Span::flat(troops.central) => {
                Start::Deployed(Deployed(troops.central))
            }
            (None, Some(_)) => {
                return Err(Refusal::new(
                    "M6 takes one number of troops, not three",
                    "Run it for each case.",
                ));
            }
            (None, None) => return Err(missing("M6", "--troops or --pool", "the number to start from")),
        };
        let plan = Plan::empty();
        let usual = plan.assumptions.rotation;
        let rotation = Rotation {
            tour_months: self.tour_months.unwrap_or(usual.tour_months),
            interval_months: self.interval_months.unwrap_or(usual.interval_months),
            horizon_months: self.horizon_months.unwrap_or(usual.horizon_months),
            ..usual
        };
        // The same door as in the window, with the same bounds.
        let rotation = plan.with(&Edit::SetRotation(rotation))?.assumptions.rotation;
        let assumed = [
            (self.tour_months.is_none(), "tour_months"),
            (self.interval_months.is_none(), "interval_months"),
            (self.horizon_months.is_none(), "horizon_months"),
        ];
        let mut behind = Behind::of(
            from,
            rotation.tour_months,
            rotation.interval_months,
            f64::from(rotation.horizon_months),
        )?;
        behind.assumed = assumed.into_iter().filter_map(|(assumed, name)| assumed.then_some(name)).collect();
        Ok(behind.written(format))
    }
}

fn missing(method: &str, option: &str, what: &str) -> Refusal {
    Refusal::new(format!("{method} needs {what}"), format!("Give it with {option}."))
}

fn enablers(name: &str) -> Result<Enablers, String> {
    let known = || Enablers::ALL.iter().map(|choice| choice.name()).collect::<Vec<_>>().join(", ");
    Enablers::named(name).ok_or_else(|| format!("known are {}", known()))
}

fn method(name: &str) -> Result<Method, clap::Error> {
    Method::ALL.into_iter().find(|method| method.id().eq_ignore_ascii_case(name)).ok_or_else(|| {
        let known: Vec<&str> = Method::ALL.iter().map(|method| method.id()).collect();
        usage(format!("no method “{name}”; known are {} and M6, see cordon calc --list", known.join(", ")))
    })
}

/// The settings by figure id. A name may leave out the method: spacing for
/// m3a.spacing.
fn overrides(
    settings: &[(String, Span<f64>)],
    method: Method,
    doctrine: &Doctrine,
) -> Result<Overrides, clap::Error> {
    let own = format!("{}.", method.id().to_lowercase());
    let figure = |name: &String| {
        let long = format!("{own}{name}");
        let known = doctrine.figure(name).or_else(|| doctrine.figure(&long));
        let of_method = known.filter(|figure| figure.id.starts_with(&own));
        of_method.map(|figure| figure.id.clone()).ok_or_else(|| {
            let figures = doctrine.figures().iter().filter(|figure| figure.id.starts_with(&own));
            let names: Vec<&str> = figures.map(|figure| figure.id.as_str()).collect();
            let no = known.map_or("no figure".to_owned(), |_| format!("{} has no figure", method.id()));
            usage(format!("{no} “{name}”; {} takes {}", method.id(), names.join(", ")))
        })
    };
    settings.iter().map(|(name, span)| Ok((figure(name)?, *span))).collect()
}

/// Refuses a figure of the method that this sum does not take, because another
/// mandate was chosen.
fn used(method: Method, profile: Option<Parameter>, overrides: &Overrides) -> Result<(), Refusal> {
    let taken: Vec<&str> = parameters(method, profile).into_iter().map(Parameter::id).collect();
    let strange = overrides.keys().find(|id| !taken.contains(&id.as_str()));
    strange.map_or(Ok(()), |id| {
        let with = profile.map_or(String::new(), |profile| format!(" with {}", profile.id()));
        let hint = format!("It takes {}.", taken.join(", "));
        Err(Refusal::new(format!("{}{with} does not take the figure {id}", method.id()), hint))
    })
}

/// Refuses the share of enablers that are not missing.
fn of_these_enablers(missing: Option<Parameter>, overrides: &Overrides) -> Result<(), Refusal> {
    let shares = [Parameter::Enablers, Parameter::EnablersIntelligence];
    let idle = shares.into_iter().find(|share| Some(*share) != missing && overrides.contains_key(share.id()));
    idle.map_or(Ok(()), |share| {
        let hint =
            "m7.enablers goes with --us-enablers out, m7.enablers-intelligence with intelligence-only.";
        Err(Refusal::new(format!("M7 does not take the figure {} here", share.id()), hint))
    })
}

fn usage(what: String) -> clap::Error {
    Arguments::command().error(ErrorKind::ValueValidation, what)
}
