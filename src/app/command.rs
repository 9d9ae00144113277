//! Everything that can be done from a menu, a button or a key, in one list:
//! its text, its tooltip and its shortcut. The menus, the rail and the shortcut
//! sheet are made of it.

use egui::{Key, KeyboardShortcut, Modifiers};

/// One thing the user can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Command {
    /// An empty plan.
    New,
    /// The example plan.
    OpenExample,
    /// A plan from a file.
    Open,
    /// A map file drawn over the map.
    OpenLayer,
    /// Write the plan to its file.
    Save,
    /// Write the plan to another file.
    SaveAs,
    /// Write maps, slides, tables or geodata.
    Export,
    /// Close the window.
    Quit,
    /// Take the last edit back.
    Undo,
    /// Make the last undone edit again.
    Redo,
    /// Remove the selected zones.
    Delete,
    /// Give the selected zone another name.
    Rename,
    /// A copy of each selected zone behind it.
    Duplicate,
    /// Select every zone.
    SelectAll,
    /// Nearer.
    ZoomIn,
    /// Farther.
    ZoomOut,
    /// The whole plan.
    ZoomAll,
    /// The selected zone.
    ZoomToZone,
    /// A cursor on the map for the keyboard.
    MapCursor,
    /// A place by its name or by coordinates.
    Find,
    /// Lengths and bearings along a path, whatever tool is in the hand.
    Measure,
    /// Rings round places.
    Rings,
    /// Select and move.
    SelectTool,
    /// Draw round zones to select them.
    LassoTool,
    /// Draw a polygon.
    PolygonTool,
    /// Draw a corridor.
    CorridorTool,
    /// Place a hub or a site.
    PlaceTool,
    /// Take a stretch of the line of contact or of a border.
    StretchTool,
    /// Edit the corners of the selected zone.
    CornersTool,
    /// Cut zones along a drawn line.
    SplitTool,
    /// Reshape the line of contact.
    LineTool,
    /// Draw another line of contact.
    DrawLineTool,
    /// Oblasts, grid cells and settlements of the map.
    PaintTool,
    /// A zone that follows a line, a place, oblasts or other zones.
    FromMap,
    /// Let the selected zones follow nothing any more.
    Freeze,
    /// The selected zone as large as is typed.
    AreaTarget,
    /// One zone of the selected ones.
    Merge,
    /// Cut the others out of the first.
    Subtract,
    /// Keep what the first shares with the others.
    Intersect,
    /// A zone of each part.
    Separate,
    /// A rim more or less, in km.
    Grow,
    /// Fewer corners.
    Simplify,
    /// Move by a typed distance and bearing.
    MoveBy,
    /// Turn by a typed angle.
    Rotate,
    /// Scale by a typed factor.
    Scale,
    /// Keep the selected zones from every tool, or let go of them.
    ToggleLock,
    /// Up in the list.
    MoveUp,
    /// Down in the list.
    MoveDown,
    /// The selected zones onto the clipboard, as GeoJSON.
    Copy,
    /// The same, and out of the plan.
    Cut,
    /// Zones from the clipboard.
    Paste,
    /// Narrow gaps and overlaps between zones of one role.
    Borders,
    /// Everything that was done.
    History,
    /// Snap to corners, edges and lines.
    ToggleSnap,
    /// Take in the course of a line between two clicks on it.
    ToggleFollow,
    /// Move a corner in all zones that share it.
    ToggleShared,
    /// Cut new ground by the zones that are there.
    ToggleNoOverlap,
    /// Let a new zone grow to its neighbours.
    ToggleFill,
    /// Light or dark.
    ToggleTheme,
    /// English or Ukrainian names on the map.
    ToggleNames,
    /// The legend on the map.
    ToggleLegend,
    /// The list of layers drawn over the map.
    ToggleLayers,
    /// Opens the section of tiles under the map.
    Tiles,
    /// The plan's zones and their need.
    PlanView,
    /// The plan beside the published estimates.
    CompareView,
    /// The slides.
    BriefView,
    /// Who could fill the zones, nation by nation.
    SupplyView,
    /// Let the program fill the zones.
    FillZones,
    /// Look longer for a better filling.
    ProveFilling,
    /// Take every contingent that is not locked out of its zone.
    EmptyZones,
    /// Deployed, preparing and recovering by month.
    Timeline,
    /// The same zones under each mission.
    Missions,
    /// How near the zones are to the line.
    Exposure,
    /// Rules of engagement, zone by zone.
    Incident,
    /// The numbers of the debate, reckoned again.
    Presets,
    /// Contingents on the map.
    ToggleFootprints,
    /// Distance bands along the line.
    ToggleBands,
    /// Rotation, displacement, enablers.
    Assumptions,
    /// Show the slides from the first.
    Present,
    /// Show the slides from the one shown last.
    PresentHere,
    /// Notes, clock and the next slide for the speaker.
    Presenter,
    /// Cut from one view to the next instead of flying.
    ToggleStill,
    /// This list.
    Shortcuts,
    /// Where the map and the figures come from.
    Sources,
}

