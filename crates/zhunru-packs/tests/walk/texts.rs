//! The texts of a pack, and that each is there in both languages.

use smol_str::SmolStr;
use zhunru::list::{ItemList, ListEntry};
use zhunru::pack::{Pack, Regulation, Source};
use zhunru::text::LocalText;

use crate::{none_found, packs};

/// A text of a pack and where it stands.
pub(crate) struct Text<'a> {
    /// Such as `rule prohibition-6, message`.
    pub place: String,
    /// The Chinese text, or the only one.
    pub zh: &'a str,
    /// The English one; `None` where names stand in Chinese only.
    pub en: Option<&'a str>,
    /// Whether English readers need it.
    local: bool,
}

/// Collects texts under the place at which they stand.
struct Texts<'a>(Vec<Text<'a>>);

impl<'a> Texts<'a> {
    fn local(&mut self, place: &str, what: &str, text: &'a LocalText) {
        self.0.push(Text {
            place: format!("{place}, {what}"),
            zh: text.zh(),
            en: text.en(),
            local: true,
        });
    }

    fn maybe(&mut self, place: &str, what: &str, text: &'a Option<LocalText>) {
        if let Some(text) = text {
            self.local(place, what, text);
        }
    }

    fn name(&mut self, place: &str, what: &str, text: &'a str) {
        self.0.push(Text {
            place: format!("{place}, {what}"),
            zh: text,
            en: None,
            local: false,
        });
    }

    fn source(&mut self, place: &str, source: &'a Source) {
        self.name(place, "clause", &source.clause);
    }
}

/// All texts of a pack that people read.
pub(crate) fn texts(pack: &Pack) -> Vec<Text<'_>> {
    let mut texts = Texts(Vec::new());
    texts.local("pack", "title", &pack.title);
    texts.maybe("pack", "note", &pack.note);
    texts.local("place", "name", &pack.place.name);
    for (id, document) in &pack.documents {
        let place = format!("document {id}");
        texts.local(&place, "title", &document.title);
        texts.maybe(&place, "note", &document.note);
        texts.name(&place, "issuer", &document.issuer);
        if let Some(number) = &document.number {
            texts.name(&place, "number", number);
        }
    }
    for regulation in &pack.regulates {
        if let Regulation::Limits {
            id,
            source,
            message,
            ..
        } = regulation
        {
            let place = format!("limits {id}");
            texts.local(&place, "message", message);
            texts.source(&place, source);
        }
    }
    for fact in &pack.facts {
        let place = format!("fact {}", fact.path);
        texts.local(&place, "label", &fact.label);
        texts.local(&place, "question", &fact.question);
    }
    for matter in &pack.matters {
        texts.local(&format!("matter {}", matter.code), "label", &matter.label);
    }
    for presumption in &pack.presumptions {
        let place = format!("presumption {}", presumption.fact);
        texts.local(&place, "reason", &presumption.reason);
    }
    for rule in &pack.rules {
        let place = format!("rule {}", rule.id);
        texts.local(&place, "title", &rule.title);
        texts.local(&place, "message", &rule.message);
        texts.maybe(&place, "remedy", &rule.remedy);
        texts.maybe(&place, "note", &rule.note);
        texts.source(&place, &rule.source);
    }
    for list in &pack.lists {
        add_list(&mut texts, list);
    }
    for procedure in &pack.procedures {
        let place = format!("procedure {}", procedure.id);
        texts.local(&place, "title", &procedure.title);
        texts.source(&place, &procedure.source);
        for step in &procedure.steps {
            let place = format!("{place}, step {}", step.id);
            texts.local(&place, "title", &step.title);
        }
    }
    for year in pack.calendar.iter().flat_map(|calendar| calendar.years()) {
        let place = format!("calendar {}", year.year);
        texts.source(&place, &year.source);
        for holiday in &year.holidays {
            texts.local(&place, "holiday", &holiday.name);
        }
    }
    texts.0
}

fn add_list<'a>(texts: &mut Texts<'a>, list: &'a ItemList) {
    let place = format!("list {}", list.id);
    texts.local(&place, "title", &list.title);
    texts.maybe(&place, "message", &list.message);
    texts.maybe(&place, "remedy", &list.remedy);
    texts.maybe(&place, "note", &list.note);
    texts.source(&place, &list.source);
    for class in &list.classes {
        texts.name(&place, "class", &class.name);
    }
    for source in list
        .declared_versions
        .iter()
        .filter_map(|version| version.source.as_ref())
    {
        texts.source(&place, source);
    }
    for amendment in &list.amendments {
        let place = format!("{place}, amendment of {}", amendment.on);
        texts.name(&place, "body", &amendment.by);
        texts.name(&place, "document", &amendment.document);
    }
    for entry in list.entries() {
        add_entry(texts, &format!("{place}, {}", entry.name.as_str()), entry);
    }
}

fn add_entry<'a>(texts: &mut Texts<'a>, place: &str, entry: &'a ListEntry) {
    for name in entry.names() {
        texts.name(place, "name", name.as_str());
    }
    let details = &entry.details;
    let one = [
        ("category", &entry.category),
        ("flow", &details.flow),
        ("standard", &details.standard),
        ("conditions", &details.conditions),
        ("lead unit", &details.lead_unit),
        ("support", &details.support),
        ("execution", &details.execution),
        ("supervised by", &details.supervision.by),
        ("supervision of", &details.supervision.of),
        ("manner of supervision", &details.supervision.how),
        ("publicity", &details.publicity),
        ("evaluation", &details.evaluation),
    ];
    for (what, text) in one {
        if let Some(text) = text {
            texts.name(place, what, text);
        }
    }
    for text in &details.basis {
        texts.name(place, "basis", text);
    }
    for text in &details.materials {
        texts.name(place, "material", text);
    }
}

#[test]
fn every_text_is_there_in_both_languages() {
    let mut found = Vec::new();
    let mut walked = 0;
    for pack in packs() {
        for text in texts(&pack) {
            walked += 1;
            let place = format!("{}: {}", pack.id, text.place);
            if text.zh.trim().is_empty() {
                found.push(format!("{place}: empty"));
            }
            if text.local && !text.zh.chars().any(is_han) {
                found.push(format!("{place}: not Chinese: {}", text.zh));
            }
            if text.local && text.en.is_none_or(|en| en.trim().is_empty()) {
                found.push(format!("{place}: no English"));
            }
        }
    }
    none_found(&found);
    assert!(walked >= 1_500, "only {walked} texts were walked over");
}

/// Whether a character is a Chinese one.
pub(crate) fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}')
}

// Tables are filled in with labels, over all packs at once.
#[test]
fn a_matter_has_the_same_label_wherever_it_is_declared() {
    let mut found = Vec::new();
    let mut known: Vec<(SmolStr, LocalText)> = Vec::new();
    for pack in packs() {
        for matter in &pack.matters {
            let this = (matter.code.clone(), matter.label.clone());
            let clash = known
                .iter()
                .find(|(code, label)| (*code == this.0) != (label.zh() == this.1.zh()));
            if let Some((code, label)) = clash {
                let (other, at) = (label.zh(), &pack.id);
                found.push(format!("{at}: {} {}: {code} {other}", this.0, this.1.zh()));
            }
            known.push(this);
        }
    }
    none_found(&found);
}
