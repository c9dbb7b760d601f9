//! What is asked, in words.

use smol_str::SmolStr;

use super::typography::{day, line, title};
use super::wording::label;
use crate::model::{Demand, DemandBody, DemandType, OrganKind, Proposal, Stated};
use crate::text::Language;
use crate::vocabulary::ItemName;

/// What a demand of this type asks for (诉求类别), as it is told to this issuer: what a village or a
/// resident sets out to do itself is not handed down.
pub fn demand_kind(
    demand: DemandType,
    issuer: Option<OrganKind>,
    language: Language,
) -> &'static str {
    match (demand, issuer, language) {
        (
            DemandType::Work,
            Some(
                OrganKind::VillageOrganisation | OrganKind::VillagersAssembly | OrganKind::Resident,
            ),
            Language::Zh,
        ) => "办理工作事务",
        _ => label(demand, language),
    }
}

/// The name of what a demand asks for: its type, and its item where it has one.
pub(super) fn demand(demand: &Demand, issuer: Option<OrganKind>, language: Language) -> String {
    let kind = demand_kind(demand.demand_type(), issuer, language);
    let kind = match language {
        Language::Zh => kind.to_owned(),
        Language::En => super::typography::capitalised(kind),
    };
    let detail = detail(demand, language);
    let name = item(demand).map(|name| line(name, language));
    let name = name.filter(|name| !name.is_empty());
    match (language, name, detail) {
        (Language::Zh, Some(name), Some(detail)) => format!("{kind}“{name}”（{detail}）"),
        (Language::Zh, Some(name), None) => format!("{kind}“{name}”"),
        (Language::Zh, None, Some(detail)) => format!("{kind}（{detail}）"),
        (Language::En, Some(name), Some(detail)) => format!("{kind} “{name}” ({detail})"),
        (Language::En, Some(name), None) => format!("{kind} “{name}”"),
        (Language::En, None, Some(detail)) => format!("{kind} ({detail})"),
        (_, None, None) => kind,
    }
}

/// The item of a demand, as it was given.
fn item(demand: &Demand) -> Option<&str> {
    let item: &Option<Stated<ItemName>> = match &demand.body {
        DemandBody::Work(body) => &body.item,
        DemandBody::DataRequest(body) => &body.item,
        DemandBody::Mechanism(body) | DemandBody::DedicatedPost(body) => &body.name,
        DemandBody::Signboard(body) => &body.name,
        DemandBody::Certificate(body) | DemandBody::CertificateRequest(body) => &body.item,
        DemandBody::OneVoteVeto(body) | DemandBody::ResponsibilityLetter(body) => &body.item,
        DemandBody::DigitalTool(body) | DemandBody::ChatGroup(body) => &body.name,
        DemandBody::Document(body) => &body.title,
        DemandBody::Meeting(body) => &body.title,
        DemandBody::SealUse(body) => &body.purpose,
        DemandBody::Assessment(_) | DemandBody::Inspection(_) => return None,
    };
    Some(item.as_ref()?.value()?.as_str())
}

/// What else tells the demand from others of its type.
fn detail(demand: &Demand, language: Language) -> Option<String> {
    match &demand.body {
        DemandBody::Work(body) => body.role.map(|role| label(role, language).to_owned()),
        DemandBody::DataRequest(body) => body
            .frequency
            .map(|frequency| label(frequency, language).to_owned()),
        DemandBody::Signboard(body) => body
            .placement
            .map(|placement| label(placement, language).to_owned()),
        DemandBody::Inspection(body) => body.scope.map(|scope| label(scope, language).to_owned()),
        DemandBody::Document(body) => body.sent_on.map(|on| day(on, language)),
        DemandBody::Meeting(body) => body.held_on.map(|on| day(on, language)),
        _ => None,
    }
}

/// The proposal by its title and number; nothing when it has neither.
pub(super) fn proposal(proposal: &Proposal, language: Language) -> Option<String> {
    let name = proposal.title.as_deref().map(|text| title(text, language));
    let id = proposal.id.as_deref().map(|id| line(id, language));
    match (language, name, id) {
        (Language::Zh, Some(name), Some(id)) => Some(format!("{name}（编号{id}）")),
        (Language::Zh, None, Some(id)) => Some(format!("编号{id}的申请")),
        (Language::En, Some(name), Some(id)) => Some(format!("{name} (no. {id})")),
        (Language::En, None, Some(id)) => Some(format!("proposal no. {id}")),
        (_, Some(name), None) => Some(name),
        (_, None, None) => None,
    }
}

/// The names of the organs that issued the proposal.
pub(super) fn issuer(proposal: &Proposal, language: Language) -> Option<String> {
    let organs = proposal.issuer.as_ref()?.organs();
    let names: Vec<String> = organs
        .iter()
        .filter_map(|organ| organ.name.as_deref())
        .map(|name| line(name, language))
        .collect();
    (!names.is_empty()).then(|| super::typography::join(&names, language))
}

/// The name of the village, or its code.
pub(super) fn village(proposal: &Proposal, language: Language) -> Option<String> {
    let village = proposal.village.as_ref()?;
    let code = village
        .code
        .as_ref()
        .map(|code| SmolStr::from(code.to_string()));
    let name = village.name.clone().or(code)?;
    Some(line(&name, language))
}
