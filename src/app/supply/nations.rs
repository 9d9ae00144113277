//! The members as rows: what each can send with its band, and what of it is assigned.

use egui::{Align2, CornerRadius, Painter, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::super::headline::change;
use super::super::theme::colour32;
use super::{Cordon, carry, contribution, glyphs, ink, is_member, name_of, now, pen, strip};
use crate::atlas::{Lean, Stance};
use crate::force::contribution::Contribution;
use crate::force::supply::Origin;
use crate::plan::{Edit, Member, NationCode, Stock};
use crate::scene::look::Colour;
use crate::units::{Span, grouped};

/// Height of a row.
pub const ROW: f32 = 40.0;

/// Where the bar begins, and how wide it is.
const BAR: (f32, f32) = (28.0, 150.0);

/// Where the gauge of the stretch begins, and how wide it is.
const GAUGE: (f32, f32) = (192.0, 56.0);

/// How a nation speaks of coming at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Camp {
    /// Ready, or open, to stand inside.
    Inside,
    /// Only with a mandate of the United Nations, or undecided, or reluctant.
    Conditional,
    /// From outside, or not at all.
    Outside,
}

impl Camp {
    const ALL: [Self; 3] = [Self::Inside, Self::Conditional, Self::Outside];

    const fn title(self) -> &'static str {
        match self {
            Self::Inside => "Ready or open to stand inside Ukraine",
            Self::Conditional => "Only with a UN mandate, or reluctant",
            Self::Outside => "From outside only, or none",
        }
    }

    /// The camp of a member: what the user says of it comes before the atlas.
    pub fn of(app: &Cordon, member: &Member) -> Self {
        let traits = Traits::of(app, member);
        let refuses = traits.stance == Some(Stance::Refuses);
        let wavers = matches!(traits.stance, Some(Stance::Undecided | Stance::Reluctant));
        if traits.lean == Some(Lean::Outside) || refuses {
            Self::Outside
        } else if traits.needs_un || wavers {
            Self::Conditional
        } else {
            Self::Inside
        }
    }
}

/// How a nation speaks, the atlas's word under the user's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Traits {
    /// What it speaks for.
    pub lean: Option<Lean>,
    /// How it speaks of soldiers inside; none where the user has said what it would do.
    pub stance: Option<Stance>,
    /// Whether it asks for the United Nations.
    pub needs_un: bool,
    /// What it has in store.
    pub stock: Stock,
}

impl Traits {
    /// How a member speaks.
    pub fn of(app: &Cordon, member: &Member) -> Self {
        let known = app.desk.atlas.nations.get(&member.nation.0);
        let spoken_for = member.lean.is_some() || member.offer.is_some();
        Self {
            lean: member.lean.or(known.map(|known| known.lean.is)),
            stance: known.filter(|_| !spoken_for).map(|known| known.stance.is),
            needs_un: member.needs_un.unwrap_or_else(|| known.is_some_and(|known| known.needs_un.is)),
            stock: member.stock.or(known.map(|known| known.stock.is)).unwrap_or(Stock::Unknown),
        }
    }
}

/// Shows the members, camp by camp.
pub fn show(app: &mut Cordon, ui: &mut Ui) {
    let members = app.desk.shown().coalition.members.clone();
    let count = members.len().to_string();
    super::caps(app, ui, "NATIONS", &count, "assigned / can send");
    if members.is_empty() {
        empty(app, ui);
        return;
    }
    let end = axis_end(app);
    for camp in Camp::ALL {
        let of_camp: Vec<&Member> = members.iter().filter(|member| Camp::of(app, member) == camp).collect();
        if of_camp.is_empty() {
            continue;
        }
        heading(app, ui, camp, &of_camp);
        for member in of_camp {
            if let Some(known) = contribution(app, &member.nation).cloned() {
                row(app, ui, member, &known, end);
            }
        }
    }
}

fn empty(app: &Cordon, ui: &mut Ui) {
    let (_, rect, _) = strip(ui, 56.0, Sense::hover());
    let (look, painter) = (&app.look, ui.painter());
    let at = pos2(rect.center().x, rect.top() + 18.0);
    ink::write(painter, at, Align2::CENTER_CENTER, "No nation yet", pen(13.0, 600, look.ui.tx));
    let text = "Take nations in below: a double click, or “+”.";
    let at = at + vec2(0.0, 18.0);
    ink::write(painter, at, Align2::CENTER_CENTER, text, pen(11.5, 400, look.ui.tx2));
}

