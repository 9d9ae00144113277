//! What lies under the plan: the groups of the base map, and tiles.

use egui::{CollapsingHeader, RichText, Role, TextEdit, Ui, WidgetInfo, vec2};

use super::cache;
use super::panel::{opacity, row};
use super::tiles::{From, State};
use super::web::PRESETS;
use crate::app::Cordon;
use crate::app::command::Command;
use crate::app::theme::{colour32, font};
use crate::scene::labels::Label;
use crate::scene::{Group, Shades, marks};

/// Width of the name of a group.
const SWITCH: f32 = 172.0;

/// Shows both sections.
pub fn show(app: &mut Cordon, ui: &mut Ui) {
    ui.add_space(4.0);
    let title = |text: &str| RichText::new(text).font(font(12.5, 700));
    CollapsingHeader::new(title("Base map")).id_salt("base map").show(ui, |ui| groups(app, ui));
    let reveal = std::mem::take(&mut app.tiles.reveal).then_some(true);
    let section = CollapsingHeader::new(title("Background tiles")).id_salt("tiles").open(reveal);
    let shown = section.show(ui, |ui| tiles(app, ui));
    if reveal.is_some() {
        shown.header_response.scroll_to_me(Some(egui::Align::TOP));
    }
}

/// The groups of the base map, then what else can be drawn on it.
fn groups(app: &mut Cordon, ui: &mut Ui) {
    for group in Group::ALL {
        let (title, before) = (group.title(), app.shades.of(group));
        let (mut on, mut shade) = (before > 0.0, if before > 0.0 { before } else { 1.0 });
        ui.horizontal(|ui| {
            ui.set_min_height(24.0);
            // Checkboxes of one width, so that the sliders stand in a column.
            let layout = egui::Layout::left_to_right(egui::Align::Center);
            ui.allocate_ui_with_layout(vec2(SWITCH, 24.0), layout, |ui| {
                ui.set_min_width(SWITCH);
                ui.checkbox(&mut on, title);
            });
            if on && group != Group::Ground {
                opacity(ui, &mut shade, &format!("Opacity of {}", title.to_lowercase()));
            }
        });
        // Below a twentieth nothing is seen: that is what the switch is for.
        app.shades = app.shades.with(group, if on { shade.max(0.05) } else { 0.0 });
    }
    ui.checkbox(&mut app.footprints, "Contingents");
    ui.checkbox(&mut app.bands, "Distance bands");
    ui.horizontal(|ui| {
        if ui.button("All as at first").clicked() {
            app.shades = Shades::default();
        }
    });
}

fn tiles(app: &mut Cordon, ui: &mut Ui) {
    let tx2 = colour32(app.look.ui.tx2);
    let text = "A map from elsewhere under the zones. Nothing is fetched unless you choose the web here.";
    ui.label(RichText::new(text).color(tx2));
    let now = app.tiles.from();
    let ctx = ui.ctx().clone();
    if ui.radio(now == From::Nowhere, "None: no network").clicked() {
        app.tiles.close();
        app.tiles.refusal = None;
    }
    if ui.radio(now == From::Web, "From the web, at the address below").clicked() {
        fetch(app, &ctx);
    }
    let file = app.tiles.file.as_ref().map(|file| format!("From the file {}", file.name));
    match file {
        Some(text) => {
            if ui.radio(now == From::File, text).clicked() {
                app.tiles.show_file(&ctx);
            }
        }
        None => {
            if ui.button("Open a PMTiles file…").on_hover_text("Raster tiles, PNG or JPEG.").clicked() {
                app.run(Command::OpenLayer, &ctx);
            }
        }
    }
    ui.add_space(2.0);
    address(app, ui);
    row(ui, "Opacity", |ui| {
        if opacity(ui, &mut app.tiles.choice.opacity, "Opacity of the tiles") {
            store(app);
        }
    });
    if ui.checkbox(&mut app.tiles.choice.names, "Names of the base map over the tiles").changed() {
        store(app);
    }
    said(app, ui);
    kept(app, ui);
}

