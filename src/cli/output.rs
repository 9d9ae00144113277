//! What a command says, and how the program ends.

use std::io::{self, Write};
use std::process::ExitCode;

use crate::problem::{Problem, Refusal, Severity};

/// The outcome of a command.
#[derive(Debug, Default)]
pub struct Report {
    /// The result, for standard output.
    pub result: String,
    /// Problems and remarks, line by line, for standard error.
    pub remarks: Vec<String>,
    /// Whether the input has problems that make the result incomplete.
    pub faulty: bool,
}

impl Report {
    /// A result without remarks.
    pub fn of(result: String) -> Self {
        Self { result, ..Self::default() }
    }

    /// A refusal: no result.
    pub fn refused(refusal: &Refusal) -> Self {
        Self { remarks: vec![format!("error: {refusal}")], faulty: true, ..Self::default() }
    }

    /// Adds problems; errors make the report faulty.
    pub fn note(&mut self, problems: &[Problem]) {
        for problem in problems {
            let severity = match problem.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            };
            self.faulty |= problem.severity == Severity::Error;
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
        if !self.remarks.is_empty() {
            let _ = writeln!(io::stderr().lock(), "{}", self.remarks.join("\n"));
        }
        let mut out = io::stdout().lock();
        let written = out.write_all(self.result.as_bytes()).and_then(|()| out.flush());
        match written {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                let _ = writeln!(io::stderr(), "error: The result cannot be written ({error}).");
                ExitCode::FAILURE
            }
            _ if self.faulty => ExitCode::FAILURE,
            _ => ExitCode::SUCCESS,
        }
    }
}