fn heading(app: &Cordon, ui: &mut Ui, camp: Camp, members: &[&Member]) {
    let (_, rect, response) = strip(ui, 22.0, Sense::hover());
    let known = members.iter().filter_map(|member| contribution(app, &member.nation));
    let sum: f64 = known.map(|known| known.supply.troops.central.0).sum();
    let (look, painter) = (&app.look, ui.painter());
    let y = rect.center().y + 1.0;
    let at = pos2(rect.left(), y);
    ink::write(painter, at, Align2::LEFT_CENTER, camp.title(), pen(11.5, 600, look.ui.tx2));
    let at = pos2(rect.right(), y);
    let sum = grouped(sum, 0);
    ink::write(painter, at, Align2::RIGHT_CENTER, &sum, pen(11.5, 600, look.ui.tx2));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{}: {sum}", camp.title())));
}

/// The end of the axis that the bars share: the most that any member could send or sends.
fn axis_end(app: &Cordon) -> f64 {
    let reach = |known: &Contribution| (known.supply.troops.central.0 * 1.6).max(known.assigned.0);
    let coalition =
        |figures: &crate::force::Figures| figures.coalition.nations.iter().map(reach).fold(0.0, f64::max);
    // While the hand drags, the axis does not shrink under it.
    let before = app.desk.before().map_or(0.0, coalition);
    coalition(app.desk.figures()).max(before).max(500.0)
}

fn row(app: &mut Cordon, ui: &mut Ui, member: &Member, known: &Contribution, end: f64) {
    let nation = &member.nation;
    let (whole, rect, _) = strip(ui, ROW, Sense::hover());
    let response = ui.interact(whole, ui.scope_id().with(("nation", nation)), Sense::click_and_drag());
    let name = name_of(app, nation);
    let can = known.supply.troops.map(|troops| troops.0);
    let chosen = app.supply.chosen.as_ref() == Some(nation);
    let spoken =
        format!("{nation} {name}, assigned {} of {}", grouped(known.assigned.0, 0), grouped(can.central, 0));
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, spoken.clone()));
    let painter = ui.painter().clone();
    background(app, &painter, whole, chosen, response.hovered());
    let traits = Traits::of(app, member);
    first_line(app, &painter, rect, nation, &name, traits);
    second_line(app, &painter, rect, known, end);
    numbers(app, &painter, rect, known);
    super::reveal(app, ui, whole, nation);
    answers(app, ui, &response, nation);
    if !response.dragged() {
        let text = tooltip(app, &name, known, traits);
        response.on_hover_text(text);
    }
}

fn answers(app: &mut Cordon, ui: &Ui, response: &egui::Response, nation: &NationCode) {
    if response.drag_started_by(egui::PointerButton::Primary) {
        app.carried = Some(nation.clone());
    }
    if response.double_clicked() {
        super::toggle(app, nation, now(ui));
        super::choose(app, None);
    } else if response.clicked() {
        super::clicked(app, ui, response.rect, nation);
    }
    menu(app, response, nation);
}

fn menu(app: &mut Cordon, response: &egui::Response, nation: &NationCode) {
    response.context_menu(|ui| {
        let now = now(ui);
        ui.menu_button("Send to", |ui| carry::targets(app, ui, nation));
        let standing = app.desk.history.now().zones.iter().any(|zone| zone.assignment(nation).is_some());
        for (text, locked) in [("Lock all its contingents", true), ("Unlock all its contingents", false)] {
            if ui.add_enabled(standing, egui::Button::new(text)).clicked() {
                lock(app, nation, locked, now);
                ui.close();
            }
        }
        let said = app.desk.history.now().coalition.member(nation).is_some_and(|member| {
            *member != Member { name: member.name.clone(), ..Member::new(nation.clone()) }
        });
        if ui.add_enabled(said, egui::Button::new("Reset everything")).clicked() {
            reset(app, nation, now);
            ui.close();
        }
        if is_member(app, nation) && ui.button("Leave out").clicked() {
            super::toggle(app, nation, now);
            ui.close();
        }
    });
}

/// Forgets everything that the user has said of a nation, except its name, and the army of one
/// that the atlas does not have.
pub fn reset(app: &mut Cordon, nation: &NationCode, now: f64) {
    let Some(member) = app.desk.history.now().coalition.member(nation) else { return };
    let mut fresh = Member { name: member.name.clone(), ..Member::new(nation.clone()) };
    if app.desk.atlas.nations.get(&nation.0).is_none() {
        let army = crate::force::supply::ARMY;
        fresh.overrides = member
            .overrides
            .iter()
            .filter(|(key, _)| *key == army)
            .map(|(key, value)| (key.clone(), *value))
            .collect();
    }
    let edit = Edit::Several { label: format!("Reset {nation}"), edits: vec![Edit::SetMember(fresh)] };
    app.desk.apply(&edit, now);
}