/// The address and whose the tiles are, to be filled by a preset or by hand.
fn address(app: &mut Cordon, ui: &mut Ui) {
    let mut settled = false;
    let choice = &mut app.tiles.choice;
    let before = choice.clone();
    ui.menu_button("Fill in an address", |ui| {
        for (name, address, whose) in PRESETS {
            if ui.button(name).on_hover_text(address).clicked() {
                (choice.address, choice.attribution) = (address.to_owned(), whose.to_owned());
                settled = true;
                ui.close();
            }
        }
    });
    for (words, name, text, hint) in [
        ("Address", "Address of the tiles", &mut choice.address, "https://…/{z}/{x}/{y}.png"),
        ("Credit", "Whose the tiles are", &mut choice.attribution, "© OpenStreetMap contributors"),
    ] {
        row(ui, words, |ui| {
            let field = TextEdit::singleline(text).desired_width(250.0).char_limit(400).hint_text(hint);
            let response = ui.add(field);
            response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, name));
            settled |= response.lost_focus();
        });
    }
    // Another address is not fetched from before the user has chosen the web once more.
    if app.tiles.choice.address != before.address && app.tiles.from() == From::Web {
        app.tiles.close();
    }
    if settled {
        store(app);
    }
}

fn fetch(app: &mut Cordon, ctx: &egui::Context) {
    app.tiles.fetch(ctx);
    store(app);
}

fn store(app: &mut Cordon) {
    if app.settings.tiles != app.tiles.choice {
        app.settings.tiles = app.tiles.choice.clone();
        app.settings.store();
    }
}

/// What the tiles are doing, or what is wrong.
fn said(app: &mut Cordon, ui: &mut Ui) {
    let look = app.look.clone();
    let (short, tx2) = (colour32(look.ui.short), colour32(look.ui.tx2));
    if let Some(refusal) = &app.tiles.refusal {
        ui.label(RichText::new(refusal.to_string()).color(short));
        return;
    }
    let state = app.tiles.state();
    let text = match &state {
        State::Off => "Nothing is fetched.".to_owned(),
        State::File(name) => match app.tiles.too_far_out(&app.view, app.map_scale) {
            Some(zoom) => format!("{name} has tiles from zoom {zoom} on: zoom in."),
            None => "Read from the disk. Nothing is fetched.".to_owned(),
        },
        State::Web(server, 0) => format!("All tiles of the sheet are here, from {server}."),
        State::Web(server, missing) => {
            format!("{missing} tiles to come from {server}, two at a time.")
        }
        State::Stopped(why) => format!("Stopped. {why}"),
    };
    let stopped = matches!(state, State::Stopped(_));
    ui.label(RichText::new(text).color(if stopped { short } else { tx2 }));
    if let Some(trouble) = app.tiles.trouble().filter(|_| !stopped) {
        ui.label(RichText::new(trouble).color(short));
    }
    if app.tiles.trouble().is_some() && ui.button("Try again").clicked() {
        app.tiles.try_again();
    }
}

/// What is kept on the disk.
fn kept(app: &Cordon, ui: &mut Ui) {
    let Some(home) = app.tiles.home.clone() else { return };
    ui.horizontal(|ui| {
        let text = format!("Kept on the disk: at most {} MB", cache::MOST >> 20);
        ui.label(RichText::new(text).color(colour32(app.look.ui.tx2)))
            .on_hover_text(home.display().to_string());
        if ui.button("Delete them").clicked() {
            std::thread::spawn(move || cache::empty(&home));
        }
    });
}

/// What a test can ask of the map.
impl Cordon {
    /// The names that stand on the map, as far as they are placed.
    pub fn labels_on_the_map(&self) -> Vec<String> {
        self.placement.labels().iter().map(Label::text).collect()
    }

    /// The layers that are drawn, the lowest first.
    pub fn layers_shown(&self) -> Vec<&str> {
        self.layers.iter().filter(|layer| layer.style.shown).map(|layer| layer.name.as_str()).collect()
    }

    /// The line that says whose the map is.
    pub fn credit_on_the_map(&self) -> String {
        let note = marks::line_note(self.desk.shown(), &self.desk.atlas);
        crate::app::map::credit(self, marks::attribution(&note))
    }
}

/// How strongly the base map is drawn now: under tiles the ground and, unless they are wanted,
/// waters and names step back.
pub fn shades(app: &Cordon) -> Shades {
    let shown = app.shades;
    if !app.tiles.has_any() {
        return shown;
    }
    let shown = shown.with(Group::Ground, 0.0);
    if app.tiles.choice.names {
        return shown;
    }
    let gone =
        [Group::Waters, Group::Expanses, Group::Settlements, Group::Airports, Group::Ports, Group::Plants];
    gone.into_iter().fold(shown, |shown, group| shown.with(group, 0.0))
}
