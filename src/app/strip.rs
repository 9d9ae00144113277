//! The rotation strip in the status line.