/// Locks all contingents of a nation, or unlocks them.
pub fn lock(app: &mut Cordon, nation: &NationCode, locked: bool, now: f64) {
    let zones = &app.desk.history.now().zones;
    let edits = zones.iter().filter_map(|zone| {
        let assignment = crate::plan::Assignment { locked, ..zone.assignment(nation)?.clone() };
        Some(Edit::Assign { zone: zone.id.clone(), assignment })
    });
    let verb = if locked { "Lock" } else { "Unlock" };
    let edit = Edit::Several { label: format!("{verb} the contingents of {nation}"), edits: edits.collect() };
    app.desk.apply(&edit, now);
}

/// The ground of a row, as in the list of zones.
pub fn background(app: &Cordon, painter: &Painter, rect: Rect, chosen: bool, hovered: bool) {
    if chosen {
        painter.rect_filled(rect, CornerRadius::ZERO, colour32(app.look.ui.accentbg));
        let bar = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
        painter.rect_filled(bar, CornerRadius::ZERO, colour32(app.look.ui.accent));
    } else if hovered {
        painter.rect_filled(rect, CornerRadius::ZERO, colour32(app.look.ui.well));
    }
}

/// Swatch, code, name, and how the nation speaks.
fn first_line(app: &Cordon, painter: &Painter, rect: Rect, nation: &NationCode, name: &str, traits: Traits) {
    let look = &app.look;
    let y = rect.top() + 13.0;
    let square = Rect::from_min_size(pos2(rect.left(), rect.top() + 10.0), vec2(20.0, 20.0));
    glyphs::swatch(painter, square, &nation.0, look);
    let left = Align2::LEFT_CENTER;
    let at = pos2(rect.left() + BAR.0, y);
    let code = ink::write_within(painter, at, left, &nation.0, pen(12.0, 700, look.ui.tx), 48.0);
    let lean = traits.lean.map_or("lean unknown", lean_word);
    let mut after = ink::width(painter, lean, 11.0, 400) + 8.0;
    after += if traits.stance.is_some() { 18.0 } else { 0.0 };
    after += if traits.needs_un { 30.0 } else { 0.0 };
    after += if traits.stock == Stock::Depleted { 20.0 } else { 0.0 };
    let room = rect.right() - 100.0 - code.right() - 7.0 - after;
    let at = pos2(code.right() + 7.0, y);
    let named = ink::write_within(painter, at, left, name, pen(12.5, 600, look.ui.tx), room.max(40.0));
    let mut x = named.right() + 8.0;
    if let Some(stance) = traits.stance {
        glyphs::stance(painter, pos2(x + 5.0, y), stance, look);
        x += 16.0;
    }
    let said = ink::write(painter, pos2(x, y), left, lean, pen(11.0, 400, look.ui.tx2));
    x = said.right() + 6.0;
    if traits.needs_un {
        x = glyphs::tag(painter, pos2(x, y), "UN", look) + 6.0;
    }
    if traits.stock == Stock::Depleted {
        glyphs::warning(painter, pos2(x + 6.0, y), look);
    }
}

/// A lean in a word.
pub const fn lean_word(lean: Lean) -> &'static str {
    match lean {
        Lean::Deterrence => "deters",
        Lean::Monitoring => "monitors",
        Lean::Either => "either",
        Lean::Outside => "outside",
    }
}

/// The bar of what it can send, or why there is none, and how far it is stretched.
fn second_line(app: &Cordon, painter: &Painter, rect: Rect, known: &Contribution, end: f64) {
    let look = &app.look;
    let bar = Rect::from_min_size(pos2(rect.left() + BAR.0, rect.top() + 22.0), vec2(BAR.1, 8.0));
    let nothing = match known.supply.origin {
        Origin::CommitmentsUnknown => Some("commitments not known"),
        Origin::ArmyUnknown => Some("army not known"),
        Origin::Estimate | Origin::Offer => None,
    };
    if let (Some(text), true) = (nothing, known.assigned.0 <= 0.0) {
        let at = pos2(bar.left(), bar.center().y + 2.0);
        ink::write(painter, at, Align2::LEFT_CENTER, text, pen(11.0, 500, look.ui.delta));
    } else {
        let fill = look.contingent(&known.nation().0).fill;
        let can = known.supply.troops.map(|troops| troops.0);
        draw_bar(app, painter, bar, can, known.assigned.0, end, fill);
    }
    if let Some(stretch) = &known.stretch {
        let place = Rect::from_min_size(pos2(rect.left() + GAUGE.0, rect.top() + 24.0), vec2(GAUGE.1, 5.0));
        glyphs::gauge(painter, place, stretch, look);
    }
}