impl Command {
    /// All commands, in the order of the menus.
    pub const ALL: [Self; 84] = [
        Self::New,
        Self::OpenExample,
        Self::Open,
        Self::OpenLayer,
        Self::Save,
        Self::SaveAs,
        Self::Export,
        Self::Quit,
        Self::Undo,
        Self::Redo,
        Self::Delete,
        Self::Rename,
        Self::Duplicate,
        Self::SelectAll,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::ZoomAll,
        Self::ZoomToZone,
        Self::MapCursor,
        Self::Find,
        Self::Measure,
        Self::Rings,
        Self::ToggleTheme,
        Self::ToggleNames,
        Self::ToggleLegend,
        Self::ToggleLayers,
        Self::Tiles,
        Self::PlanView,
        Self::SupplyView,
        Self::CompareView,
        Self::BriefView,
        Self::ToggleFootprints,
        Self::ToggleBands,
        Self::FillZones,
        Self::ProveFilling,
        Self::EmptyZones,
        Self::Timeline,
        Self::Missions,
        Self::Exposure,
        Self::Incident,
        Self::Presets,
        Self::SelectTool,
        Self::LassoTool,
        Self::PolygonTool,
        Self::CorridorTool,
        Self::PlaceTool,
        Self::StretchTool,
        Self::CornersTool,
        Self::SplitTool,
        Self::LineTool,
        Self::DrawLineTool,
        Self::PaintTool,
        Self::FromMap,
        Self::Freeze,
        Self::Merge,
        Self::Subtract,
        Self::Intersect,
        Self::Separate,
        Self::Grow,
        Self::Simplify,
        Self::MoveBy,
        Self::Rotate,
        Self::Scale,
        Self::AreaTarget,
        Self::ToggleLock,
        Self::MoveUp,
        Self::MoveDown,
        Self::Copy,
        Self::Cut,
        Self::Paste,
        Self::Borders,
        Self::History,
        Self::ToggleSnap,
        Self::ToggleFollow,
        Self::ToggleShared,
        Self::ToggleNoOverlap,
        Self::ToggleFill,
        Self::Assumptions,
        Self::Present,
        Self::PresentHere,
        Self::Presenter,
        Self::ToggleStill,
        Self::Shortcuts,
        Self::Sources,
    ];

