//! The switches of the debate: mandate, mission, American enablers. Each changes
//! everything at once, and the status line says what.

use egui::{Align2, ComboBox, Rect, RichText, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::super::hand;
use super::super::theme::font;
use super::{Cordon, ink, now, pen, strip};
use crate::force::fit::Grade;
use crate::plan::{Edit, Enablers, Mandate, Mission};
use crate::units::grouped;

/// Pairs of nation and zone up to which each is asked whether it fits: beyond, only those that stand are.
const ASKED: usize = 4_000;

/// One choice of a switch.
pub struct Choice {
    /// Its name in a word or two.
    pub text: &'static str,
    tip: String,
    /// Whether it is chosen.
    pub on: bool,
    /// What choosing it does.
    pub edit: Edit,
}

/// Shows the three switches.
pub fn show(app: &mut Cordon, ui: &mut Ui) {
    let (_, rect, _) = strip(ui, 56.0, Sense::hover());
    let all = [
        ("Mandate", 112.0, mandates(app)),
        ("Mission", 112.0, missions(app)),
        ("US enablers", 112.0, enablers(app)),
    ];
    let mut left = rect.left();
    let mut chosen = None;
    for (name, wide, choices) in all {
        let at = pos2(left, rect.top() + 12.0);
        ink::write(ui.painter(), at, Align2::LEFT_CENTER, name, pen(11.0, 500, app.look.ui.tx2));
        let place = Rect::from_min_size(pos2(left, rect.top() + 22.0), vec2(wide, 26.0));
        chosen = switch(ui, place, name, choices).or(chosen);
        left += wide + 8.0;
    }
    ink::rule(ui.painter(), rect.left() - 16.0, rect.right() + 16.0, rect.bottom() - 0.5, app.look.ui.line);
    if let Some((said, edit)) = chosen {
        turn(app, &said, &edit, now(ui));
    }
}

fn switch(ui: &mut Ui, place: Rect, name: &str, choices: Vec<Choice>) -> Option<(String, Edit)> {
    let mut child = ui.new_child(UiBuilder::new().max_rect(place).id_salt(name));
    let is = choices.iter().find(|choice| choice.on);
    let (text, tip) = is.map_or(("", String::new()), |choice| (choice.text, choice.tip.clone()));
    child.spacing_mut().button_padding.x = 7.0;
    let combo = ComboBox::from_id_salt(("switch", name))
        .width(place.width())
        .selected_text(RichText::new(text).font(font(12.0, 600)))
        .truncate();
    let mut chosen = None;
    let shown = combo.show_ui(&mut child, |ui| {
        ui.set_min_width(190.0);
        for choice in choices {
            if ui.selectable_label(choice.on, choice.text).on_hover_text(&choice.tip).clicked() && !choice.on
            {
                chosen = Some((format!("{name}: {}", choice.text), choice.edit));
            }
        }
    });
    shown.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, format!("{name}: {text}")));
    shown.response.on_hover_text(tip);
    chosen
}

/// The mandates.
pub fn mandates(app: &Cordon) -> Vec<Choice> {
    let is = app.desk.shown().assumptions.mandate;
    let tip = |mandate: Mandate| {
        let known = app.desk.atlas.posture.mandate(mandate.name());
        known.map_or_else(String::new, |known| {
            let veto = known.veto.as_ref().map_or_else(String::new, |veto| format!("\nVeto: {veto}"));
            format!("{}\n{}\n{}{veto}", known.name, known.text, known.means)
        })
    };
    let choice = |mandate: &Mandate| Choice {
        text: short(*mandate),
        tip: tip(*mandate),
        on: *mandate == is,
        edit: Edit::SetMandate(*mandate),
    };
    Mandate::ALL.iter().map(choice).collect()
}

/// A mandate in a word or two; its whole name stands in the tooltip.
const fn short(mandate: Mandate) -> &'static str {
    match mandate {
        Mandate::UnCouncil => "UN Council",
        Mandate::Coalition => "Coalition",
        Mandate::Nato => "NATO",
        Mandate::Bilateral => "Bilateral",
    }
}

