//! The program run as a process, and what it says.

#![allow(clippy::unwrap_used, reason = "the helpers of tests may panic")]

use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Runs with these arguments, without a display.
pub fn run(arguments: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cordon"));
    command.args(arguments.split_whitespace()).current_dir(root()).stdin(Stdio::null());
    for display in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"] {
        command.env_remove(display);
    }
    command.output().unwrap()
}

/// Runs with these arguments; result and remarks, after checking the exit code.
pub fn said(arguments: &str, code: i32) -> (String, String) {
    let output = run(arguments);
    let [result, remarks] = [output.stdout, output.stderr].map(|said| String::from_utf8(said).unwrap());
    assert_eq!(output.status.code(), Some(code), "cordon {arguments}: {remarks}");
    (result, remarks)
}

/// The JSON of a run that ends well.
pub fn json(arguments: &str) -> Value {
    serde_json::from_str(&said(&format!("{arguments} --format json"), 0).0).unwrap()
}

/// Compares with a file in `tests/golden`, or writes it where `CORDON_WRITE_FIXTURES` is set.
pub fn golden(name: &str, text: &str) {
    same_as_file(&format!("tests/golden/{name}"), text);
}

/// Compares with a file, or writes it where `CORDON_WRITE_FIXTURES` is set.
pub fn same_as_file(path: &str, text: &str) {
    let path = root().join(path);
    if std::env::var_os("CORDON_WRITE_FIXTURES").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    assert!(text == std::fs::read_to_string(&path).unwrap(), "{} has changed:\n{text}", path.display());
}
