//! A colour of its own for a zone, by name: what it looks like in each theme is the
//! theme's. Hatch and letter stay those of the role, so that nothing is said by colour alone.

/// A colour of the palette.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ZoneColour {
    /// Blue-green.
    Teal,
    /// Green.
    Green,
    /// Yellow-brown.
    Ochre,
    /// Red-brown.
    Rust,
    /// Violet.
    Violet,
    /// Blue-grey.
    Slate,
}

impl ZoneColour {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 6] = [Self::Teal, Self::Green, Self::Ochre, Self::Rust, Self::Violet, Self::Slate];

    /// The name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Teal => "teal",
            Self::Green => "green",
            Self::Ochre => "ochre",
            Self::Rust => "rust",
            Self::Violet => "violet",
            Self::Slate => "slate",
        }
    }

    /// The colour in words, as a label.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Teal => "Teal",
            Self::Green => "Green",
            Self::Ochre => "Ochre",
            Self::Rust => "Rust",
            Self::Violet => "Violet",
            Self::Slate => "Slate",
        }
    }

    /// The colour of a name in a file.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|colour| colour.name() == name)
    }
}
