//! `zhunru pack show`.

use std::io::Write;

use anstyle::Style;
use zhunru::explain::bodies;
use zhunru::list::ItemList;
use zhunru::model::{Coded, DemandTypes};
use zhunru::pack::{Pack, Source};
use zhunru::procedure::Step;
use zhunru::text::{Language, LocalText};

use super::list::interval;
use crate::arguments::{Lang, PackShowArguments};
use crate::failure::Failure;
use crate::list_command::{counted, stated};
use crate::sheet_out::Paragraph;
use crate::{cited, packs, terminal};

const BOLD: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();

/// Shows one pack.
pub(super) fn run(arguments: &PackShowArguments) -> Result<bool, Failure> {
    let chosen = packs::choose(std::slice::from_ref(&arguments.pack))?;
    let mut output = terminal::text();
    for pack in chosen.asked() {
        let shown = Show {
            pack,
            lang: arguments.lang,
            width: terminal::width(),
            text: String::new(),
        };
        output.write_all(shown.text().as_bytes())?;
    }
    output.flush()?;
    Ok(true)
}

struct Show<'a> {
    pack: &'a Pack,
    lang: Lang,
    width: usize,
    text: String,
}

impl Show<'_> {
    fn text(mut self) -> String {
        let (pack, language) = (self.pack, self.language());
        self.heading(&format!("{}  {}", pack.id, pack.title.get(language)));
        let place = match &pack.place.code {
            Some(code) => format!("{} ({code})", pack.place.name.get(language)),
            None => pack.place.name.get(language).to_owned(),
        };
        self.fact("地区", "place", &place);
        self.fact("版本", "version", &pack.version);
        self.fact("施行", "in force", &interval(&pack.in_force));
        if !pack.parents.is_empty() {
            let parents: Vec<&str> = pack.parents.iter().map(|one| one.as_str()).collect();
            self.fact("上级规则包", "parents", &parents.join(", "));
        }
        self.fact("摘要", "digest", pack.digest());
        if let Some(note) = &pack.note {
            self.fact("说明", "note", note.get(language));
        }
        self.section("文件", "Documents");
        for document in pack.documents.values() {
            let kind = self.label(document.kind);
            let mut text = format!("{}  {}", document.title.get(language), kind);
            let number = document.number.as_deref();
            for part in number.into_iter().chain([document.issuer.as_str()]) {
                text.push_str(&format!("  {part}"));
            }
            if let Some(date) = document.date {
                text.push_str(&format!("  {date}"));
            }
            self.entry(&document.id, &text, None);
            if let Some(note) = &document.note {
                let first = format!("      {}", self.lang.pick("说明：", "note: "));
                let set = Paragraph::hanging(&first, self.width).set(note.get(language));
                self.text.push_str(&set);
            }
        }
        self.section("规则", "Rules");
        for rule in &pack.rules {
            let text = format!(
                "{}  {}  {}",
                rule.title.get(language),
                self.label(rule.modality),
                self.types(rule.on)
            );
            self.entry(&rule.id, &text, Some(&rule.source));
        }
        self.section("清单", "Lists");
        for list in &pack.lists {
            let size = self.size(list);
            let kind = self.label(list.kind);
            let text = format!("{}  {kind}  {size}", list.title.get(language));
            self.entry(&list.id, &text, Some(&list.source));
        }
        self.section("程序", "Procedures");
        for procedure in &pack.procedures {
            let title = procedure.title.get(language);
            self.entry(&procedure.id, title, Some(&procedure.source));
            for (number, step) in procedure.steps.iter().enumerate() {
                let first = format!("      {}. ", number + 1);
                let set = Paragraph::hanging(&first, self.width).set(&self.step(step));
                self.text.push_str(&set);
            }
        }
        self.calendar();
        self.text
    }

    /// How many entries the latest version of a list has. Of a list that is not loaded, how many its
    /// document states, and from which days it states other counts.
    fn size(&self, list: &ItemList) -> String {
        if list.is_loaded() {
            let latest = list.versions().pop();
            return counted(
                latest.and_then(|latest| latest.count()).unwrap_or(0),
                self.lang,
            );
        }
        let not_loaded = self.lang.pick("未载入", "not loaded");
        match stated(list, self.lang) {
            None => not_loaded.to_owned(),
            Some(stated) => match self.lang {
                Lang::Zh => format!("{not_loaded}，文件载明{stated}"),
                Lang::En => format!("{not_loaded}, {stated} by its document"),
            },
        }
    }

    /// What a step is, who takes it and within which time.
    fn step(&self, step: &Step) -> String {
        let language = self.language();
        let names = step.by.iter().map(|bodies| {
            let names = bodies.iter().map(|body| body.name(None));
            names.collect::<Vec<LocalText>>()
        });
        let bodies = bodies(&names.collect::<Vec<_>>(), language);
        let acts: Vec<&str> = step.acts.iter().map(|act| self.label(*act)).collect();
        let act = acts.join(match self.lang {
            Lang::Zh => "或",
            Lang::En => " or ",
        });
        let mut text = match self.lang {
            Lang::Zh if step.by.is_empty() => {
                format!("{}  {act}，文件未写明由谁办理", step.title.get(language))
            }
            Lang::En if step.by.is_empty() => {
                format!(
                    "{}  {act}, by a body that is not named",
                    step.title.get(language)
                )
            }
            Lang::Zh => format!("{}  {act}，由{bodies}办理", step.title.get(language)),
            Lang::En => format!("{}  {act} by the {bodies}", step.title.get(language)),
        };
        text.push_str(&match (step.working_days, self.lang) {
            (Some(days), Lang::Zh) => format!("，{days} 个工作日内办结"),
            (Some(days), Lang::En) => format!(", within {days} working days"),
            (None, Lang::Zh) => "，文件未定期限".to_owned(),
            (None, Lang::En) => ", without a stated time limit".to_owned(),
        });
        format!("{}  {text}", step.id)
    }

    /// The years of which the pack knows the holidays.
    fn calendar(&mut self) {
        let Some(calendar) = &self.pack.calendar else {
            return;
        };
        self.section("工作日历", "Working calendar");
        for year in calendar.years() {
            let (holidays, make_up) = (year.holidays.len(), year.make_up_days.len());
            let text = match self.lang {
                Lang::Zh => format!("节假日 {holidays} 个，调休上班 {make_up} 天"),
                Lang::En => format!("{holidays} holidays, {make_up} make-up working days"),
            };
            self.entry(&year.year.to_string(), &text, Some(&year.source));
        }
    }

    fn language(&self) -> Language {
        self.lang.language()
    }

    fn label<T: Coded>(&self, value: T) -> &'static str {
        self.lang.pick(value.label_zh(), value.label_en())
    }

    fn types(&self, on: DemandTypes) -> String {
        if on == DemandTypes::ALL {
            return self.lang.pick("各类诉求", "all types").to_owned();
        }
        let labels: Vec<&str> = on.iter().map(|one| self.label(one)).collect();
        labels.join(self.lang.pick("、", ", "))
    }

    fn heading(&mut self, text: &str) {
        self.text.push_str(&format!("{BOLD}{text}{BOLD:#}\n"));
    }

    fn section(&mut self, zh: &str, en: &str) {
        let heading = self.lang.pick(zh, en).to_owned();
        self.text.push('\n');
        self.heading(&heading);
    }

    fn fact(&mut self, zh: &str, en: &str, value: &str) {
        let first = format!("  {}{}", self.lang.pick(zh, en), self.lang.pick("：", ": "));
        self.text
            .push_str(&Paragraph::hanging(&first, self.width).set(value));
    }

    fn entry(&mut self, id: &str, text: &str, source: Option<&Source>) {
        let set = Paragraph::hanging("  ", self.width).set(&format!("{id}  {text}"));
        self.text.push_str(&set);
        let Some(source) = source else { return };
        let cited = cited::source(self.pack, source, self.lang);
        for line in Paragraph::hanging("      ", self.width).set(&cited).lines() {
            self.text.push_str(&format!("{FAINT}{line}{FAINT:#}\n"));
        }
    }
}
