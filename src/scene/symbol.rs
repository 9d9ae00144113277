//! Unit symbols in the style of the NATO joint military symbology (APP-6).
//!
//! Everything is measured in L, the height of the frame. A friendly land unit
//! has a frame of 1.5 L by 1 L; the octagon that holds most icons is 1 L high
//! and wide and stands in its middle; the marks of the echelon stand 0.1 L
//! above the frame and are 0.25 L high; the staff of a headquarters reaches
//! 1 L down from the lower left corner. An icon that fills the frame, as the
//! infantry's, reaches its corners instead of the octagon.

use super::crowd::Frame;
use super::drawing::{Drawing, Spot, Stroke};
use super::look::{Colour, Look};

/// Width of the frame of a friendly land unit, in L.
pub const FRAME_WIDTH: f32 = 1.5;

/// Room between the frame and the marks of the echelon, in L.
pub const ECHELON_GAP: f32 = 0.1;

/// Height of the marks of the echelon, in L.
pub const ECHELON_HEIGHT: f32 = 0.25;

/// Distance between the middles of neighbouring strokes, in L.
const STROKE_STEP: f32 = 0.2;

/// Distance between the middles of neighbouring crosses, in L.
const CROSS_STEP: f32 = 0.35;

/// Distance between the middles of neighbouring dots, in L.
const DOT_STEP: f32 = 0.3;

/// Radius of a dot, in L.
const DOT: f32 = 0.075;

/// Reach of the staff of a headquarters below the frame, in L.
pub const STAFF: f32 = 1.0;

/// Width of a line, in L, where the symbol is large; see [`Pens`].
const LINE: f32 = 0.04;

/// The size of a unit, by its marks above the frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Echelon {
    /// A crew or team: a ring, crossed out.
    Team,
    /// A squad: •.
    Squad,
    /// A section: ••.
    Section,
    /// A platoon: •••.
    Platoon,
    /// A company: I.
    Company,
    /// A battalion or a battlegroup: II.
    #[default]
    Battalion,
    /// A regiment: III.
    Regiment,
    /// A brigade: X.
    Brigade,
    /// A division: XX.
    Division,
    /// A corps: XXX.
    Corps,
}

impl Echelon {
    /// All of them, the smallest first.
    pub const ALL: [Self; 10] = [
        Self::Team,
        Self::Squad,
        Self::Section,
        Self::Platoon,
        Self::Company,
        Self::Battalion,
        Self::Regiment,
        Self::Brigade,
        Self::Division,
        Self::Corps,
    ];

    /// The name in files: `brigade`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Team => "team",
            Self::Squad => "squad",
            Self::Section => "section",
            Self::Platoon => "platoon",
            Self::Company => "company",
            Self::Battalion => "battalion",
            Self::Regiment => "regiment",
            Self::Brigade => "brigade",
            Self::Division => "division",
            Self::Corps => "corps",
        }
    }

    /// The echelon of a name in a file.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|echelon| echelon.name() == name)
    }

    /// What the marks are, and how many.
    const fn marks(self) -> (Sign, u8) {
        match self {
            Self::Team => (Sign::Ring, 1),
            Self::Squad => (Sign::Dot, 1),
            Self::Section => (Sign::Dot, 2),
            Self::Platoon => (Sign::Dot, 3),
            Self::Company => (Sign::Stroke, 1),
            Self::Battalion => (Sign::Stroke, 2),
            Self::Regiment => (Sign::Stroke, 3),
            Self::Brigade => (Sign::Cross, 1),
            Self::Division => (Sign::Cross, 2),
            Self::Corps => (Sign::Cross, 3),
        }
    }
}

/// A mark of an echelon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Ring,
    Dot,
    Stroke,
    Cross,
}

/// What a unit is for, by the icon in its frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Function {
    /// Infantry in armoured vehicles: crossed diagonals and the track.
    #[default]
    MechanisedInfantry,
    /// Infantry: crossed diagonals.
    Infantry,
    /// Armour: the track.
    Armour,
    /// Reconnaissance: one diagonal.
    Reconnaissance,
    /// Observers and monitors: a triangle.
    Observer,
    /// Engineers: a bridge.
    Engineer,
    /// Medical: a cross from side to side.
    Medical,
    /// Signals: a flash.
    Signal,
    /// Air defence: an arch.
    AirDefence,
    /// No icon: the size of the unit is known, its kind is not.
    Unspecified,
}