fn draw_bar(
    app: &Cordon,
    painter: &Painter,
    bar: Rect,
    can: Span<f64>,
    assigned: f64,
    end: f64,
    fill: Colour,
) {
    let look = &app.look;
    let x = |troops: f64| bar.left() + bar.width() * (troops / end).clamp(0.0, 1.0) as f32;
    painter.rect_filled(bar, CornerRadius::same(2), colour32(look.ui.well));
    painter.rect_filled(bar.with_max_x(x(can.central)), CornerRadius::same(2), colour32(fill.alpha(0.38)));
    painter.rect_filled(bar.with_max_x(x(assigned.min(can.central))), CornerRadius::same(2), colour32(fill));
    if assigned > can.central {
        let beyond = Rect::from_min_max(pos2(x(can.central), bar.top()), pos2(x(assigned), bar.bottom()));
        painter.rect_filled(beyond, CornerRadius::ZERO, colour32(look.ui.short));
    }
    let tick = Rect::from_center_size(pos2(x(can.central), bar.center().y), vec2(2.0, 14.0));
    painter.rect_filled(tick, CornerRadius::ZERO, colour32(look.ui.tick));
    let y = bar.bottom() + 4.5;
    let stroke = Stroke::new(1.5, colour32(look.ui.bandln));
    painter.hline(x(can.low)..=x(can.high), y, stroke);
    painter.vline(x(can.low), y - 2.5..=y + 2.5, stroke);
    if can.high > end {
        let tip = pos2(x(can.high), y);
        let corners = vec![tip, tip + vec2(-5.0, -3.0), tip + vec2(-5.0, 3.0)];
        painter.add(egui::Shape::convex_polygon(corners, stroke.color, Stroke::NONE));
    } else {
        painter.vline(x(can.high), y - 2.5..=y + 2.5, stroke);
    }
}

/// Assigned and can send, and what is left of it.
fn numbers(app: &Cordon, painter: &Painter, rect: Rect, known: &Contribution) {
    let look = &app.look;
    let right = Align2::RIGHT_CENTER;
    let can = known.supply.troops.central.0;
    let at = pos2(rect.right(), rect.top() + 13.0);
    let can_text = format!(" / {}", grouped(can, 0));
    let covered = ink::write(painter, at, right, &can_text, pen(12.0, 400, look.ui.tx2));
    let sent = grouped(known.assigned.0, 0);
    let at = pos2(covered.left(), at.y);
    let ink_of = if known.assigned.0 > 0.0 { look.ui.tx } else { look.ui.tx3 };
    ink::write(painter, at, right, &sent, pen(13.0, 600, ink_of));
    let before = app.desk.before().and_then(|before| before.coalition.nation(known.nation()));
    let by = change(can, before.map(|before| before.supply.troops.central.0));
    let (text, weight, colour) = match by {
        Some(by) => (by, 700, look.ui.delta),
        None if known.beyond.0 >= 1.0 => (format!("over {}", grouped(known.beyond.0, 0)), 600, look.ui.short),
        None if known.assigned.0 > 0.0 && known.left.0 < 1.0 => ("all sent".to_owned(), 600, look.ui.ok),
        None if known.supply.none_to_spare() => ("none to spare".to_owned(), 500, look.ui.delta),
        None if known.left.0 >= 1.0 => (format!("{} left", grouped(known.left.0, 0)), 500, look.ui.tx3),
        None => return,
    };
    let at = pos2(rect.right(), rect.top() + 28.0);
    ink::write(painter, at, right, text, pen(11.0, weight, colour));
}

fn tooltip(app: &Cordon, name: &str, known: &Contribution, traits: Traits) -> String {
    let can = known.supply.troops;
    let mut lines = vec![format!(
        "{name}: can send {} ({} – {}), {}.",
        grouped(can.central.0, 0),
        grouped(can.low.0, 0),
        grouped(can.high.0, 0),
        known.supply.origin.title()
    )];
    lines.extend(known.supply.remark());
    let stance =
        traits.stance.map_or_else(|| "set by you".to_owned(), |stance| stance.title().to_lowercase());
    let lean = traits.lean.map_or_else(|| "unknown".to_owned(), |lean| lean.title().to_lowercase());
    let un = if traits.needs_un { "; asks for a UN mandate" } else { "" };
    lines.push(format!("Stance: {stance}. Lean: {lean}{un}."));
    lines.extend(known.stretch.as_ref().map(|stretch| format!("{}.", stretch.words())));
    if traits.stock == Stock::Depleted {
        let why =
            app.desk.atlas.nations.get(&known.nation().0).map_or("", |nation| nation.stock.why.as_str());
        lines.push(format!("Stocks depleted, which only warns. {why}").trim_end().to_owned());
    }
    lines.push("Click for the chain; drag onto a zone to send it; double click leaves it out.".to_owned());
    lines.join("\n")
}
