//! Random packs.

use super::atoms::{Atom, Theme};
use super::{PackSeed, Seed, Tape};
use crate::packs::{EntryText, ListText, PackText, ProcedureText, RuleText, pack, rule};

/// The ids of the packs.
const IDS: [&str; 3] = ["pa", "pb", "pc"];

/// The names of items that lists hold. The second and third are similar to each other.
pub(super) const ITEMS: [&str; 5] = [
    "义务教育入学信息核实",
    "农家书屋管理",
    "农家书屋",
    "殡葬改革宣传",
    "综治中心",
];

/// Draws the packs of a case.
pub(super) fn draw(seed: &Seed, theme: &Theme) -> Vec<PackText> {
    let mut packs: Vec<PackText> = Vec::new();
    for (number, seed) in seed.packs.iter().enumerate() {
        let drawn = draw_pack(seed, theme, IDS[number], &packs);
        packs.push(drawn);
    }
    packs
}

fn draw_pack(seed: &PackSeed, theme: &Theme, id: &str, before: &[PackText]) -> PackText {
    let tape = &mut Tape::new(&seed.header);
    let mut text = pack(id);
    if let Some(parent) = before.last()
        && tape.chance(50)
    {
        text.parents.push(parent.id.clone());
    } else if tape.chance(20) {
        text.place = Some("340300".to_owned());
    }
    for demand in &theme.types {
        match tape.chance(20) {
            true => text.limits.push((
                format!("limits-{}", demand.replace('_', "-")),
                vec![(*demand).to_owned()],
            )),
            false => text.admission.push((*demand).to_owned()),
        }
    }
    if tape.chance(50) {
        text = text.presume("forced", if tape.chance(25) { "true" } else { "false" });
    }
    if tape.chance(30) {
        text = text.presume("sole_yardstick", "false");
    }
    if tape.chance(20) {
        text = text.presume("basis", "[]");
    }
    if tape.chance(20) {
        text = text.presume(&format!("{id}.flag"), "false");
    }
    let boolean = "type = \"boolean\"";
    for (name, kind) in [
        ("flag", boolean),
        (
            "grade",
            "type = \"enum\"\nordered = true\nvalues = [{ code = \"a\", label = \"甲\" }, \
             { code = \"b\", label = \"乙\" }, { code = \"c\", label = \"丙\" }]",
        ),
        ("share", "type = \"decimal\""),
        ("number", "type = \"integer\"\nallows_none = true"),
        ("day", "type = \"date\"\nallows_none = true"),
        ("note", "type = \"text\""),
    ] {
        text.facts.push(format!("path = \"{id}.{name}\"\n{kind}"));
    }
    if text.parents.is_empty() {
        text.matters.push("demolition".to_owned());
    }
    text.procedures = seed
        .procedures
        .iter()
        .enumerate()
        .map(|(number, bytes)| draw_procedure(&mut Tape::new(bytes), number))
        .collect();
    text.lists = seed
        .lists
        .iter()
        .enumerate()
        .filter_map(|(number, bytes)| draw_list(&mut Tape::new(bytes), theme, number))
        .collect();
    let parent = before
        .iter()
        .rfind(|known| text.parents.contains(&known.id));
    if let Some(parent) = parent {
        for list in &mut text.lists {
            if tape.chance(60) {
                draw_inheritance(tape, parent, list);
            }
        }
    }
    part_names(&mut text.lists);
    for (number, bytes) in seed.rules.iter().enumerate() {
        let rule = draw_rule(&mut Tape::new(bytes), theme, &text, before, number);
        text.rules.push(rule);
    }
    text
}

fn draw_procedure(tape: &mut Tape<'_>, number: usize) -> ProcedureText {
    let bodies = [
        ("civil_affairs", "county"),
        ("party_committee", "county"),
        ("government", "county"),
        ("villagers_assembly", "village"),
        ("party_committee", "issuer"),
    ];
    let acts = [
        "approval",
        "consent",
        "preliminary_review",
        "consent|preliminary_review",
    ];
    let mut text = ProcedureText {
        id: format!("procedure-{number}"),
        steps: Vec::new(),
    };
    let steps = [1, 1, 2, 2, 3][tape.below(5)];
    for _ in 0..steps {
        let act = *tape.pick(&acts);
        let first = *tape.pick(&bodies);
        let second = *tape.pick(&bodies);
        let (one, two, both) = ([first], [second], [first, second]);
        text = match tape.below(12) {
            11 => text.step(act, &[]),
            1 | 4 | 7 if first != second => text.step(act, &[&one, &two]),
            2 | 5 | 8 if first != second => text.step(act, &[&both]),
            _ => text.step(act, &[&one]),
        };
    }
    text
}

