//! `cordon calc`: the bare arithmetic of one method.

use clap::{Args, CommandFactory, error::ErrorKind};

use super::numbers::{amount, cases, setting};
use super::{Arguments, Form, Report};
use crate::atlas::doctrine::{Doctrine, Method, Parameter};
use crate::export::calculation::{Analogies, Apart, Behind, Ground, Need, Start};
use crate::export::methods::Methods;
use crate::export::{Format, Leaves};
use crate::force::method::m5::Whole;
use crate::force::method::m7::Layer;
use crate::force::{Ground as Factor, Inputs, Overrides};
use crate::problem::Refusal;
use crate::source::Basis;
use crate::units::{Deployed, Pool, Span};

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
    #[arg(long, value_name = "N", value_parser = amount, allow_negative_numbers = true)]
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
    #[arg(long, value_name = "ID")]
    profile: Option<String>,
    /// The past mission to scale: UNTAES96 (M2), IFOR96 or KFOR99 (M5)
    #[arg(long, value_name = "ID")]
    reference: Option<String>,
    /// How strength grows with the denominator (M5)
    #[arg(long, value_name = "B", default_value = "1", value_parser = amount)]
    exponent: f64,
    /// Fighters (M7)
    #[arg(long, value_name = "N", value_parser = amount, allow_negative_numbers = true)]
    aircraft: Option<f64>,
    /// Air-defence batteries (M7)
    #[arg(long, value_name = "N", value_parser = amount, allow_negative_numbers = true)]
    batteries: Option<f64>,
    /// Naval groups (M7)
    #[arg(long, value_name = "N", value_parser = amount, allow_negative_numbers = true)]
    naval_groups: Option<f64>,
    /// The United States supply no enablers (M7)
    #[arg(long)]
    no_us_enablers: bool,
    /// Troops deployed, value or low/central/high (M6, M7, M8)
    #[arg(long, value_name = "N", value_parser = cases, allow_hyphen_values = true)]
    troops: Option<Span<f64>>,
    /// The pool, to find what it keeps deployed (M6)
    #[arg(long, value_name = "N", value_parser = amount, conflicts_with = "troops")]
    pool: Option<f64>,
    /// Months of a tour (M6); the doctrine's otherwise
    #[arg(long, value_name = "MONTHS", value_parser = amount)]
    tour_months: Option<f64>,
    /// Months between two tours (M6); the doctrine's otherwise
    #[arg(long, value_name = "MONTHS", value_parser = amount)]
    interval_months: Option<f64>,
    /// Months over which those who serve are counted (M6)
    #[arg(long, value_name = "MONTHS", default_value = "24", value_parser = amount)]
    horizon_months: f64,
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
            self.rotation(&doctrine, format)
        } else {
            let method = method(name)?;
            let overrides = overrides(&self.settings, method, &doctrine)?;
            self.reckoned(method, &doctrine, &overrides, format)
        };
        Ok(outcome.map_or_else(|refusal| Report::refused(&refusal), Report::of))
    }

    fn reckoned(
        &self,
        method: Method,
        doctrine: &Doctrine,
        overrides: &Overrides,
        format: Format,
    ) -> Result<String, Refusal> {
        let troops = || {
            let troops = self.troops.ok_or_else(|| missing(method.id(), "--troops", "the force deployed"))?;
            Ok::<_, Refusal>(troops.map(Deployed))
        };
        match method {
            Method::M5 => {
                let whole = Whole {
                    area_km2: self.area_km2.unwrap_or(0.0),
                    people: self.people.unwrap_or(0.0),
                    line_km: self.line_km.unwrap_or(0.0),
                };
                let only = self.reference.as_deref();
                Analogies::of(whole, self.exponent, only, doctrine, overrides).map(|out| out.written(format))
            }
            Method::M7 => {
                let land = if self.no_us_enablers { troops()? } else { Span::default() };
                let layer = Layer {
                    aircraft: self.aircraft.unwrap_or(0.0),
                    batteries: self.batteries.unwrap_or(0.0),
                    naval_groups: self.naval_groups.unwrap_or(0.0),
                    us_enablers: !self.no_us_enablers,
                };
                Apart::of(layer, land, doctrine, overrides).map(|out| out.written(format))
            }
            Method::M8 => Ground::of(troops()?, doctrine, overrides).map(|out| out.written(format)),
            _ => {
                let profile = self.profile.as_deref().or(self.reference.as_deref());
                self.required(method)?;
                Need::of(method, profile, &self.inputs(), doctrine, overrides).map(|out| out.written(format))
            }
        }
    }

    /// Refuses a sum without its main number: on a map nought is measured, here
    /// it was forgotten.
    fn required(&self, method: Method) -> Result<(), Refusal> {
        let given = |value: Option<f64>, option, what| {
            value.map(|_| ()).ok_or_else(|| missing(method.id(), option, what))
        };
        match method {
            Method::M1 => given(self.people, "--people", "the residents"),
            Method::M2 => given(self.area_km2, "--area-km2", "the area"),
            Method::M3a | Method::M3b => given(self.line_km, "--line-km", "the length of the line"),
            Method::M4 => given(self.held_km.or(self.line_km), "--held-km", "the kilometres held"),
            Method::M4t | Method::Site => given(self.sites, "--sites", "the number of sites"),
            Method::M5 | Method::M7 | Method::M8 => Ok(()),
        }
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

    fn rotation(&self, doctrine: &Doctrine, format: Format) -> Result<String, Refusal> {
        let from = match (self.pool, self.troops) {
            (Some(pool), _) => Start::Pool(Pool(pool)),
            (None, Some(troops)) => Start::Deployed(Deployed(troops.central)),
            (None, None) => return Err(missing("M6", "--troops or --pool", "the number to start from")),
        };
        let tour = self.tour_months.unwrap_or(doctrine.at(Parameter::Tour).value.central);
        let interval = self.interval_months.unwrap_or(doctrine.at(Parameter::Interval).value.central);
        Behind::of(from, tour, interval, self.horizon_months).map(|out| out.written(format))
    }
}

fn missing(method: &str, option: &str, what: &str) -> Refusal {
    Refusal::new(format!("{method} needs {what}"), format!("Give it with {option}."))
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
        known.map(|figure| figure.id.clone()).ok_or_else(|| {
            let figures = doctrine.figures().iter().filter(|figure| figure.id.starts_with(&own));
            let names: Vec<&str> = figures.map(|figure| figure.id.as_str()).collect();
            usage(format!("no figure “{name}”; {} takes {}", method.id(), names.join(", ")))
        })
    };
    settings.iter().map(|(name, span)| Ok((figure(name)?, *span))).collect()
}

fn usage(what: String) -> clap::Error {
    Arguments::command().error(ErrorKind::ValueValidation, what)
}