/// The missions of the plan as a whole.
pub fn missions(app: &Cordon) -> Vec<Choice> {
    let is = app.desk.shown().assumptions.mission;
    let by_role = Choice {
        text: "By role",
        tip: "Each zone does what its role is for.".to_owned(),
        on: is.is_none(),
        edit: Edit::SetMission(None),
    };
    let tip = |mission: Mission| {
        let known = app.desk.atlas.posture.mission(mission.name());
        known.map_or_else(String::new, |known| {
            format!("{}\nEvery zone without a mission of its own takes it, with its method.", known.text)
        })
    };
    let choice = |mission: &Mission| Choice {
        text: mission.title(),
        tip: tip(*mission),
        on: is == Some(*mission),
        edit: Edit::SetMission(Some(*mission)),
    };
    std::iter::once(by_role).chain(Mission::ALL.iter().map(choice)).collect()
}

/// What the United States may contribute.
pub fn enablers(app: &Cordon) -> Vec<Choice> {
    let is = app.desk.shown().assumptions.enablers;
    let tip = |level: Enablers| {
        let posture = &app.desk.atlas.posture;
        let text = posture.enabler_level(level.name()).map_or("", |known| known.text.as_str());
        let open: Vec<&str> = posture
            .shortfalls
            .iter()
            .filter(|gap| match level {
                Enablers::In => false,
                Enablers::IntelligenceOnly => !gap.closed_by_intelligence,
                Enablers::Out => true,
            })
            .map(|gap| gap.name.as_str())
            .collect();
        if open.is_empty() { text.to_owned() } else { format!("{text}\nMissing: {}.", open.join(", ")) }
    };
    let choice = |level: &Enablers| Choice {
        text: level.title(),
        tip: tip(*level),
        on: *level == is,
        edit: Edit::SetEnablers(*level),
    };
    Enablers::ALL.iter().map(choice).collect()
}

/// What a switch changes.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Stand {
    /// Members that fit some zone; none where there are too many to ask.
    nations: Option<usize>,
    members: usize,
    fitting: usize,
    contingents: usize,
    need: f64,
}

impl Stand {
    fn of(app: &mut Cordon) -> Self {
        let plan = app.desk.shown();
        let members: Vec<_> = plan.coalition.members.iter().map(|member| member.nation.clone()).collect();
        let zones: Vec<_> = plan.zones.iter().map(|zone| zone.id.clone()).collect();
        let figures = app.desk.figures();
        let standing = || figures.fillings.iter().flat_map(|filling| &filling.contingents);
        let fitting = standing().filter(|contingent| contingent.fit.grade == Grade::Fit).count();
        let contingents = standing().count();
        let need = figures.deployed.central.0;
        let nations = (members.len() * zones.len() <= ASKED).then(|| {
            let mut fits = |nation| {
                zones.iter().any(|zone| app.desk.fit(nation, zone).is_some_and(|fit| fit.grade == Grade::Fit))
            };
            members.iter().filter(|nation| fits(nation)).count()
        });
        Self { nations, members: members.len(), fitting, contingents, need }
    }
}

/// Turns a switch and says what it changed.
fn turn(app: &mut Cordon, said: &str, edit: &Edit, now: f64) {
    let before = Stand::of(app);
    app.desk.apply(edit, now);
    app.desk.refresh(hand::pick(app), now);
    let after = Stand::of(app);
    let mut parts = Vec::new();
    if let (Some(were), Some(are)) = (before.nations, after.nations) {
        parts.push(format!("{are} of {} nations fit a zone ({})", after.members, was(were, are)));
    }
    if after.contingents > 0 {
        let text = was(before.fitting, after.fitting);
        parts.push(format!("{} of {} contingents fit ({text})", after.fitting, after.contingents));
    }
    let need = grouped(after.need, 0);
    parts.push(if (after.need - before.need).abs() < 0.5 {
        format!("need {need}, unchanged")
    } else {
        format!("need {need} (before {})", grouped(before.need, 0))
    });
    app.notice = Some(format!("{said}. {}", capital(&parts.join("; "))));
}

fn was(before: usize, after: usize) -> String {
    if before == after { "unchanged".to_owned() } else { format!("before {before}") }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
