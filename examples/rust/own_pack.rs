//! Loads a pack of one's own from a folder and lists what it says.
//!
//! ```text
//! cargo run -p zhunru-examples --example own_pack -- examples/packs/worked-example
//! ```
#![forbid(unsafe_code)]

use std::error::Error;
use std::path::PathBuf;

use zhunru::model::Coded;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1).ok_or("usage: own_pack FOLDER")?;
    print!("{}", describe(PathBuf::from(folder))?);
    Ok(())
}

fn describe(folder: PathBuf) -> Result<String, Box<dyn Error>> {
    let loaded = zhunru_packs::load_folders(&[folder])?;
    let mut text = String::new();
    for pack in &loaded.packs {
        text.push_str(&format!("{} {}\n", pack.id, pack.title.zh()));
        for rule in &pack.rules {
            text.push_str(&format!(
                "  {} ({}) {}\n",
                rule.id,
                rule.modality.label_zh(),
                rule.title.zh()
            ));
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_worked_example_loads() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/packs/worked-example");
        let text = super::describe(folder.into()).unwrap();
        assert!(text.lines().count() > 1, "{text}");
    }
}
