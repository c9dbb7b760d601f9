//! Whatever a pack says stands in a document of the pack, at a clause.

use zhunru::pack::{Modality, Pack, Regulation, Source};

use crate::{none_found, packs};

/// The sources of a pack, each with what rests on it.
fn sources(pack: &Pack) -> Vec<(String, &Source)> {
    let mut sources = Vec::new();
    for rule in &pack.rules {
        sources.push((format!("rule {}", rule.id), &rule.source));
    }
    for list in &pack.lists {
        sources.push((format!("list {}", list.id), &list.source));
        for version in &list.declared_versions {
            if let Some(source) = &version.source {
                sources.push((format!("list {} from {}", list.id, version.from), source));
            }
        }
    }
    for procedure in &pack.procedures {
        sources.push((format!("procedure {}", procedure.id), &procedure.source));
    }
    for year in pack.calendar.iter().flat_map(|calendar| calendar.years()) {
        sources.push((format!("calendar {}", year.year), &year.source));
    }
    for regulation in &pack.regulates {
        if let Regulation::Limits { id, source, .. } = regulation {
            sources.push((format!("limits {id}"), source));
        }
    }
    sources
}

#[test]
fn every_part_names_a_document_of_its_pack_and_a_clause() {
    let mut found = Vec::new();
    let mut walked = 0;
    for pack in packs() {
        let sources = sources(&pack);
        walked += sources.len();
        for (part, source) in &sources {
            if !pack.documents.contains_key(&source.document) {
                let document = &source.document;
                found.push(format!("{}: {part}: no document `{document}`", pack.id));
            }
            if source.clause.trim().is_empty() {
                found.push(format!("{}: {part}: no clause", pack.id));
            }
        }
        for (id, document) in &pack.documents {
            if document.title.is_empty() || document.issuer.is_empty() {
                found.push(format!("{}: document {id}: no title or issuer", pack.id));
            }
            if !sources.iter().any(|(_, source)| &source.document == id) {
                found.push(format!("{}: document {id}: nothing rests on it", pack.id));
            }
        }
    }
    none_found(&found);
    assert!(walked >= 300, "only {walked} parts were walked over");
}

#[test]
fn every_step_has_a_body_or_says_that_none_is_named() {
    let mut found = Vec::new();
    for pack in packs() {
        for procedure in &pack.procedures {
            for step in &procedure.steps {
                let open = step.by.is_empty() && !step.title.zh().contains("未");
                if open || step.by.iter().any(Vec::is_empty) || step.acts.is_empty() {
                    found.push(format!("{}: {} {}", pack.id, procedure.id, step.id));
                }
            }
        }
    }
    none_found(&found);
}

#[test]
fn whoever_is_stopped_is_told_what_to_do() {
    let mut found = Vec::new();
    for pack in packs() {
        for rule in &pack.rules {
            let objects = matches!(
                rule.modality,
                Modality::Forbidden | Modality::ForbiddenWithout | Modality::InPrincipleForbidden
            );
            if objects && rule.remedy.is_none() {
                found.push(format!("{}: rule {}", pack.id, rule.id));
            }
        }
        for list in &pack.lists {
            use zhunru::list::ListEffect as Effect;
            let objects = matches!(
                list.kind.effect(),
                Effect::Forbids | Effect::ForbidsResponsibility | Effect::GrantsAndForbidsOthers
            );
            if objects && (list.remedy.is_none() || list.message.is_none()) {
                found.push(format!("{}: list {}", pack.id, list.id));
            }
        }
    }
    none_found(&found);
}
