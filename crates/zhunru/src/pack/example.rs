//! A pack of a county for tests, with no more in it than these add.
#![allow(
    clippy::unwrap_used,
    reason = "a test must stop where something is not as it was assumed to be"
)]

use super::{Pack, PackFiles};

/// The pack with this id and these files besides its manifest, which has the document `notice`.
pub(crate) fn pack(id: &str, files: &[(&str, &str)]) -> Pack {
    let manifest = format!(
        "format = 1\nid = '{id}'\nversion = '1'\ntitle = '示例'\n\
         place = {{ name = '示例县', level = 'county' }}\nin_force = {{ from = 2024-01-01 }}\n\
         [[document]]\nid = 'notice'\nkind = 'notice'\ntitle = '办法'\nissuer = '民政局'\n"
    );
    let files = files.iter().copied().chain([("pack.toml", &*manifest)]);
    let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
    let files = PackFiles::collect("", files).unwrap();
    Pack::load(&files, &[]).unwrap()
}

/// The file of a list for work, of this kind and with these entries as they are written.
pub(crate) fn list(id: &str, kind: &str, entries: &str) -> String {
    format!(
        "id = '{id}'\ntitle = '清单'\nkind = '{kind}'\non = ['work']\n\
         source = {{ document = 'notice', clause = '第一条' }}\n{entries}"
    )
}