fn draw_list(tape: &mut Tape<'_>, theme: &Theme, number: usize) -> Option<ListText> {
    let kinds: &[&str] = match theme.types[0] {
        "work" => &[
            "assist",
            "negative_tasks",
            "responsible_body_matters",
            "autonomous_duties",
            "retained_vetoes",
            "small_powers",
        ],
        "signboard" | "mechanism" | "dedicated_post" => {
            &["mechanisms_and_signboards", "negative_tasks"]
        }
        "certificate" => &["certificates_to_issue", "certificates_not_to_issue"],
        "digital_tool" => &["assist", "negative_tasks"],
        _ => return None,
    };
    let kind = *tape.pick(kinds);
    let mut text = ListText {
        id: format!("list-{number}"),
        kind: kind.to_owned(),
        on: vec![theme.types[0].to_owned()],
        ..ListText::default()
    };
    if tape.chance(25) {
        // A retained list presumed absent would forbid what nobody said, and is refused.
        let choices: &[&str] = match kind {
            "retained_vetoes" => &["ask"],
            _ => &["ask", "presume_absent"],
        };
        let meanwhile = *tape.pick(choices);
        text.not_loaded = Some(meanwhile.to_owned());
        return Some(text);
    }
    for (number, name) in ITEMS.iter().enumerate() {
        if tape.chance(45) {
            text.entries.push(EntryText {
                code: tape.chance(30).then(|| format!("A0{number}")),
                name: (*name).to_owned(),
                aliases: match tape.chance(20) {
                    true => vec![format!("别名{number}")],
                    false => Vec::new(),
                },
                refines: None,
                in_force: tape
                    .chance(20)
                    .then(|| [Some("2024-01-01".to_owned()), Some("2024-06-30".to_owned())]),
            });
        }
    }
    Some(text)
}

/// Makes a list inherit one of the parent's of the same kind, if there is one. Of a list that may
/// only narrow that, the entries are those of the parent's, one of them perhaps under another name.
fn draw_inheritance(tape: &mut Tape<'_>, parent: &PackText, list: &mut ListText) {
    let same: Vec<&ListText> = parent
        .lists
        .iter()
        .filter(|one| one.kind == list.kind)
        .collect();
    if same.is_empty() {
        return;
    }
    let inherited = *tape.pick(&same);
    list.inherits = Some(format!("{}/{}", parent.id, inherited.id));
    if forbids(&list.kind) || inherited.not_loaded.is_some() || list.not_loaded.is_some() {
        return;
    }
    list.entries.retain_mut(|entry| {
        let kept = inherited
            .entries
            .iter()
            .find(|known| known.name == entry.name);
        let Some(kept) = kept else { return false };
        entry.in_force.clone_from(&kept.in_force);
        if tape.chance(30) {
            entry.refines = Some(std::mem::replace(
                &mut entry.name,
                format!("细{}", kept.name),
            ));
        }
        true
    });
}

/// Takes out of later lists of a pack what an earlier one of the other effect holds: a pack that
/// grants and forbids one item is refused.
fn part_names(lists: &mut [ListText]) {
    for later in 1..lists.len() {
        let (before, rest) = lists.split_at_mut(later);
        let list = &mut rest[0];
        list.entries.retain(|entry| {
            before
                .iter()
                .filter(|other| forbids(&other.kind) != forbids(&list.kind))
                .flat_map(|other| &other.entries)
                .all(|known| !names(known).any(|name| names(entry).any(|own| own == name)))
        });
    }
}

/// By what an entry is found: a refined one has a name of its own, but perhaps the alias.
fn names(entry: &EntryText) -> impl Iterator<Item = &String> {
    std::iter::once(&entry.name).chain(&entry.aliases)
}

fn forbids(kind: &str) -> bool {
    [
        "negative_tasks",
        "responsible_body_matters",
        "certificates_not_to_issue",
    ]
    .contains(&kind)
}

