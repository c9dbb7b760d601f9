//! Sentences about changes.

use super::{Change, KeyChange, PackDifference, PackPart, PartChange};
use crate::model::Coded;
use crate::text::Language;

impl PackDifference {
    /// One line about both packs: their ids and versions.
    pub fn headline(&self, language: Language) -> String {
        let name = |pack: &super::ComparedPack| format!("{} {}", pack.id, pack.version);
        let (before, after) = (name(&self.before), name(&self.after));
        match language {
            Language::Zh => format!("规则包对比：{before} → {after}"),
            Language::En => format!("packs compared: {before} → {after}"),
        }
    }

    /// How much differs, in one line.
    pub fn summary(&self, language: Language) -> String {
        if self.is_empty() {
            let same = self.before.digest == self.after.digest;
            return match (language, same) {
                (Language::Zh, _) => "两者内容相同".to_owned(),
                (Language::En, _) => "both say the same".to_owned(),
            };
        }
        let count = |change| {
            self.changes
                .iter()
                .filter(|one| one.change == change)
                .count()
        };
        let added = count(PartChange::Added);
        let removed = count(PartChange::Removed);
        let changed = count(PartChange::Changed);
        match language {
            Language::Zh => format!("新增 {added} 处，删除 {removed} 处，修改 {changed} 处"),
            Language::En => format!("{added} added, {removed} removed, {changed} changed"),
        }
    }
}

impl Change {
    /// Which part it is and what became of it, such as 修改规则 prohibition-4（…）.
    pub fn heading(&self, language: Language) -> String {
        let label = |code: &str, zh: &str, en: &str| match language {
            Language::Zh => zh.to_owned(),
            Language::En if en.is_empty() => code.to_owned(),
            Language::En => en.to_owned(),
        };
        let part = label(self.part.code(), self.part.label_zh(), self.part.label_en());
        let change = label(
            self.change.code(),
            self.change.label_zh(),
            self.change.label_en(),
        );
        let title = match self.title.get(language) {
            title if self.part == PackPart::Entry || title.is_empty() => String::new(),
            title => match language {
                Language::Zh => format!("（{title}）"),
                Language::En => format!(" ({title})"),
            },
        };
        match language {
            Language::Zh => format!("{change}{part} {}{title}", self.id),
            Language::En => format!("{part} {}{title} {change}", self.id),
        }
    }

    /// What its keys say otherwise, one sentence each; none for a part that only one pack has.
    pub fn sentences(&self, language: Language) -> Vec<String> {
        self.keys.iter().map(|key| key.sentence(language)).collect()
    }
}

impl KeyChange {
    /// What the key said and says.
    pub fn sentence(&self, language: Language) -> String {
        let label = self.label.get(language);
        let told = |text: &crate::text::LocalText| text.get(language).to_owned();
        // Texts that differ in the other language only are told in that language.
        let (before, after) = match (&self.before, &self.after) {
            (Some(before), Some(after)) if told(before) == told(after) => {
                let other = match language {
                    Language::Zh => Language::En,
                    Language::En => Language::Zh,
                };
                let text = |text: &crate::text::LocalText| Some(text.get(other).to_owned());
                (text(before), text(after))
            }
            (before, after) => (before.as_ref().map(told), after.as_ref().map(told)),
        };
        match (before, after, language) {
            (Some(before), Some(after), Language::Zh) => {
                format!("{label}：由“{before}”改为“{after}”")
            }
            (Some(before), Some(after), Language::En) => {
                format!("{label}: from “{before}” to “{after}”")
            }
            (None, Some(after), Language::Zh) => format!("{label}：新增“{after}”"),
            (None, Some(after), Language::En) => format!("{label}: “{after}” is new"),
            (Some(before), None, Language::Zh) => format!("{label}：删去“{before}”"),
            (Some(before), None, Language::En) => format!("{label}: “{before}” is gone"),
            (None, None, _) => label.to_owned(),
        }
    }
}
