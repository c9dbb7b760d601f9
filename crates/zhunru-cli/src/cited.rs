//! Where a rule or a list stands, in one line.

use zhunru::pack::{Pack, Source};

use crate::arguments::Lang;

/// The document's title and the clause; the id of a document that the pack does not have.
pub(crate) fn source(pack: &Pack, source: &Source, lang: Lang) -> String {
    let document = pack.documents.get(&source.document);
    let title = document.map_or(source.document.as_str(), |document| {
        document.title.get(lang.language())
    });
    match lang {
        Lang::Zh => format!("{}{}", title_in_marks(title), source.clause),
        Lang::En => format!("{title}, {}", source.clause),
    }
}

/// A title in Chinese title marks, unless it begins with one; marks within become single ones.
fn title_in_marks(title: &str) -> String {
    if title.starts_with('《') {
        return title.to_owned();
    }
    format!("《{}》", title.replace('《', "〈").replace('》', "〉"))
}

#[cfg(test)]
mod tests {
    use super::title_in_marks;

    #[test]
    fn titles_are_quoted_once() {
        for (title, quoted) in [
            ("准入办法", "《准入办法》"),
            ("《准入办法》解读", "《准入办法》解读"),
            (
                "关于印发《准入办法》的通知",
                "《关于印发〈准入办法〉的通知》",
            ),
        ] {
            assert_eq!(title_in_marks(title), quoted);
        }
    }
}
