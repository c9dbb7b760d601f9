//! Policies as expressions: a file of sections, one for each set of demand types.
//!
//! A line is `name: expression`; lines that are indented go on with the one above. `{name}` stands
//! for a definition.

use std::collections::HashMap;
use std::fmt::Display;

use crate::rules;

/// What an engine makes of the expressions of each type of demand, with the bits of their rules.
pub type Compiled<P> = HashMap<String, Vec<(u64, P)>>;

/// Reads a file of expressions, and compiles each of them for each type of demand that it is for.
///
/// # Errors
/// What is wrong with it, or with an expression.
pub fn compiled<P, E: Display>(
    text: &str,
    mut compile: impl FnMut(&str) -> Result<P, E>,
) -> Result<Compiled<P>, String> {
    let mut sections: Vec<(Vec<&str>, Vec<String>)> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let header = line
            .strip_prefix('[')
            .and_then(|line| line.strip_suffix(']'));
        let last = sections.last_mut().map(|(_, lines)| lines);
        match (header, last) {
            (Some(header), _) => sections.push((header.split(", ").collect(), Vec::new())),
            (None, Some(lines)) => match (line.starts_with(' '), lines.last_mut()) {
                (true, Some(above)) => above.push_str(line),
                _ => lines.push(line.to_owned()),
            },
            (None, None) => return Err(format!("`{line}` stands before all sections")),
        }
    }
    let mut definitions: Vec<(String, String)> = Vec::new();
    let mut programs: Compiled<P> = HashMap::new();
    for (types, lines) in sections {
        for line in lines {
            let (name, expression) = line
                .split_once(": ")
                .ok_or_else(|| format!("`{line}` has no name"))?;
            let mut expression = expression.to_owned();
            // Definitions use earlier ones only, which are expanded already.
            for (name, definition) in &definitions {
                expression = expression.replace(&format!("{{{name}}}"), &format!("({definition})"));
            }
            if types == ["definitions"] {
                definitions.push((name.to_owned(), expression));
                continue;
            }
            let bit = rules::bit(name).ok_or_else(|| format!("there is no rule `{name}`"))?;
            for of in &types {
                let program =
                    compile(&expression).map_err(|error| format!("{expression}: {error}"))?;
                let of_type = programs.entry((*of).to_owned()).or_default();
                of_type.push((bit, program));
            }
        }
    }
    Ok(programs)
}
