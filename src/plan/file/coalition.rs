//! The coalition and the contingents of a zone, as members of JSON objects.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::geometry::{read_span, write_span};
use super::members::{Members, Place, add_missing, number, object};
use crate::plan::{Assignment, Coalition, Kept, Lean, Member, NationCode, Share, Stock};
use crate::problem::Problem;

/// The members of a nation in the coalition.
const MEMBER: [&str; 13] = [
    "nation",
    "name",
    "offer",
    "ceiling",
    "overrides",
    "lean",
    "needs_un",
    "stock",
    "caveats",
    "start_month",
    "tour_months",
    "interval_months",
    "note",
];

/// Where what stands beside a nation is kept.
fn place_of(nation: &NationCode) -> String {
    format!("cordon.coalition.members.{nation}")
}

/// Writes the coalition: what is not set is not written.
pub(super) fn write(coalition: &Coalition, kept: &Kept) -> Map<String, Value> {
    let members: Vec<Value> = coalition.members.iter().map(|member| write_member(member, kept)).collect();
    let mut all = Map::new();
    all.insert("members".into(), members.into());
    let shares: Map<String, Value> =
        coalition.scaled_back.iter().map(|(mission, share)| (mission.clone(), (*share).into())).collect();
    all.insert("scaled_back".into(), shares.into());
    all
}

fn write_member(member: &Member, kept: &Kept) -> Value {
    let mut own = Map::new();
    let mut set = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            own.insert(name.to_owned(), value);
        }
    };
    set("nation", Some(member.nation.0.as_str().into()));
    set("name", member.name.as_deref().map(Value::from));
    set("offer", member.offer.map(write_span));
    set("ceiling", member.ceiling.map(Value::from));
    let overrides: Map<String, Value> =
        member.overrides.iter().map(|(term, value)| (term.clone(), write_span(*value))).collect();
    set("overrides", (!overrides.is_empty()).then(|| overrides.into()));
    set("lean", member.lean.map(|lean| lean.name().into()));
    set("needs_un", member.needs_un.map(Value::from));
    set("stock", member.stock.map(|stock| stock.name().into()));
    set("caveats", member.caveats.as_ref().map(|caveats| caveats.clone().into()));
    set("start_month", (member.start_month > 0).then(|| member.start_month.into()));
    set("tour_months", member.tour_months.map(Value::from));
    set("interval_months", member.interval_months.map(Value::from));
    set("note", (!member.note.is_empty()).then(|| member.note.as_str().into()));
    if let Some(others) = kept.head.get(&place_of(&member.nation)) {
        add_missing(&mut own, others);
    }
    own.into()
}

/// Reads the coalition. What is wrong with a nation leaves that nation out and
/// is said; what other tools wrote beside it is kept.
pub(super) fn read(part: &Members, kept: &mut Kept, problems: &mut Vec<Problem>) -> Coalition {
    let mut coalition = Coalition::default();
    let place = part.place().inside("members");
    for (index, value) in
        tell(part.list("members"), problems).flatten().unwrap_or_default().iter().enumerate()
    {
        let read = object(value, &place.element(index)).and_then(|members| {
            let member = read_member(&members)?;
            Ok((member, members.others(&MEMBER)))
        });
        if let Some((member, others)) = tell(read, problems) {
            if !others.is_empty() {
                kept.head.insert(place_of(&member.nation), others);
            }
            coalition.members.push(member);
        }
    }
    if let Some(shares) = tell(part.object("scaled_back"), problems).flatten() {
        for (mission, share, at) in shares.each() {
            if let Some(share) = tell(number(share, &at), problems) {
                coalition.scaled_back.insert(mission.to_owned(), share);
            }
        }
    }
    let others = part.others(&["members", "scaled_back"]);
    if !others.is_empty() {
        kept.head.insert("cordon.coalition".to_owned(), others);
    }
    coalition
}

fn tell<T>(read: Result<T, Problem>, problems: &mut Vec<Problem>) -> Option<T> {
    read.map_err(|problem| problems.push(problem)).ok()
}

