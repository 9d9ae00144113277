//! M3a: a ceasefire line from the bottom up, post by post.

use crate::atlas::doctrine::{Method, Parameter};
use crate::force::counting::{whole_share, whole_up};
use crate::force::derivation::{Derivation, Key, Term, TermKind, Working};
use crate::force::inputs::{Inputs, Shared};
use crate::force::values::{Value, Values};
use crate::problem::Refusal;
use crate::units::{Deployed, Span};

use super::ground;

/// The figures of the formula, in one case.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    /// s: km of line per post.
    pub spacing: f64,
    /// f: share of posts that stay manned beside sensors; 1 without.
    pub technology: f64,
    /// h: people per post, day and night.
    pub post: f64,
    /// q: patrol people per km.
    pub patrol: f64,
    /// S: km of line per reserve company.
    pub reserve_sector: f64,
    /// Q: people in a reserve company.
    pub reserve_company: f64,
    /// t: support per soldier on the line.
    pub support: f64,
    /// c: headquarters share of line and support.
    pub headquarters: f64,
}

/// What comes out, step by step: posts and companies as counts, the rest as people.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Steps {
    /// ⌈L/s⌉.
    pub posts: f64,
    /// ⌈posts·f⌉.
    pub manned: f64,
    /// manned·h.
    pub shifts: f64,
    /// L·q.
    pub patrols: f64,
    /// ⌈L/S⌉, or this zone's share of it.
    pub companies: f64,
    /// companies·Q.
    pub reserve: f64,
    /// shifts + patrols + reserve.
    pub line: f64,
    /// line·t.
    pub support: f64,
    /// line·(1+t)·c.
    pub headquarters: f64,
    /// line·(1+t)·(1+c).
    pub need: f64,
}

/// Watches a line: `posts = ⌈L/s⌉; line = posts·h + L·q + ⌈L/S⌉·Q;
/// N = line·(1+t)·(1+c)`.
///
/// Units: `line_km` (L) on the ground; people. `companies_before` is Σ L/S of
/// the zones before this one in its theatre: they share reserve companies.
///
/// Source: `parameters.csv`, `m3a.*`; spacing from Cyprus and the Golan, the
/// rest judgement. Limits: a line that both parties consent to, posts that
/// survive (trap 17). Patrols were chosen to bring out Cyprus 1990 and the
/// Golan 1999, so those two test nothing (trap 19).
///
/// Worked example, the line of contact at 1,100 km, central: 315 posts × 10 +
/// 1,650 on patrol + 19 companies × 120 = 7,080 on the line; × 1.7 × 1.04 =
/// 12,517.4.
/// ```
/// use cordon::force::method::m3a::{Figures, steps};
/// let figures = Figures {
///     spacing: 3.5, technology: 1.0, post: 10.0, patrol: 1.5,
///     reserve_sector: 60.0, reserve_company: 120.0, support: 0.7, headquarters: 0.04,
/// };
/// let steps = steps(1_100.0, &figures, 0.0);
/// assert_eq!((steps.posts, steps.companies, steps.line), (315.0, 19.0, 7_080.0));
/// assert_eq!((steps.need * 10.0).round(), 125_174.0);
/// ```
pub fn steps(line_km: f64, figures: &Figures, companies_before: f64) -> Steps {
    let posts = whole_up(line_km / figures.spacing);
    let manned = whole_up(posts * figures.technology);
    let shifts = manned * figures.post;
    let patrols = line_km * figures.patrol;
    let companies = whole_share(companies_before, line_km / figures.reserve_sector);
    let reserve = companies * figures.reserve_company;
    let line = shifts + patrols + reserve;
    let support = line * figures.support;
    let headquarters = (line + support) * figures.headquarters;
    Steps {
        posts,
        manned,
        shifts,
        patrols,
        companies,
        reserve,
        line,
        support,
        headquarters,
        need: line + support + headquarters,
    }
}

/// The eight figures with their bases, as a zone takes them.
struct Taken {
    spacing: Value,
    technology: Option<Value>,
    post: Value,
    patrol: Value,
    sector: Value,
    company: Value,
    support: Value,
    headquarters: Value,
}

impl Taken {
    fn of(values: &Values<'_>) -> Result<Self, Refusal> {
        Ok(Self {
            spacing: values.get(Parameter::Spacing)?,
            technology: values.set(Parameter::Technology)?,
            post: values.get(Parameter::Post)?,
            patrol: values.get(Parameter::Patrol)?,
            sector: values.get(Parameter::ReserveSector)?,
            company: values.get(Parameter::ReserveCompany)?,
            support: values.get(Parameter::Support)?,
            headquarters: values.get(Parameter::Headquarters)?,
        })
    }

    fn figures(&self, case: impl Fn(Span<f64>) -> f64) -> Figures {
        Figures {
            spacing: case(self.spacing.span),
            technology: self.technology.map_or(1.0, |value| case(value.span)),
            post: case(self.post.span),
            patrol: case(self.patrol.span),
            reserve_sector: case(self.sector.span),
            reserve_company: case(self.company.span),
            support: case(self.support.span),
            headquarters: case(self.headquarters.span),
        }
    }
}

pub(super) fn derive(inputs: &Inputs, values: &Values<'_>) -> Result<Derivation, Refusal> {
    let taken = Taken::of(values)?;
    let mut terms = Vec::with_capacity(13);
    let line = ground::line(inputs, Method::M3a, &mut terms)?;
    let before = inputs.before.companies;
    let cases = Span::new(
        steps(line.low, &taken.figures(|span| span.low), before.low),
        steps(line.central, &taken.figures(|span| span.central), before.central),
        steps(line.high, &taken.figures(|span| span.high), before.high),
    );
    push_terms(&mut terms, &taken, cases);
    let companies = before + line.with(taken.sector.span, |line, sector| line / sector);
    let need = cases.map(|steps| Deployed(steps.need));
    Ok(Derivation {
        method: Method::M3a,
        profile: None,
        terms,
        need,
        after: Shared { companies, ..inputs.before },
    })
}

fn push_terms(terms: &mut Vec<Term>, taken: &Taken, cases: Span<Steps>) {
    let step = |key, value, how| Term::new(key, TermKind::Step, value, how);
    terms.push(
        step(Key::Posts, cases.map(|c| c.posts), Working::OnePer(taken.spacing.span, "km"))
            .takes(taken.spacing),
    );
    if let Some(technology) = taken.technology {
        let how = Working::Times(technology.span, "beside sensors");
        terms.push(step(Key::MannedPosts, cases.map(|c| c.manned), how).takes(technology));
    }
    let companies = Working::Units(cases.map(|c| c.companies), "coy", taken.company.span);
    terms.extend([
        step(Key::Shifts, cases.map(|c| c.shifts), Working::Times(taken.post.span, "per post"))
            .takes(taken.post),
        step(Key::Patrols, cases.map(|c| c.patrols), Working::Times(taken.patrol.span, "per km"))
            .takes(taken.patrol),
        step(Key::Reserve, cases.map(|c| c.reserve), companies).takes(taken.sector).takes(taken.company),
        Term::new(Key::OnTheLine, TermKind::Subtotal, cases.map(|c| c.line), Working::Plain),
        step(Key::Support, cases.map(|c| c.support), Working::Times(taken.support.span, ""))
            .takes(taken.support),
        step(Key::Headquarters, cases.map(|c| c.headquarters), Working::Times(taken.headquarters.span, ""))
            .takes(taken.headquarters),
        Term::new(Key::Needed, TermKind::Total, cases.map(|c| c.need), Working::Plain),
    ]);
}
