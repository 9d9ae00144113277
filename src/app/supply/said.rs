//! What the user knows better of a nation than the atlas: its offer, its lean, its caveats, its tours.

use egui::{Align, ComboBox, Layout, Rect, RichText, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::super::remark::remark;
use super::super::terms::{self, Field, reset};
use super::super::theme::{colour32, font};
use super::chain::with;
use super::{Cordon, chosen, member_of, nations, now, supply_of};
use crate::force::Case;
use crate::force::supply::{COMMITMENT, Origin};
use crate::plan::{Edit, Lean, Member, NationCode, Stock};
use crate::units::Span;

/// Where the fields begin.
const FIELDS: f32 = 104.0;

/// The row of a chain that holds what the user knows of the duties of a nation, all together.
const DUTIES: &str = "other duties";

/// Shows what can be said of a nation.
pub fn show(app: &mut Cordon, ui: &mut Ui, nation: &NationCode) {
    chosen::part(app, ui, "WHAT YOU KNOW BETTER");
    let member = member_of(app, nation);
    ui.spacing_mut().item_spacing.y = 2.0;
    offer(app, ui, nation, &member);
    ceiling(app, ui, nation, &member);
    duties(app, ui, nation, &member);
    lean(app, ui, nation, &member);
    un(app, ui, nation, &member);
    stock(app, ui, nation, &member);
    months(app, ui, nation, &member);
    ui.spacing_mut().item_spacing.y = 4.0;
    caveats(app, ui, nation, &member);
    note(app, ui, nation, &member);
}

/// A line with a name at the left and fields beside it.
fn line(app: &mut Cordon, ui: &mut Ui, name: &str, fields: impl FnOnce(&mut Cordon, &mut Ui)) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
    let at = pos2(rect.left(), rect.center().y);
    let ink = super::pen(12.0, 400, app.look.ui.tx);
    super::ink::write(ui.painter(), at, egui::Align2::LEFT_CENTER, name, ink);
    let place = Rect::from_min_max(pos2(rect.left() + FIELDS, rect.top()), rect.max);
    let layout = Layout::left_to_right(Align::Center);
    let mut child = ui.new_child(UiBuilder::new().max_rect(place).id_salt(name).layout(layout));
    child.spacing_mut().item_spacing.x = 6.0;
    fields(app, &mut child);
}

fn offer(app: &mut Cordon, ui: &mut Ui, nation: &NationCode, member: &Member) {
    let shown = app.desk.shown().coalition.member(nation).and_then(|member| member.offer);
    let estimate = supply_of(app, nation).troops.map(|troops| troops.0.round());
    line(app, ui, "Offer", |app, ui| {
        for case in Case::ALL {
            let span = shown.unwrap_or(estimate);
            let name = format!("Offer, {}", case.name());
            let field = Field { name: &name, suffix: "", range: (0.0, 200_000.0), speed: 25.0, decimals: 0 };
            if shown.is_none() {
                ui.visuals_mut().override_text_color = Some(colour32(app.look.ui.tx3));
            }
            let typed = |troops: f64| match shown {
                Some(span) => with(span, case, troops),
                // The first number of an offer is the offer, until the others are typed.
                None => Span::flat(troops),
            };
            let response = terms::number(app, ui, &field, case.of(span), |troops| {
                Some(edited(member, |member| member.offer = Some(typed(troops))))
            });
            response.on_hover_text(format!("{}: stands in place of the estimate", case.name()));
        }
        ui.visuals_mut().override_text_color = None;
        if member.offer.is_some() && reset(app, ui, "Back to the estimate") {
            let edit = edited(member, |member| member.offer = None);
            app.desk.apply(&edit, now(ui));
        }
    });
}

/// The edit that changes what is said of a nation.
fn edited(member: &Member, change: impl FnOnce(&mut Member)) -> Edit {
    let mut member = member.clone();
    change(&mut member);
    Edit::SetMember(member)
}

fn ceiling(app: &mut Cordon, ui: &mut Ui, nation: &NationCode, member: &Member) {
    let shown = app.desk.shown().coalition.member(nation).and_then(|member| member.ceiling);
    let most = supply_of(app, nation).troops.high.0.round();
    line(app, ui, "At most", |app, ui| {
        if shown.is_none() {
            ui.visuals_mut().override_text_color = Some(colour32(app.look.ui.tx3));
        }
        let field = Field { name: "Ceiling", suffix: "", range: (0.0, 200_000.0), speed: 25.0, decimals: 0 };
        let response = terms::number(app, ui, &field, shown.unwrap_or(most), |troops| {
            Some(edited(member, |member| member.ceiling = Some(troops)))
        });
        response.on_hover_text("The most it may send, whatever it can sustain.");
        ui.visuals_mut().override_text_color = None;
        if member.ceiling.is_some() && reset(app, ui, "No ceiling") {
            let edit = edited(member, |member| member.ceiling = None);
            app.desk.apply(&edit, now(ui));
        }
    });
}

