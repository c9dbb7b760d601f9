//! A list as text for a terminal.

use anstyle::Style;
use zhunru::list::{ClassSize, EntryField, ItemList, ListEntry, ListVersion};
use zhunru::model::Coded;
use zhunru::pack::Pack;

use super::show::inherits;
use crate::arguments::Lang;
use crate::cited;
use crate::pack_command::interval;
use crate::sheet_out::Paragraph;

const BOLD: Style = Style::new().bold();

/// So many entries.
pub(crate) fn counted(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{count} 项"),
        Lang::En if count == 1 => "1 entry".to_owned(),
        Lang::En => format!("{count} entries"),
    }
}

/// How many entries documents state: on the first day and from later days on. Nothing when they
/// state none.
pub(crate) fn stated(list: &ItemList, lang: Lang) -> Option<String> {
    let first = list.declared_count.map(|count| counted(count, lang));
    let later = list.declared_versions.iter().map(|version| {
        let count = counted(version.declared_count, lang);
        match lang {
            Lang::Zh => format!("{} 起 {count}", version.from),
            Lang::En => format!("{count} from {} on", version.from),
        }
    });
    let all: Vec<String> = first.into_iter().chain(later).collect();
    (!all.is_empty()).then(|| all.join(lang.pick("，", ", ")))
}

/// The version of a list, with what its document says of it.
pub(super) fn text(pack: &Pack, version: &ListVersion<'_>, lang: Lang, width: usize) -> String {
    let mut text = Text {
        lang,
        width,
        text: String::new(),
    };
    text.head(pack, version);
    for entry in version.entries.iter().flatten() {
        text.entry(entry);
    }
    text.text
}

struct Text {
    lang: Lang,
    width: usize,
    text: String,
}

impl Text {
    fn head(&mut self, pack: &Pack, version: &ListVersion<'_>) {
        let (list, lang) = (version.list, self.lang);
        let title = list.title.get(lang.language());
        self.text
            .push_str(&format!("{BOLD}{}/{}  {title}{BOLD:#}\n", pack.id, list.id));
        let kind = lang.pick(list.kind.label_zh(), list.kind.label_en());
        self.fact("种类", "kind", kind);
        self.fact("出处", "source", &cited::source(pack, &list.source, lang));
        if let Some(parent) = inherits(list) {
            self.fact("承接", "inherits", &parent);
        }
        if let Some(stated) = stated(list, lang) {
            self.fact("文件载明", "stated", &stated);
        }
        let mut shown = self.version(version);
        if !list.is_loaded() {
            shown.push_str(lang.pick("，未载入", ", not loaded"));
        }
        self.fact("所示版本", "version shown", &shown);
        let versions = list.versions();
        let all: Vec<String> = versions.iter().map(|one| self.version(one)).collect();
        self.fact("各版本", "versions", &all.join(lang.pick("；", "; ")));
        let classes: Vec<String> = version
            .classes()
            .iter()
            .map(|class| self.class(class))
            .collect();
        if !classes.is_empty() {
            self.fact("类别", "classes", &classes.join(lang.pick("、", ", ")));
        }
    }

    /// The days of a version, and how many entries it has where that is known.
    fn version(&self, version: &ListVersion<'_>) -> String {
        let days = interval(&version.in_force);
        match (version.count(), self.lang) {
            (None, _) => days,
            (Some(count), Lang::Zh) => format!("{days}（{}）", counted(count, self.lang)),
            (Some(count), Lang::En) => format!("{days} ({})", counted(count, self.lang)),
        }
    }

    /// A class with the number of its entries, and the stated one where that differs or stands alone.
    fn class(&self, class: &ClassSize) -> String {
        let lang = self.lang;
        let name = class.name.as_deref();
        let name = name.unwrap_or(lang.pick("（未分类）", "(no class)"));
        match (class.count, class.declared_count, lang) {
            (None, None, _) => name.to_owned(),
            (Some(count), Some(stated), Lang::Zh) if count != stated => {
                format!("{name} {count} 项（起初载明 {stated} 项）")
            }
            (Some(count), Some(stated), Lang::En) if count != stated => {
                format!("{name} {count} ({stated} stated at first)")
            }
            (Some(count), _, Lang::Zh) | (None, Some(count), Lang::Zh) => {
                format!("{name} {count} 项")
            }
            (Some(count), _, Lang::En) | (None, Some(count), Lang::En) => format!("{name} {count}"),
        }
    }

    fn entry(&mut self, entry: &ListEntry) {
        let code = entry
            .code
            .as_ref()
            .map(|code| format!("{}  ", code.as_str()));
        let name = format!("{}{}", code.unwrap_or_default(), entry.name.as_str());
        self.text.push('\n');
        self.text
            .push_str(&Paragraph::hanging("  ", self.width).set(&name));
        for field in EntryField::ALL.iter().copied() {
            if matches!(field, EntryField::Code | EntryField::Name) {
                continue;
            }
            let values = field.values(entry);
            if values.is_empty() {
                continue;
            }
            let label = self.lang.pick(field.label_zh(), field.label_en());
            let first = format!("      {label}{}", self.lang.pick("：", ": "));
            let value = values.join(self.lang.pick("；", "; "));
            self.text
                .push_str(&Paragraph::hanging(&first, self.width).set(&value));
        }
    }

    fn fact(&mut self, zh: &str, en: &str, value: &str) {
        let first = format!("  {}{}", self.lang.pick(zh, en), self.lang.pick("：", ": "));
        self.text
            .push_str(&Paragraph::hanging(&first, self.width).set(value));
    }
}