fn draw_rule(
    tape: &mut Tape<'_>,
    theme: &Theme,
    pack: &PackText,
    before: &[PackText],
    number: usize,
) -> RuleText {
    let modality = *tape.pick(&[
        "permitted",
        "forbidden",
        "forbidden_without",
        "required",
        "permitted",
        "forbidden_without",
        "required",
        "in_principle_forbidden",
        "advised",
    ]);
    let gate = matches!(modality, "forbidden_without" | "in_principle_forbidden");
    // A gate needs a procedure; where the pack has none, it is one that names nobody.
    let modality = match modality {
        "forbidden_without" if pack.procedures.is_empty() => "in_principle_forbidden",
        other => other,
    };
    let common = tape.below(4);
    let on = match common {
        0 | 1 => theme.types[0].to_owned(),
        2 => theme.types.join(" "),
        _ => "all".to_owned(),
    };
    let own = common < 2;
    let mut text = rule(&format!("rule-{number}"), &on, modality);
    if gate
        && !pack.procedures.is_empty()
        && (modality != "in_principle_forbidden" || tape.chance(70))
    {
        let procedure = tape.below(pack.procedures.len());
        text.procedure = Some(format!("procedure-{procedure}"));
        // A parent's procedure has its id in front.
        if let Some(parent) = before.iter().find(|known| pack.parents.contains(&known.id))
            && let Some(procedure) = parent.procedures.first()
            && tape.chance(30)
        {
            text.procedure = Some(format!("{}/{}", parent.id, procedure.id));
        }
    }
    let condition = |tape: &mut Tape<'_>| draw_condition(tape, theme, pack, before, own, 0);
    if tape.chance(85) {
        text.when = Some(condition(tape));
    }
    if tape.chance(35) {
        text.unless = Some(condition(tape));
    }
    match modality {
        "required" => {
            let due = *tape.pick(&["before", "after", "standing"]);
            text.due = Some(due.to_owned());
            text.even_when_denied = tape.chance(25);
            if due != "standing" || tape.chance(50) {
                text.met_when = Some(condition(tape));
            }
        }
        "advised" if tape.chance(50) => text.met_when = Some(condition(tape)),
        _ => {}
    }
    if number > 0 && tape.chance(25) {
        text.yields_to.push(format!("rule-{}", tape.below(number)));
    }
    if tape.chance(10) {
        let to = Some("2024-06-30".to_owned());
        text.in_force = Some([Some("2024-01-01".to_owned()), to]);
    }
    text
}

fn draw_condition(
    tape: &mut Tape<'_>,
    theme: &Theme,
    pack: &PackText,
    before: &[PackText],
    own: bool,
    depth: usize,
) -> String {
    match tape.below(if depth < 2 { 8 } else { 4 }) {
        0..3 => draw_atom(tape, theme, pack, before, own),
        3 => format!("!({})", draw_atom(tape, theme, pack, before, own)),
        choice => {
            let left = draw_condition(tape, theme, pack, before, own, depth + 1);
            let right = draw_condition(tape, theme, pack, before, own, depth + 1);
            let operator = if choice % 2 == 0 { "&&" } else { "||" };
            format!("({left} {operator} {right})")
        }
    }
}

fn draw_atom(
    tape: &mut Tape<'_>,
    theme: &Theme,
    pack: &PackText,
    before: &[PackText],
    own: bool,
) -> String {
    let own_atoms: &[Atom] = if own { &theme.own } else { &[] };
    let all: Vec<&Atom> = theme.common.iter().chain(own_atoms).collect();
    match *tape.pick(&all) {
        Atom::Text(text) => (*text).to_owned(),
        Atom::Local(text) => text.replace('@', &pack.id),
        // Only the main type is looked up in the lists of a case.
        Atom::Listed(_) if !own => "true".to_owned(),
        Atom::Listed(number) => match pick_list(tape, pack, before, *number) {
            Some(list) => format!("listed('{list}')"),
            None => "false".to_owned(),
        },
        Atom::SignListed(number) => match pick_list(tape, pack, before, *number) {
            Some(list) => format!("count(village.signboards, s, !listed('{list}', s.name)) > 1"),
            None => "false".to_owned(),
        },
        Atom::Approved(_) if pack.procedures.is_empty() => "false".to_owned(),
        Atom::Approved(number) => {
            let procedure = &pack.procedures[number % pack.procedures.len()];
            format!("approved('{}')", procedure.id)
        }
    }
}

/// A list of the pack or of a parent, as it is written.
fn pick_list(
    tape: &mut Tape<'_>,
    pack: &PackText,
    before: &[PackText],
    number: usize,
) -> Option<String> {
    let parent = before
        .iter()
        .rfind(|known| pack.parents.contains(&known.id));
    let from_parent = parent.filter(|parent| !parent.lists.is_empty() && tape.chance(30));
    match from_parent {
        Some(parent) => {
            let list = &parent.lists[number % parent.lists.len()];
            Some(format!("{}/{}", parent.id, list.id))
        }
        None => {
            let list = pack.lists.get(number % pack.lists.len().max(1))?;
            Some(list.id.clone())
        }
    }
}
