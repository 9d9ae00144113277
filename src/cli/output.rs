//! What a command says, and how the program ends.

use std::io::{self, Write};
use std::process::ExitCode;

use crate::export::plain::plain;
use crate::problem::{Problem, Refusal, Severity};

/// How the program ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ending {
    /// All is well: 0.
    #[default]
    Well,
    /// The input has problems that make the result incomplete: 1.
    Faulty,
    /// The command line itself is wrong: 2.
    Misused,
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        match ending {
            Ending::Well => Self::SUCCESS,
            Ending::Faulty => Self::from(1),
            Ending::Misused => Self::from(2),
        }
    }
}

/// The outcome of a command.
#[derive(Debug, Default)]
pub struct Report {
    /// The result, for standard output.
    pub result: String,
    /// Problems and remarks, line by line, for standard error.
    pub remarks: Vec<String>,
    /// How the program ends.
    pub ending: Ending,
}

impl Report {
    /// A result without remarks.
    pub fn of(result: String) -> Self {
        Self { result, ..Self::default() }
    }

    /// A refusal of what was typed: no result.
    pub fn misused(refusal: &Refusal) -> Self {
        Self { remarks: vec![format!("error: {refusal}")], ending: Ending::Misused, ..Self::default() }
    }

    /// Adds problems; errors make the report faulty.
    pub fn note(&mut self, problems: &[Problem]) {
        for problem in problems {
            let severity = match problem.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            };
            if problem.severity == Severity::Error {
                self.ending = self.ending.max(Ending::Faulty);
            }
            self.remarks.push(format!("{severity}: {problem}"));
        }
    }

    /// The same report with problems.
    #[must_use]
    pub fn with(mut self, problems: &[Problem]) -> Self {
        self.note(problems);
        self
    }

    /// Writes the report and gives the exit code. A reader that has left, as
    /// `head` does, is no fault.
    pub fn print(&self) -> ExitCode {
        let remarks: String = self.remarks.iter().map(|remark| plain(remark) + "\n").collect();
        let _ = io::stderr().lock().write_all(remarks.as_bytes());
        let mut out = io::stdout().lock();
        let written = out.write_all(self.result.as_bytes()).and_then(|()| out.flush());
        match written {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                let _ = writeln!(io::stderr(), "error: The result cannot be written ({error}).");
                ExitCode::FAILURE
            }
            _ => self.ending.into(),
        }
    }
}