fn read_member(members: &Members) -> Result<Member, Problem> {
    let nation = read_nation(members)?;
    let mut overrides = BTreeMap::new();
    if let Some(terms) = members.object("overrides")? {
        for (term, value, at) in terms.each() {
            overrides.insert(term.to_owned(), read_span(value, &at)?);
        }
    }
    let span = |name: &str| {
        members.get(name).map(|value| read_span(value, &members.place().inside(name))).transpose()
    };
    Ok(Member {
        name: members.text("name")?.map(str::to_owned),
        offer: span("offer")?,
        ceiling: members.number("ceiling")?,
        overrides,
        lean: choice(members, "lean", Lean::ALL, Lean::name)?,
        needs_un: members.flag("needs_un")?,
        stock: choice(members, "stock", Stock::ALL, Stock::name)?,
        caveats: members
            .list("caveats")?
            .map(|list| read_texts(list, &members.place().inside("caveats")))
            .transpose()?,
        start_month: members.whole("start_month")?.unwrap_or_default(),
        tour_months: members.number("tour_months")?,
        interval_months: members.number("interval_months")?,
        note: members.text("note")?.unwrap_or_default().to_owned(),
        ..Member::new(nation)
    })
}

fn read_nation(members: &Members) -> Result<NationCode, Problem> {
    members.text("nation")?.map(NationCode::new).ok_or_else(|| {
        members.place().inside("nation").error("The nation has no code", "Give it one, such as FR.")
    })
}

fn read_texts(list: &[Value], place: &Place) -> Result<Vec<String>, Problem> {
    list.iter()
        .enumerate()
        .map(|(index, value)| {
            let missing =
                || place.element(index).error("Text should stand here", "Mend it in a text editor.");
            value.as_str().map(str::to_owned).ok_or_else(missing)
        })
        .collect()
}

/// One of a set of choices by its name in files.
pub(super) fn choice<T: Copy>(
    members: &Members,
    member: &str,
    all: &[T],
    name: impl Fn(T) -> &'static str,
) -> Result<Option<T>, Problem> {
    let Some(text) = members.text(member)? else { return Ok(None) };
    all.iter().copied().find(|choice| name(*choice) == text).map(Some).ok_or_else(|| {
        let known: Vec<&str> = all.iter().map(|choice| name(*choice)).collect();
        let what = format!("“{text}” is none of the choices");
        members.place().inside(member).error(what, format!("They are {}.", known.join(", ")))
    })
}

/// Writes the contingents of a zone.
pub(super) fn write_assigned(assigned: &[Assignment]) -> Value {
    let write = |assignment: &Assignment| {
        let mut own = Map::new();
        own.insert("nation".into(), assignment.nation.0.as_str().into());
        let (name, value) = match assignment.troops {
            Share::Troops(troops) => ("troops", troops),
            Share::OfNeed(share) => ("share", share),
        };
        own.insert(name.into(), value.into());
        if assignment.locked {
            own.insert("locked".into(), true.into());
        }
        if let Some(ground) = assignment.ground {
            own.insert("ground".into(), ground.into());
        }
        Value::from(own)
    };
    assigned.iter().map(write).collect::<Vec<_>>().into()
}

/// Reads the contingents of a zone.
///
/// # Errors
/// The first thing that keeps one from being read.
pub(super) fn read_assigned(list: &[Value], place: &Place) -> Result<Vec<Assignment>, Problem> {
    let read = |(index, value): (usize, &Value)| {
        let members = object(value, &place.element(index))?;
        let troops = match (members.number("troops")?, members.number("share")?) {
            (Some(troops), _) => Share::Troops(troops),
            (None, Some(share)) => Share::OfNeed(share),
            (None, None) => {
                let hint = "Give it troops, or a share of the zone's need from 0 to 1.";
                return Err(members.place().error("The contingent has no strength", hint));
            }
        };
        Ok(Assignment {
            nation: read_nation(&members)?,
            troops,
            locked: members.flag("locked")?.unwrap_or_default(),
            ground: members.number("ground")?,
        })
    };
    list.iter().enumerate().map(read).collect()
}