impl Function {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::MechanisedInfantry,
        Self::Infantry,
        Self::Armour,
        Self::Reconnaissance,
        Self::Observer,
        Self::Engineer,
        Self::Medical,
        Self::Signal,
        Self::AirDefence,
        Self::Unspecified,
    ];
}

/// A friendly land unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unit {
    /// Its icon.
    pub function: Function,
    /// The marks above its frame.
    pub echelon: Option<Echelon>,
    /// Whether it is a headquarters, with a staff at the lower left.
    pub headquarters: bool,
}

/// Line widths of a symbol: 0.04 L, and on a small symbol so much that the
/// lines stay lines. At a plate's 14 points a frame of 0.56 points is grey;
/// of 0.8, 1.0 and 1.2 the last stands out like the text beside it, and the
/// icon is left a little lighter so that its crossing does not clot.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Pens {
    frame: f32,
    icon: f32,
    echelon: f32,
}

impl Pens {
    fn of(height: f32) -> Self {
        let wide = LINE * height;
        Self { frame: wide.max(1.2), icon: wide.max(1.0), echelon: wide.max(1.2) }
    }
}

/// The colours of a symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitInk {
    /// Inside of the frame.
    pub fill: Colour,
    /// Frame and icon, which stand on the fill.
    pub frame: Colour,
    /// The marks above the frame and the staff below, which stand on the ground.
    pub outside: Colour,
}

impl UnitInk {
    /// The colours of a look, on its plates.
    pub const fn of(look: &Look) -> Self {
        Self { fill: look.map.unit_fill, frame: look.map.unit_frame, outside: look.ui.tx }
    }
}

impl Unit {
    /// Mechanised infantry of an echelon: what a contingent is where nothing else is said.
    pub const fn of(echelon: Echelon) -> Self {
        Self { function: Function::MechanisedInfantry, echelon: Some(echelon), headquarters: false }
    }

    /// The box of its frame, of a height, around its middle.
    pub fn frame(at: Spot, height: f32) -> Frame {
        Frame::around(at, [height * FRAME_WIDTH / 2.0, height / 2.0])
    }

    /// The box of all of it but the width of its lines.
    pub fn bounds(&self, at: Spot, height: f32) -> Frame {
        let mut bounds = Self::frame(at, height);
        if self.echelon.is_some() {
            bounds.min[1] -= (ECHELON_GAP + ECHELON_HEIGHT) * height;
        }
        if self.headquarters {
            bounds.max[1] += STAFF * height;
        }
        bounds
    }

    /// Adds it with its frame of a height around a point.
    pub fn draw(&self, at: Spot, height: f32, ink: UnitInk, drawing: &mut Drawing) {
        let (frame, pens) = (Self::frame(at, height), Pens::of(height));
        drawing.rect(frame.min, frame.max, 0.0, Some(ink.fill), None);
        let icon = Icon { at, height, width: pens.icon, colour: ink.frame };
        icon.draw(self.function, drawing);
        let edge = Stroke { width: pens.frame, colour: ink.frame };
        drawing.rect(frame.min, frame.max, 0.0, None, Some(edge));
        if self.headquarters {
            let foot = [frame.min[0], frame.max[1]];
            drawing.line(vec![foot, [foot[0], foot[1] + STAFF * height]], pens.frame, ink.outside);
        }
        if let Some(echelon) = self.echelon {
            let base = [at[0], frame.min[1] - ECHELON_GAP * height];
            let marks = Icon { at: base, height, width: pens.echelon, colour: ink.outside };
            marks.echelon(echelon, drawing);
        }
    }
}

/// Lines of one width and colour around a point, measured in L.
struct Icon {
    at: Spot,
    height: f32,
    width: f32,
    colour: Colour,
}

impl Icon {
    fn spot(&self, [x, y]: [f32; 2]) -> Spot {
        [self.at[0] + x * self.height, self.at[1] + y * self.height]
    }

    fn line(&self, points: &[[f32; 2]], drawing: &mut Drawing) {
        drawing.line(points.iter().map(|&at| self.spot(at)).collect(), self.width, self.colour);
    }

