//! Writes the table of the files under `packs/`, which the library embeds.
#![forbid(unsafe_code)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=packs");
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("packs");
    let mut code = String::from("&[\n");
    for (id, is_folder) in entries(&root)? {
        if !is_folder {
            continue;
        }
        let mut files = Vec::new();
        collect(&root.join(&id), "", &mut files)?;
        writeln!(code, "    ({id:?}, &[")?;
        for file in files {
            let path = format!("/packs/{id}/{file}");
            writeln!(
                code,
                "        ({file:?}, include_bytes!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {path:?}))),"
            )?;
        }
        code.push_str("    ]),\n");
    }
    code.push(']');
    fs::write(Path::new(&env::var("OUT_DIR")?).join("packs.rs"), code)?;
    Ok(())
}

/// The paths of all files below a folder, relative to it, in order.
fn collect(folder: &Path, prefix: &str, files: &mut Vec<String>) -> io::Result<()> {
    for (name, is_folder) in entries(folder)? {
        let path = format!("{prefix}{name}");
        if is_folder {
            collect(&folder.join(&name), &format!("{path}/"), files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// The names in a folder in order, and whether each is a folder; none when it does not exist.
/// Hidden ones are left out.
fn entries(folder: &Path) -> io::Result<BTreeMap<String, bool>> {
    let mut names = BTreeMap::new();
    if !folder.exists() {
        return Ok(names);
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().into_string();
        let name = name.map_err(|_| io::Error::other("a file name is not UTF-8"))?;
        if !name.starts_with('.') {
            names.insert(name, entry.file_type()?.is_dir());
        }
    }
    Ok(names)
}
