//! The member `cordon`: what a plan is apart from its zones.

use std::collections::BTreeMap;
use std::sync::Arc;

use geo_types::LineString;
use serde_json::{Map, Value, json};

use super::VERSION;
use super::coalition::{self, choice};
use super::geometry::{read_line, read_span, write_line, write_span};
use super::members::{Members, add_missing, number};
use super::slides;
use crate::plan::{
    Assumptions, Coalition, Displacement, Enablers, Kept, Mandate, Mission, OwnLine, Plan, Rotation, change,
    check_ground_factor, joining,
};
use crate::problem::{Problem, Refusal};
use crate::units::Span;

/// What files of version 1 said of the enablers of the United States: yes or no.
const US_ENABLERS: &str = "us_enablers";

/// Writes the member, in the order in which people read it.
pub(super) fn write(plan: &Plan) -> Map<String, Value> {
    let mut head = Map::new();
    head.insert("version".into(), VERSION.into());
    head.insert("title".into(), plan.title.as_str().into());
    head.insert("banner".into(), plan.banner.as_str().into());
    head.insert("date".into(), plan.date.as_str().into());
    head.insert("note".into(), plan.note.as_str().into());
    head.insert("assumptions".into(), write_assumptions(&plan.assumptions, &plan.kept));
    let coalition = coalition::write(&plan.coalition, &plan.kept);
    head.insert("coalition".into(), with_kept(coalition, &plan.kept, "cordon.coalition").into());
    head.insert(
        "line".into(),
        plan.line.as_ref().map_or(Value::Null, |line| write_own_line(line, &plan.kept)),
    );
    if !plan.slides.is_empty() {
        head.insert("slides".into(), slides::write(&plan.slides, &plan.kept));
    }
    with_kept(head, &plan.kept, "cordon")
}

fn write_assumptions(assumptions: &Assumptions, kept: &Kept) -> Value {
    let Rotation { tour_months, interval_months, horizon_months, ramp_up_months } = assumptions.rotation;
    let rotation = fields(json!({"tour_months": tour_months, "interval_months": interval_months,
            "horizon_months": horizon_months, "ramp_up_months": ramp_up_months}));
    let Displacement { country, by_oblast } = &assumptions.displacement;
    let displacement = fields(json!({"country": country, "by_oblast": by_oblast}));
    let all = fields(json!({
        "rotation": with_kept(rotation, kept, "cordon.assumptions.rotation"),
        "displacement": with_kept(displacement, kept, "cordon.assumptions.displacement"),
        "mission": assumptions.mission.map(Mission::name),
        "mandate": assumptions.mandate.name(),
        "enablers": assumptions.enablers.name(),
        "aircraft": assumptions.aircraft,
        "compare_with": assumptions.compare_with,
    }));
    with_kept(all, kept, "cordon.assumptions").into()
}

fn write_own_line(line: &OwnLine, kept: &Kept) -> Value {
    let mut members = line_fields(line);
    members.insert("path".into(), write_line(&line.path));
    with_kept(members, kept, "cordon.line").into()
}

/// What is said of a line of contact besides its course.
pub(super) fn line_fields(line: &OwnLine) -> Map<String, Value> {
    fields(json!({
        "name": line.name,
        "date": line.date,
        "source": line.source,
        "ground_factor": write_span(line.ground_factor),
    }))
}

fn fields(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

fn with_kept(mut members: Map<String, Value>, kept: &Kept, place: &str) -> Map<String, Value> {
    if let Some(others) = kept.head.get(place) {
        add_missing(&mut members, others);
    }
    members
}

/// Reads the member over a plan whose values stand where the file has none.
pub(super) fn read(head: &Members, plan: Plan, problems: &mut Vec<Problem>) -> Plan {
    let mut reader = Reader { problems, kept: Kept::default() };
    let title = reader.text(head, "title", plan.title, |text| change::name(text, "A plan needs a title"));
    let banner =
        reader.text(head, "banner", plan.banner, |text| change::name(text, "A plan needs its banner"));
    let date = reader.text(head, "date", plan.date, change::date);
    let note = reader.text(head, "note", plan.note, |text| Ok(text.to_owned()));
    let assumptions = reader.assumptions(head, plan.assumptions);
    let coalition = reader.coalition(head, plan.coalition);
    let line = reader.own_line(head);
    let slides = slides::read(head, &mut reader.kept, reader.problems);
    let known = ["version", "title", "banner", "date", "note", "assumptions", "coalition", "line", "slides"];
    reader.keep(head, &known);
    let kept = Arc::new(reader.kept);
    Plan {
        title,
        banner,
        date,
        note,
        assumptions,
        coalition,
        line,
        hypotheses: Vec::new(),
        slides,
        kept,
        zones: plan.zones,
    }
}

/// Reads members; what is wrong becomes a problem and leaves the value as it was.
struct Reader<'p> {
    problems: &'p mut Vec<Problem>,
    kept: Kept,
}