/// What an army does already, of a nation of which that is not listed.
fn duties(app: &mut Cordon, ui: &mut Ui, nation: &NationCode, member: &Member) {
    let key = format!("{COMMITMENT}{DUTIES}");
    let set = member.overrides.contains_key(&key);
    let origin = supply_of(app, nation).origin;
    if !set && !matches!(origin, Origin::CommitmentsUnknown | Origin::ArmyUnknown) {
        return;
    }
    let shown = app.desk.shown().coalition.member(nation).and_then(|member| member.overrides.get(&key));
    let value = shown.map_or(0.0, |span| span.central);
    line(app, ui, "Other duties", |app, ui| {
        let field = Field {
            name: "Present commitments",
            suffix: "",
            range: (0.0, 200_000.0),
            speed: 10.0,
            decimals: 0,
        };
        let response = terms::number(app, ui, &field, value, |people| {
            Some(edited(member, |member| {
                member.overrides.insert(key.clone(), Span::flat(people));
            }))
        });
        response.on_hover_text("Soldiers in missions that are not listed; typing them makes the rest free.");
        if set && reset(app, ui, "Not known") {
            let edit = edited(member, |member| {
                member.overrides.remove(&key);
            });
            app.desk.apply(&edit, now(ui));
        }
    });
}

/// A choice among several, the first of which is the atlas's.
#[allow(clippy::option_option, reason = "nothing chosen, or chosen that nothing is set")]
fn choice<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    is: Option<T>,
    texts: &[(Option<T>, String)],
) -> Option<Option<T>> {
    let text = texts.iter().find(|(value, _)| *value == is).map_or("", |(_, text)| text.as_str());
    let mut chosen = None;
    let combo = ComboBox::from_id_salt(("of a nation", name))
        .width(206.0)
        .selected_text(RichText::new(text).font(font(12.0, 500)))
        .truncate();
    let shown = combo.show_ui(ui, |ui| {
        for (value, text) in texts {
            if ui.selectable_label(*value == is, text).clicked() && *value != is {
                chosen = Some(*value);
            }
        }
    });
    shown.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, format!("{name}: {text}")));
    chosen
}

fn lean(app: &mut Cordon, ui: &mut Ui, nation: &NationCode, member: &Member) {
    let known = app.desk.atlas.nations.get(&nation.0).map(|known| known.lean);
    let own = known.map_or_else(
        || "Unknown".to_owned(),
        |known| format!("{} ({})", known.is.title(), known.basis.letter()),
    );
    let others = Lean::ALL.iter().map(|lean| (Some(*lean), lean.title().to_owned()));
    let texts: Vec<_> = std::iter::once((None, own)).chain(others).collect();
    line(app, ui, "Speaks for", |app, ui| {
        if let Some(lean) = choice(ui, "Lean", member.lean, &texts) {
            app.desk.apply(&edited(member, |member| member.lean = lean), now(ui));
        }
    });
}

fn un(app: &mut Cordon, ui: &mut Ui, nation: &NationCode, member: &Member) {
    let known = app.desk.atlas.nations.get(&nation.0).map(|known| known.needs_un);
    let word = |needs: bool| if needs { "Needs it" } else { "Comes without it" };
    let own = known.map_or_else(
        || word(false).to_owned(),
        |known| format!("{} ({})", word(known.is), known.basis.letter()),
    );
    let texts = [(None, own), (Some(true), word(true).to_owned()), (Some(false), word(false).to_owned())];
    line(app, ui, "UN mandate", |app, ui| {
        if let Some(needs) = choice(ui, "UN mandate", member.needs_un, &texts) {
            app.desk.apply(&edited(member, |member| member.needs_un = needs), now(ui));
        }
    });
}

fn stock(app: &mut Cordon, ui: &mut Ui, nation: &NationCode, member: &Member) {
    let known = app.desk.atlas.nations.get(&nation.0).map(|known| (known.stock.is, known.stock.basis));
    let own = known.map_or_else(
        || Stock::Unknown.title().to_owned(),
        |(is, basis)| format!("{} ({})", is.title(), basis.letter()),
    );
    let others = Stock::ALL.iter().map(|stock| (Some(*stock), stock.title().to_owned()));
    let texts: Vec<_> = std::iter::once((None, own)).chain(others).collect();
    line(app, ui, "Stocks", |app, ui| {
        if let Some(stock) = choice(ui, "Stocks", member.stock, &texts) {
            app.desk.apply(&edited(member, |member| member.stock = stock), now(ui));
        }
    });
}

