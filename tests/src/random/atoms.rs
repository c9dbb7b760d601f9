//! What conditions are made of.

use super::Tape;

/// The smallest part of a condition.
#[derive(Clone, Debug)]
pub(super) enum Atom {
    /// Ready text.
    Text(&'static str),
    /// A test of a fact that the pack declares; `@` stands for the pack's id.
    Local(&'static str),
    /// The demand's item is on the list of this number.
    Listed(usize),
    /// The name of a sign that hangs or is to hang is on the list of this number.
    SignListed(usize),
    /// The procedure of this number is complete.
    Approved(usize),
}

/// What a case is about: few demand types and few atoms, so that rules meet each other.
#[derive(Debug)]
pub(super) struct Theme {
    /// The demand types, the main one first.
    pub(super) types: Vec<&'static str>,
    /// Atoms for any demand type.
    pub(super) common: Vec<Atom>,
    /// Atoms for the main type only.
    pub(super) own: Vec<Atom>,
}

const TYPES: [&str; 9] = [
    "work",
    "signboard",
    "mechanism",
    "assessment",
    "meeting",
    "document",
    "dedicated_post",
    "digital_tool",
    "certificate",
];

const COMMON: &[Atom] = &[
    Atom::Text("forced"),
    Atom::Text("sole_yardstick"),
    Atom::Text("issuer.level >= 'county'"),
    Atom::Text("issuer.level == 'city'"),
    Atom::Text("issuer.kind in ['court', 'enterprise']"),
    Atom::Text("support.funds.borne_by in ['issuer', 'superior']"),
    Atom::Text("support.funds.amount > 100.5"),
    Atom::Text("support.funds.amount == 'none'"),
    Atom::Text("village.kind == 'village'"),
    Atom::Text("basis.exists(b, b.rank in ['law', 'local_regulation'])"),
    Atom::Text("basis.all(b, b.rank == 'policy_document')"),
    Atom::Text("count(basis, b, b.rank == 'law') >= 2"),
    Atom::Text("basis.exists(b, b.rank == 'law' && b.title == 'none')"),
    Atom::Text("starts_on >= date('2024-03-01')"),
    Atom::Text("starts_on == 'none'"),
    Atom::Text("weekday(starts_on) in ['monday', 'friday']"),
    Atom::Text("count(village.signboards, s, s.placement == 'interior_sign') > 2"),
    Atom::Text(
        "count(village.signboards, s, s.sponsor_level == 'county' && s.placement == 'exterior_sign') <= 1",
    ),
    Atom::Text("village.signboards.exists(s, !s.filed)"),
    Atom::Text("count(village.signboards, s, !s.statutorily_required) > 1"),
    Atom::SignListed(0),
    Atom::SignListed(1),
    Atom::Text("village.signboards.exists(s, s.name == '综治中心')"),
    Atom::Text("count(village.signboards, s, s.name in ['农家书屋', '综治中心']) >= 2"),
    Atom::Text("issuer.name == '某局'"),
    Atom::Text("count(village.mechanisms, m, m.dedicated_post) >= 2"),
    Atom::Text("village.mechanisms.all(m, m.sponsor_level in ['county', 'city'])"),
    Atom::Local("@.flag"),
    Atom::Local("@.grade >= 'b'"),
    Atom::Local("@.share <= 0.5"),
    Atom::Local("@.number == 3"),
    Atom::Local("@.day < date('2024-03-06')"),
    Atom::Local("@.note in ['甲', '乙']"),
    Atom::Listed(0),
    Atom::Listed(1),
    Atom::Approved(0),
    Atom::Approved(1),
];

fn own(demand: &str) -> &'static [Atom] {
    match demand {
        "work" => &[
            Atom::Text("work.role == 'responsible'"),
            Atom::Text("work.role in ['assist', 'agent']"),
            Atom::Text("work.matter == 'demolition'"),
            Atom::Text("work.matter in ['demolition', 'other']"),
            Atom::Text("work.own_duty"),
            Atom::Text("work.item == 'none'"),
            Atom::Text("work.item in ['农家书屋', '毫不相干']"),
        ],
        "signboard" => &[
            Atom::Text("signboard.placement == 'interior_sign'"),
            Atom::Text("signboard.placement in ['exterior_sign', 'exterior_identifier']"),
            Atom::Text("signboard.sponsor_level >= 'county'"),
            Atom::Text("signboard.counterpart"),
            Atom::Text("signboard.statutorily_required"),
            Atom::Text("signboard.filed"),
            Atom::Text(
                "count(village.signboards, s, s.sponsor_level == 'county' && !s.statutorily_required) > 1",
            ),
            Atom::SignListed(0),
        ],
        "mechanism" | "dedicated_post" => &[
            Atom::Text("mechanism.statutorily_required"),
            Atom::Text("mechanism.centrally_required"),
            Atom::Text("mechanism.existing_body_can_carry"),
            Atom::Text("mechanism.name == '综治中心'"),
        ],
        "assessment" => &[
            Atom::Text("assessment.criteria.exists(c, c == 'traces')"),
            Atom::Text("assessment.criteria.all(c, c in ['satisfaction', 'results'])"),
            Atom::Text("count(assessment.criteria, c, c != 'results') >= 2"),
            Atom::Text("assessment.run_by <= 'county'"),
        ],
        "meeting" => &[
            Atom::Text("weekday(meeting.held_on) in ['wednesday', 'thursday']"),
            Atom::Text("meeting.held_on >= date('2024-03-06')"),
            Atom::Text("meeting.held_on == date('2024-03-08')"),
            Atom::Text("meeting.same_matter_before"),
        ],
        "document" => &[
            Atom::Text("document.characters > 5000"),
            Atom::Text("document.characters >= 5000"),
            Atom::Text("document.repeated_share <= 0.5"),
            Atom::Text("document.repeated_share == 0.5"),
            Atom::Text("document.sent_on < date('2024-03-06')"),
        ],
        "digital_tool" => &[
            Atom::Text("digital_tool.asks.exists(a, a in ['clock_in', 'ranking'])"),
            Atom::Text("digital_tool.asks.all(a, a != 'forms')"),
            Atom::Text("digital_tool.replaces_existing"),
            Atom::Text("village.digital_tools.exists(t, t.sponsor_level == 'county')"),
        ],
        _ => &[
            Atom::Text("certificate.able_to_verify"),
            Atom::Text("certificate.major_or_risky"),
            Atom::Text("certificate.seal_liability"),
        ],
    }
}

impl Theme {
    /// Draws what a case is about.
    pub(super) fn draw(tape: &mut Tape<'_>) -> Theme {
        let main = *tape.pick(&TYPES);
        let mut types = vec![main];
        if tape.chance(40) {
            let second = *tape.pick(&TYPES);
            if second != main {
                types.push(second);
            }
        }
        let several = |tape: &mut Tape<'_>, from: &[Atom], least: usize, spread: usize| {
            let number = least + tape.below(spread);
            (0..number).map(|_| tape.pick(from).clone()).collect()
        };
        Theme {
            common: several(tape, COMMON, 2, 4),
            own: several(tape, own(main), 1, 3),
            types,
        }
    }
}