    fn ring(&self, points: impl Iterator<Item = [f32; 2]>, drawing: &mut Drawing) {
        drawing.stroke(points.map(|at| self.spot(at)).collect(), self.width, self.colour, None, true);
    }

    fn draw(&self, function: Function, drawing: &mut Drawing) {
        const SIDE: f32 = FRAME_WIDTH / 2.0;
        match function {
            Function::MechanisedInfantry => {
                self.draw(Function::Infantry, drawing);
                self.draw(Function::Armour, drawing);
            }
            Function::Infantry => {
                self.line(&[[-SIDE, -0.5], [SIDE, 0.5]], drawing);
                self.line(&[[-SIDE, 0.5], [SIDE, -0.5]], drawing);
            }
            Function::Armour => self.ring(track(), drawing),
            Function::Reconnaissance => self.line(&[[-SIDE, 0.5], [SIDE, -0.5]], drawing),
            Function::Observer => {
                self.ring([[0.0, -0.2], [0.25, 0.2], [-0.25, 0.2]].into_iter(), drawing);
            }
            Function::Engineer => {
                self.line(&[[-0.3, 0.17], [-0.3, -0.17], [0.3, -0.17], [0.3, 0.17]], drawing);
                self.line(&[[0.0, -0.17], [0.0, 0.17]], drawing);
            }
            Function::Medical => {
                self.line(&[[-SIDE, 0.0], [SIDE, 0.0]], drawing);
                self.line(&[[0.0, -0.5], [0.0, 0.5]], drawing);
            }
            Function::Signal => {
                self.line(&[[-SIDE, -0.5], [0.0, 0.15], [0.0, -0.15], [SIDE, 0.5]], drawing);
            }
            Function::AirDefence => {
                let arch = (0..=24_u8).map(|step| {
                    let angle = std::f32::consts::PI * (1.0 + f32::from(step) / 24.0);
                    [SIDE * angle.cos(), 0.5 + 0.35 * angle.sin()]
                });
                self.line(&arch.collect::<Vec<_>>(), drawing);
            }
            Function::Unspecified => {}
        }
    }

    /// The marks of an echelon, standing on the point.
    fn echelon(&self, echelon: Echelon, drawing: &mut Drawing) {
        let (sign, count) = echelon.marks();
        let step = match sign {
            Sign::Ring | Sign::Dot => DOT_STEP,
            Sign::Stroke => STROKE_STEP,
            Sign::Cross => CROSS_STEP,
        };
        let (half, middle) = (ECHELON_HEIGHT / 2.0, -ECHELON_HEIGHT / 2.0);
        for number in 0..count {
            let x = step * (f32::from(number) - f32::from(count - 1) / 2.0);
            match sign {
                Sign::Dot => drawing.disc(
                    self.spot([x, middle]),
                    (DOT * self.height).max(self.width * 0.75),
                    Some(self.colour),
                    None,
                ),
                Sign::Ring => {
                    let edge = Stroke { width: self.width, colour: self.colour };
                    drawing.disc(self.spot([x, middle]), 0.8 * half * self.height, None, Some(edge));
                    self.line(&[[x - 0.2, 0.0], [x + 0.2, -ECHELON_HEIGHT]], drawing);
                }
                Sign::Stroke => self.line(&[[x, 0.0], [x, -ECHELON_HEIGHT]], drawing),
                Sign::Cross => {
                    self.line(&[[x - half, 0.0], [x + half, -ECHELON_HEIGHT]], drawing);
                    self.line(&[[x - half, -ECHELON_HEIGHT], [x + half, 0.0]], drawing);
                }
            }
        }
    }
}

/// The outline of a track: two straight sides half an L long, 0.4 L apart, and
/// a bow at each end that reaches 0.1875 L beyond them.
fn track() -> impl Iterator<Item = [f32; 2]> {
    const BOW: f32 = 0.1875;
    let end = |side: f32| {
        (0..=10_u8).map(move |step| {
            let angle = std::f32::consts::PI * (f32::from(step) / 10.0 - 0.5);
            [side * (0.25 + BOW * angle.cos()), side * 0.2 * angle.sin()]
        })
    };
    end(1.0).chain(end(-1.0))
}