fn months(app: &mut Cordon, ui: &mut Ui, nation: &NationCode, member: &Member) {
    let plan = app.desk.shown();
    let rotation = plan.assumptions.rotation;
    let shown = plan.coalition.member(nation).cloned().unwrap_or_else(|| member.clone());
    line(app, ui, "From month", |app, ui| {
        let field = Field { name: "Start month", suffix: "", range: (0.0, 60.0), speed: 0.1, decimals: 0 };
        terms::number(app, ui, &field, f64::from(shown.start_month), |month| {
            Some(edited(member, |member| member.start_month = month.round() as u32))
        })
        .on_hover_text("The month in which its first soldiers arrive; 0 is the first.");
    });
    line(app, ui, "Tour", |app, ui| {
        let tint = |app: &Cordon, ui: &mut Ui, own: bool| {
            ui.visuals_mut().override_text_color = (!own).then(|| colour32(app.look.ui.tx3));
        };
        tint(app, ui, shown.tour_months.is_some());
        let field = Field { name: "Tour", suffix: " months", range: (0.5, 36.0), speed: 0.1, decimals: 1 };
        let months = shown.tour_months.unwrap_or(rotation.tour_months);
        terms::number(app, ui, &field, months, |months| {
            Some(edited(member, |member| member.tour_months = Some(months)))
        })
        .on_hover_text("Its own tour; the plan’s where none is typed.");
        tint(app, ui, shown.interval_months.is_some());
        let field =
            Field { name: "Interval", suffix: " months off", range: (0.0, 60.0), speed: 0.1, decimals: 1 };
        let months = shown.interval_months.unwrap_or(rotation.interval_months);
        terms::number(app, ui, &field, months, |months| {
            Some(edited(member, |member| member.interval_months = Some(months)))
        })
        .on_hover_text("Its own interval between two tours; the plan’s where none is typed.");
        ui.visuals_mut().override_text_color = None;
        let own = member.tour_months.is_some() || member.interval_months.is_some();
        if own && reset(app, ui, "The plan’s tour and interval") {
            let edit = edited(member, |member| (member.tour_months, member.interval_months) = (None, None));
            app.desk.apply(&edit, now(ui));
        }
    });
}

fn caveats(app: &mut Cordon, ui: &mut Ui, nation: &NationCode, member: &Member) {
    let atlas = std::sync::Arc::clone(&app.desk.atlas);
    let own = atlas.nations.get(&nation.0).map_or(&[][..], |known| known.caveats.as_slice());
    let mut set: Vec<String> = member.caveats.clone().unwrap_or_else(|| own.to_vec());
    let mut turned = false;
    ui.horizontal(|ui| {
        ui.label(RichText::new("Caveats").font(font(12.0, 600)));
        if member.caveats.is_some() && reset(app, ui, "Back to the atlas’s caveats") {
            app.desk.apply(&edited(member, |member| member.caveats = None), now(ui));
        }
    });
    for caveat in &atlas.posture.caveats {
        let mut on = set.contains(&caveat.id);
        let answer = ui.checkbox(&mut on, RichText::new(&caveat.name).font(font(12.0, 400)));
        let weight = match caveat.weight {
            crate::atlas::posture::Weight::Note => "only said",
            crate::atlas::posture::Weight::Strained => "strains where it hits",
            crate::atlas::posture::Weight::Unfit => "unfit where it hits",
        };
        let documents = chosen::documents(app, caveat.basis, &caveat.sources);
        if answer
            .on_hover_text(format!(
                "{}
{weight}. {documents}",
                caveat.text
            ))
            .changed()
        {
            set.retain(|id| *id != caveat.id);
            if on {
                set.push(caveat.id.clone());
            }
            turned = true;
        }
    }
    if turned {
        let same = set.len() == own.len() && own.iter().all(|id| set.contains(id));
        app.desk.apply(&edited(member, |member| member.caveats = (!same).then_some(set)), now(ui));
    }
}

fn note(app: &mut Cordon, ui: &mut Ui, nation: &NationCode, member: &Member) {
    if let Some(note) = remark(ui, &mut app.supply.note, nation, &member.note, "Remark on the nation") {
        app.desk.apply(&edited(member, |member| member.note = note), now(ui));
    }
    let said = *member != Member { name: member.name.clone(), ..Member::new(nation.clone()) };
    if said && ui.button(RichText::new("Reset everything").font(font(12.0, 500))).clicked() {
        nations::reset(app, nation, now(ui));
    }
}
