//! A pack of a county, with no more in it than a test adds.

use zhunru::pack::{Pack, PackFiles};

/// The pack `example` of a place with this name, with more in its manifest, which has the document `notice`,
/// and with these files besides.
pub(crate) fn pack(place: &str, more: &str, files: &[(&str, &str)]) -> Pack {
    let manifest = format!(
        "format = 1\nid = 'example'\nversion = '1'\ntitle = '示例'\n\
         place = {{ name = '{place}', level = 'county' }}\nin_force = {{ from = 2024-01-01 }}\n\
         [[document]]\nid = 'notice'\nkind = 'notice'\ntitle = '办法'\nissuer = '民政局'\n{more}"
    );
    let files = files.iter().copied().chain([("pack.toml", &*manifest)]);
    let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
    let files = PackFiles::collect("", files).unwrap();
    Pack::load(&files, &[]).unwrap()
}

/// The file of a list that bars work with these names.
pub(crate) fn burdens(names: &[&str]) -> String {
    let entries = names
        .iter()
        .map(|name| format!("[[entry]]\nname = '{name}'\n"));
    format!(
        "id = 'burdens'\ntitle = '负面清单'\nkind = 'negative_tasks'\non = ['work']\n\
         source = {{ document = 'notice', clause = '第一条' }}\n{}",
        entries.collect::<String>()
    )
}