    /// The text of the menu item; "…" where more is asked for.
    pub const fn text(self) -> &'static str {
        match self {
            Self::New => "New plan",
            Self::OpenExample => "Open the example plan",
            Self::Open => "Open…",
            Self::OpenLayer => "Open as layer…",
            Self::Save => "Save",
            Self::SaveAs => "Save as…",
            Self::Export => "Export…",
            Self::Quit => "Quit",
            Self::Undo => "Undo",
            Self::Redo => "Redo",
            Self::Delete => "Delete zone",
            Self::Rename => "Rename zone",
            Self::Duplicate => "Duplicate zone",
            Self::SelectAll => "Select all zones",
            Self::ZoomIn => "Zoom in",
            Self::ZoomOut => "Zoom out",
            Self::ZoomAll => "Zoom to all",
            Self::ZoomToZone => "Zoom to zone",
            Self::MapCursor => "Keyboard cursor",
            Self::Find => "Find a place…",
            Self::Measure => "Measure a path",
            Self::Rings => "Radius rings…",
            Self::SelectTool => "Select and move",
            Self::LassoTool => "Select with a lasso",
            Self::PolygonTool => "Draw a polygon",
            Self::CorridorTool => "Draw a corridor",
            Self::PlaceTool => "Place a hub or site",
            Self::StretchTool => "Take a stretch of the line",
            Self::CornersTool => "Edit corners",
            Self::SplitTool => "Split by a line",
            Self::LineTool => "Edit the line of contact",
            Self::DrawLineTool => "Draw a line of contact",
            Self::PaintTool => "Paint from the map",
            Self::FromMap => "From the map…",
            Self::Freeze => "Freeze",
            Self::Merge => "Merge",
            Self::Subtract => "Subtract",
            Self::Intersect => "Intersect",
            Self::Separate => "Parts into zones",
            Self::Grow => "Grow or shrink…",
            Self::Simplify => "Simplify…",
            Self::MoveBy => "Move by…",
            Self::Rotate => "Rotate…",
            Self::Scale => "Scale…",
            Self::AreaTarget => "Area target…",
            Self::ToggleLock => "Lock zone",
            Self::MoveUp => "Up in the list",
            Self::MoveDown => "Down in the list",
            Self::Copy => "Copy",
            Self::Cut => "Cut",
            Self::Paste => "Paste",
            Self::Borders => "Check borders…",
            Self::History => "History…",
            Self::ToggleSnap => "Snap",
            Self::ToggleFollow => "Follow lines",
            Self::ToggleShared => "Shared corners",
            Self::ToggleNoOverlap => "No overlap",
            Self::ToggleFill => "Fill gaps",
            Self::ToggleTheme => "Light or dark",
            Self::ToggleNames => "Ukrainian names",
            Self::ToggleLegend => "Legend",
            Self::ToggleLayers => "Layers and line of contact…",
            Self::Tiles => "Background tiles…",
            Self::PlanView => "Plan",
            Self::CompareView => "Compare",
            Self::SupplyView => "Supply",
            Self::BriefView => "Brief",
            Self::FillZones => "Fill the zones",
            Self::ProveFilling => "Look for a better filling…",
            Self::EmptyZones => "Empty the zones",
            Self::Timeline => "Rotation by month…",
            Self::Missions => "Monitor, deter or be there…",
            Self::Exposure => "Distance to the line…",
            Self::Incident => "What happens if a soldier is shot?…",
            Self::Presets => "Numbers of the debate…",
            Self::ToggleFootprints => "Contingents on the map",
            Self::ToggleBands => "Distance bands",
            Self::Assumptions => "Assumptions…",
            Self::Present => "Present",
            Self::PresentHere => "Present from the last slide shown",
            Self::Presenter => "Presenter window",
            Self::ToggleStill => "Reduced motion",
            Self::Shortcuts => "Shortcuts",
            Self::Sources => "Sources and attribution",
        }
    }

    /// What it does, a sentence.
    #[allow(clippy::too_many_lines, reason = "one sentence for each command, all in one place")]
    pub const fn tooltip(self) -> &'static str {
        match self {
            Self::New => "Start an empty plan.",
            Self::OpenExample => "Open the example: a monitored line, a deterrent sector, hubs and sites.",
            Self::Open => "Open a plan, or look into a map file and take it in.",
            Self::OpenLayer => "Draw a map file over the map, without making zones of it.",
            Self::Save => "Write the plan to its file.",
            Self::SaveAs => "Write the plan to another file.",
            Self::Export => "Write a map page, slides, tables or geodata.",
            Self::Quit => "Close the window; asks about unsaved changes.",
            Self::Undo => "Take the last edit back; while drawing, the last corner.",
            Self::Redo => "Make the edit again that was taken back.",
            Self::Delete => "Remove the selected zones from the plan.",
            Self::Rename => "Type another name for the selected zone, in its row.",
            Self::Duplicate => "Add a copy of each selected zone.",
            Self::SelectAll => "Select every zone of the plan.",
            Self::ZoomIn => "Show less, larger.",
            Self::ZoomOut => "Show more, smaller.",
            Self::ZoomAll => "Show the whole plan.",
            Self::ZoomToZone => "Show the selected zone.",
            Self::MapCursor => {
                "A cursor on the map for the keyboard: arrows move it, Space clicks, Enter takes, Tab goes on."
            }
            Self::Find => "A place by its name, by coordinates or by a grid reference; also /.",
            Self::Measure => {
                "Lengths, bearings and area along clicked points, over any tool; once more ends."
            }
            Self::Rings => "Rings of typed radii round a place; not part of the plan.",
            Self::SelectTool => {
                "Click a zone to select it, drag it to move it, drag its corners; Shift+drag selects by a box."
            }
            Self::LassoTool => "Draw round zones: what the line holds or touches is selected.",
            Self::PolygonTool => {
                "Click corners; Enter, double click or the first corner finishes. Or draw with the button held."
            }
            Self::CorridorTool => "Draw a line, then drag or type its depth in km.",
            Self::PlaceTool => "Press at the centre and drag the radius, or type it.",
            Self::StretchTool => "Click two points on the line of contact or a border, then give the depth.",
            Self::CornersTool => "Drag corners, insert them at midpoints, delete them.",
            Self::SplitTool => "Draw a line across zones; Enter cuts them along it.",
            Self::LineTool => "Drag, insert and delete corners of the line; belts tied to it are cut again.",
            Self::DrawLineTool => {
                "Draw another line of contact; it is put in force, the others stay in the list."
            }
            Self::PaintTool => {
                "Click oblasts, paint grid cells or settlements; once more changes between them."
            }
            Self::FromMap => "All within km of a line, a place or a zone; oblasts; one less the other.",
            Self::Freeze => {
                "Keep the outlines of the selected zones as they are: they follow nothing any more."
            }
            Self::Merge => "The zone selected first takes in the ground of the others, which go.",
            Self::Subtract => "Cut the other selected zones out of the one selected first.",
            Self::Intersect => "The zone selected first keeps only what it shares with the others.",
            Self::Separate => "Make a zone of each part of the selected zone.",
            Self::Grow => "Grow or shrink the selected zones by typed kilometres.",
            Self::Simplify => "Drop corners within a tolerance; shows the km² lost first.",
            Self::MoveBy => "Move the selected zones by a typed distance and bearing.",
            Self::Rotate => "Turn the selected zones about their middle by a typed angle.",
            Self::Scale => "Make the selected zones larger or smaller by a typed factor.",
            Self::AreaTarget => "Make the selected zone as large as you type, by depth, radius or a rim.",
            Self::ToggleLock => "Keep the selected zones from every tool; once more lets go.",
            Self::MoveUp => "Move the selected zones up in the list.",
            Self::MoveDown => "Move the selected zones down in the list.",
            Self::Copy => "Put the selected zones on the clipboard as GeoJSON.",
            Self::Cut => "Put the selected zones on the clipboard and take them out of the plan.",
            Self::Paste => "Add the zones of any GeoJSON on the clipboard.",
            Self::Borders => "Find narrow gaps and overlaps between zones of one role, and mend them.",
            Self::History => "Everything that was done, to jump in.",
            Self::ToggleSnap => "Snap to corners, edges, borders, rivers and lines; Alt inverts it.",
            Self::ToggleFollow => {
                "Between two clicks on one border, river or outline, draw along it; Shift inverts it."
            }
            Self::ToggleShared => "Move a corner in all zones that share it; with Shift in one only.",
            Self::ToggleNoOverlap => "New ground is cut by the zones that are there.",
            Self::ToggleFill => {
                "A new zone grows across narrow gaps; a double click in a closed gap makes the zone that fills it."
            }
            Self::ToggleTheme => "Change between the light and the dark theme.",
            Self::ToggleNames => "Show Ukrainian names on the map instead of English ones.",
            Self::ToggleLegend => "Fold or unfold the legend.",
            Self::ToggleLayers => "Layers drawn over the map, and the line the plan is measured along.",
            Self::Tiles => "A map from the web or from a file under the zones; nothing is fetched unasked.",
            Self::PlanView => "Zones, need and derivation.",
            Self::BriefView => "Slides: made from the view, put in order, edited.",
            Self::CompareView => "The plan beside the published estimates.",
            Self::SupplyView => "Nations: what each can sustain, offers and where it goes.",
            Self::FillZones => "Share the nations out among the zones; what is locked stays.",
            Self::ProveFilling => "Search on a worker for a filling closer to the best there can be.",
            Self::EmptyZones => "Take every contingent that is not locked out of its zone.",
            Self::Timeline => "Deployed, preparing and recovering, nation by nation and month by month.",
            Self::Missions => "The plan as it is beside the same zones under each mission.",
            Self::Exposure => {
                "The share of each zone’s ground and people within range of the line of contact."
            }
            Self::Incident => {
                "Rules of engagement, lead nation, nearest reserve and distance to the line, zone by zone."
            }
            Self::Presets => "40 000, 100 000, Bosnia and Kosovo, each with its arithmetic.",
            Self::ToggleFootprints => "Show where each contingent stands, with its unit and strength.",
            Self::ToggleBands => "Show the ground within 10, 25, 50 and 100 km of the line of contact.",
            Self::Assumptions => "Rotation, displaced people, enablers, the plan's title and date.",
            Self::Present => "Show the slides full screen, from the first.",
            Self::PresentHere => "Show the slides full screen, from the one that was shown last.",
            Self::Presenter => "Show the slides, with notes, clock and the next slide for the speaker.",
            Self::ToggleStill => "While presenting, cut from one map to the next instead of flying.",
            Self::Shortcuts => "Every key and what it does.",
            Self::Sources => "Where the map and the figures come from, with licence and date.",
        }
    }

    /// The key that asks for it, where there is one.
    pub const fn shortcut(self) -> Option<KeyboardShortcut> {
        const NONE: Modifiers = Modifiers::NONE;
        const CTRL: Modifiers = Modifiers::COMMAND;
        const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
        let (modifiers, key) = match self {
            Self::New => (CTRL, Key::N),
            Self::Open => (CTRL, Key::O),
            Self::OpenLayer => (CTRL_SHIFT, Key::O),
            Self::Save => (CTRL, Key::S),
            Self::SaveAs => (CTRL_SHIFT, Key::S),
            Self::Export => (CTRL, Key::E),
            Self::Quit => (CTRL, Key::Q),
            Self::Undo => (CTRL, Key::Z),
            Self::Redo => (CTRL_SHIFT, Key::Z),
            Self::Delete => (NONE, Key::Delete),
            Self::Rename => (NONE, Key::F2),
            Self::Duplicate => (CTRL, Key::D),
            Self::SelectAll => (CTRL, Key::A),
            Self::ZoomIn => (CTRL, Key::Plus),
            Self::ZoomOut => (CTRL, Key::Minus),
            Self::ZoomAll => (CTRL, Key::Num0),
            Self::ZoomToZone => (NONE, Key::Z),
            Self::MapCursor => (NONE, Key::X),
            Self::Find => (CTRL, Key::F),
            Self::Measure => (NONE, Key::D),
            Self::Rings => (NONE, Key::O),
            Self::SelectTool => (NONE, Key::Num1),
            Self::LassoTool => (NONE, Key::Q),
            Self::PolygonTool => (NONE, Key::Num2),
            Self::CorridorTool => (NONE, Key::Num3),
            Self::PlaceTool => (NONE, Key::Num4),
            Self::StretchTool => (NONE, Key::Num5),
            Self::CornersTool => (NONE, Key::Num6),
            Self::SplitTool => (NONE, Key::Num7),
            Self::LineTool => (NONE, Key::Num8),
            Self::DrawLineTool => (NONE, Key::W),
            Self::PaintTool => (NONE, Key::Num9),
            Self::Merge => (CTRL, Key::M),
            Self::Grow => (NONE, Key::G),
            Self::MoveBy => (NONE, Key::V),
            Self::ToggleLock => (NONE, Key::K),
            Self::MoveUp => (CTRL, Key::ArrowUp),
            Self::MoveDown => (CTRL, Key::ArrowDown),
            Self::Copy => (CTRL, Key::C),
            Self::Cut => (CTRL, Key::X),
            Self::Paste => (CTRL, Key::V),
            Self::History => (CTRL_SHIFT, Key::H),
            Self::ToggleSnap => (NONE, Key::S),
            Self::ToggleFollow => (NONE, Key::E),
            Self::ToggleTheme => (NONE, Key::T),
            Self::ToggleNames => (NONE, Key::U),
            Self::ToggleLegend => (NONE, Key::L),
            Self::ToggleLayers => (NONE, Key::Y),
            Self::Assumptions => (NONE, Key::A),
            Self::Shortcuts => (NONE, Key::F1),
            Self::Present => (NONE, Key::F5),
            Self::PresentHere => (Modifiers::SHIFT, Key::F5),
            Self::Presenter => (NONE, Key::F6),
            Self::FillZones => (NONE, Key::F),
            Self::ToggleFootprints => (NONE, Key::C),
            Self::ToggleBands => (NONE, Key::B),
            Self::Timeline => (NONE, Key::R),
            Self::Missions => (NONE, Key::M),
            Self::PlanView => (CTRL, Key::Num1),
            Self::SupplyView => (CTRL, Key::Num2),
            Self::CompareView => (CTRL, Key::Num3),
            Self::BriefView => (CTRL, Key::Num4),
            Self::OpenExample
            | Self::ToggleShared
            | Self::ToggleNoOverlap
            | Self::ToggleFill
            | Self::ProveFilling
            | Self::ToggleStill
            | Self::EmptyZones
            | Self::Exposure
            | Self::Incident
            | Self::Presets
            | Self::Subtract
            | Self::Intersect
            | Self::Separate
            | Self::Simplify
            | Self::Rotate
            | Self::Scale
            | Self::FromMap
            | Self::Freeze
            | Self::AreaTarget
            | Self::Borders
            | Self::Tiles
            | Self::Sources => return None,
        };
        Some(KeyboardShortcut::new(modifiers, key))
    }

    /// The shortcut as text: "Ctrl+Shift+S".
    pub fn keys(self) -> Option<String> {
        let shortcut = self.shortcut()?;
        let mut text = String::new();
        if shortcut.modifiers.command {
            text.push_str("Ctrl+");
        }
        if shortcut.modifiers.shift {
            text.push_str("Shift+");
        }
        text.push_str(match shortcut.logical_key {
            Key::Plus => "+",
            Key::Minus => "−",
            Key::Delete => "Del",
            Key::ArrowUp => "↑",
            Key::ArrowDown => "↓",
            key => key.name(),
        });
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_commands_share_a_key() {
        for (place, command) in Command::ALL.iter().enumerate() {
            for other in &Command::ALL[place + 1..] {
                if let (Some(one), Some(two)) = (command.shortcut(), other.shortcut()) {
                    assert_ne!(one, two, "{command:?} and {other:?}");
                }
                assert_ne!(command.text(), other.text());
            }
            assert!(command.tooltip().ends_with('.'), "{command:?}");
        }
    }
}
