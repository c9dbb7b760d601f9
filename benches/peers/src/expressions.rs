//! Policies as expressions: a file of sections, one for each set of demand types.
//!
//! A line is `name: expression`; lines that are indented go on with the one above. `{name}` stands
//! for a definition.

use std::collections::HashMap;

use crate::rules;

/// The expressions of each type of demand, with the bits of their rules.
pub type Expressions = HashMap<String, Vec<(u64, String)>>;

/// Reads a file of expressions.
///
/// # Errors
/// What is wrong with it.
pub fn expressions(text: &str) -> Result<Expressions, String> {
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
    let mut expressions = Expressions::new();
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
                expressions
                    .entry((*of).to_owned())
                    .or_default()
                    .push((bit, expression.clone()));
            }
        }
    }
    Ok(expressions)
}
