//! What is wrong with an input, and what the way out is.
//!
//! Three kinds, never mixed: a [`Refusal`] answers a hand on the map (the
//! sketch stays), a [`Problem`] is collected while a file is read (loading goes
//! on), and `anyhow` is for the roof only.

use std::fmt;

use serde::Serialize;

/// Why an edit cannot be made. Shown in the status line; the sketch stays.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what}. {hint}")]
pub struct Refusal {
    /// What is wrong, without a full stop: "A zone needs at least three corners".
    pub what: String,
    /// The way out, a sentence: "Click once more."
    pub hint: String,
}

impl Refusal {
    /// A refusal with its way out.
    pub fn new(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { what: what.into(), hint: hint.into() }
    }
}

/// How bad a [`Problem`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Read, perhaps mended; worth knowing.
    Warning,
    /// Not read: the feature or the file is left out.
    Error,
}

/// Something wrong in an input, with its place and the way out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Whether the thing was read all the same.
    pub severity: Severity,
    /// The file, as the user named it.
    pub file: String,
    /// The feature's place in its file, counted from 0.
    pub feature: Option<usize>,
    /// The member, as a path inside the feature: `geometry.coordinates[0][3]`.
    pub member: Option<String>,
    /// What is wrong, without a full stop.
    pub what: String,
    /// The way out, a sentence.
    pub hint: String,
}

impl Problem {
    /// Something that keeps a file or a feature from being read.
    pub fn error(file: &str, what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            file: file.to_owned(),
            feature: None,
            member: None,
            what: what.into(),
            hint: hint.into(),
        }
    }

    /// Something that was read, perhaps mended, and that the user should know of.
    pub fn warning(file: &str, what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(file, what, hint) }
    }

    /// Names the feature, counted from 0.
    #[must_use]
    pub fn at_feature(mut self, feature: usize) -> Self {
        self.feature = Some(feature);
        self
    }

    /// Names the member.
    #[must_use]
    pub fn at_member(mut self, member: impl Into<String>) -> Self {
        self.member = Some(member.into());
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some(feature) = self.feature {
            write!(f, ", feature {feature}")?;
        }
        if let Some(member) = &self.member {
            write!(f, ", {member}")?;
        }
        write!(f, ": {}. {}", self.what, self.hint)
    }
}

impl std::error::Error for Problem {}
