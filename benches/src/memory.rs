//! How much memory a process takes.

use std::fs::read_to_string;

/// The most memory that this process had so far, as the system words it; nothing where it does not tell.
pub fn peak() -> Option<String> {
    let status = read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().to_owned())
}