impl Reader<'_> {
    fn keep(&mut self, members: &Members, known: &[&str]) {
        let others = members.others(known);
        if !others.is_empty() {
            self.kept.head.insert(members.place().member().to_owned(), others);
        }
    }

    fn or<T>(&mut self, read: Result<Option<T>, Problem>, otherwise: T) -> T {
        match read {
            Ok(Some(value)) => value,
            Ok(None) => otherwise,
            Err(problem) => {
                self.problems.push(problem);
                otherwise
            }
        }
    }

    fn judge<T>(&mut self, members: &Members, name: &str, judged: Result<T, Refusal>, otherwise: T) -> T {
        let place = members.place().inside(name);
        self.or(judged.map(Some).map_err(|refusal| place.error(refusal.what, refusal.hint)), otherwise)
    }

    fn text(
        &mut self,
        members: &Members,
        name: &str,
        otherwise: String,
        judge: impl Fn(&str) -> Result<String, Refusal>,
    ) -> String {
        match members.text(name) {
            Ok(Some(text)) => self.judge(members, name, judge(text), otherwise),
            read => self.or(read.map(|text| text.map(str::to_owned)), otherwise),
        }
    }

    /// An object whose absence changes the numbers, and so is worth a warning.
    fn part<'a>(&mut self, members: &Members<'a>, name: &str) -> Option<Members<'a>> {
        let read = members.object(name);
        if matches!(read, Ok(None)) {
            let what = format!("The plan says nothing of {name}");
            self.problems
                .push(members.place().inside(name).warning(what, "The values of a new plan are used."));
        }
        self.or(read.map(Some), None)
    }

    fn assumptions(&mut self, head: &Members, was: Assumptions) -> Assumptions {
        let Some(all) = self.part(head, "assumptions") else {
            return was;
        };
        let rotation = self.rotation(&all, was.rotation);
        let displacement = self.displacement(&all, was.displacement);
        let mission = self.or(choice(&all, "mission", Mission::ALL, Mission::name).map(Some), was.mission);
        let mandate = self.or(choice(&all, "mandate", Mandate::ALL, Mandate::name), was.mandate);
        let enablers = self.enablers(&all, was.enablers);
        let aircraft = self.or(all.whole("aircraft"), was.aircraft);
        let aircraft = self.judge(&all, "aircraft", change::aircraft(aircraft), was.aircraft);
        let compare_with =
            self.or(all.text("compare_with").map(|text| text.map(|text| Some(text.to_owned()))), None);
        let compare_with =
            self.judge(&all, "compare_with", change::comparison(compare_with.as_deref()), None);
        let known =
            ["rotation", "displacement", "mission", "mandate", "enablers", "aircraft", "compare_with"];
        self.keep(&all, &[&known[..], &[US_ENABLERS]].concat());
        Assumptions { rotation, displacement, mission, mandate, enablers, aircraft, compare_with }
    }

    /// Files of version 1 say only whether the enablers are there.
    fn enablers(&mut self, all: &Members, was: Enablers) -> Enablers {
        let flag = self.or(all.flag(US_ENABLERS).map(Some), None);
        let was = match flag {
            Some(true) => Enablers::In,
            Some(false) => Enablers::Out,
            None => was,
        };
        self.or(choice(all, "enablers", Enablers::ALL, Enablers::name), was)
    }

    /// A file without contingents begins with those of a new plan.
    fn coalition(&mut self, head: &Members, was: Arc<Coalition>) -> Arc<Coalition> {
        let Some(part) = self.or(head.object("coalition").map(Some), None) else {
            return was;
        };
        let read = coalition::read(&part, &mut self.kept, self.problems);
        self.judge(head, "coalition", joining::coalition(read).map(Arc::new), was)
    }

    fn rotation(&mut self, all: &Members, was: Rotation) -> Rotation {
        let Some(part) = self.part(all, "rotation") else {
            return was;
        };
        let rotation = Rotation {
            tour_months: self.or(part.number("tour_months"), was.tour_months),
            interval_months: self.or(part.number("interval_months"), was.interval_months),
            horizon_months: self.or(part.whole("horizon_months"), was.horizon_months),
            ramp_up_months: self.or(part.number("ramp_up_months"), was.ramp_up_months),
        };
        self.keep(&part, &["tour_months", "interval_months", "horizon_months", "ramp_up_months"]);
        self.judge(all, "rotation", change::rotation(rotation), was)
    }

    fn displacement(&mut self, all: &Members, was: Displacement) -> Displacement {
        let Some(part) = self.part(all, "displacement") else {
            return was;
        };
        let country = self.or(part.number("country"), was.country);
        let shares =
            part.object("by_oblast").and_then(|shares| shares.as_ref().map(shares_by_oblast).transpose());
        let by_oblast = self.or(shares, was.by_oblast.clone());
        self.keep(&part, &["country", "by_oblast"]);
        self.judge(all, "displacement", change::displacement(Displacement { country, by_oblast }), was)
    }

    fn own_line(&mut self, head: &Members) -> Option<Arc<OwnLine>> {
        let line = self.or(head.object("line").map(Some), None)?;
        let read = read_own_line(&line);
        let mut read = self.or(read.map(Some).map(Some), None)?;
        let factor = check_ground_factor(read.ground_factor);
        read.ground_factor = self.judge(&line, "ground_factor", factor, Span::flat(1.0));
        self.keep(&line, &["name", "date", "source", "ground_factor", "path"]);
        self.judge(head, "line", change::own_line(&Arc::new(read)).map(Some), None)
    }
}

fn shares_by_oblast(shares: &Members) -> Result<BTreeMap<String, f64>, Problem> {
    shares.each().map(|(oblast, share, place)| Ok((oblast.to_owned(), number(share, &place)?))).collect()
}

fn read_own_line(line: &Members) -> Result<OwnLine, Problem> {
    let path = read_line(line.list("path")?.unwrap_or_default(), &line.place().inside("path"))?;
    read_line_fields(line, path)
}

/// A line of contact with what is said of it beside its course.
pub(super) fn read_line_fields(members: &Members, path: LineString<f64>) -> Result<OwnLine, Problem> {
    let text = |name| Ok(members.text(name)?.unwrap_or_default().to_owned());
    let factor =
        members.get("ground_factor").map(|value| read_span(value, &members.place().inside("ground_factor")));
    Ok(OwnLine {
        name: text("name")?,
        date: text("date")?,
        source: text("source")?,
        path,
        ground_factor: factor.transpose()?.unwrap_or(Span::flat(1.0)),
    })
}
