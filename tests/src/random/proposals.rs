//! Random proposals.

use chrono::NaiveDate;
use serde_json::{Map, Value as Json, json};

use super::atoms::Theme;
use super::packs::ITEMS;
use super::{Seed, Tape, Unknown};
use crate::packs::PackText;

/// A drawer of optional fields.
struct Fields<'t, 'a> {
    tape: &'t mut Tape<'a>,
    unknown: Unknown,
    object: Map<String, Json>,
}

impl<'t, 'a> Fields<'t, 'a> {
    fn new(tape: &'t mut Tape<'a>, unknown: Unknown) -> Fields<'t, 'a> {
        Fields {
            tape,
            unknown,
            object: Map::new(),
        }
    }

    /// Whether a field is given.
    fn given(&mut self) -> bool {
        !self.tape.chance(30) || self.unknown == Unknown::Nothing
    }

    /// States one of these values, or leaves the field out.
    fn one_of(&mut self, name: &str, values: &[Json]) -> &mut Self {
        let given = self.given();
        let value = self.tape.pick(values).clone();
        if given {
            self.object.insert(name.to_owned(), value);
        }
        self
    }

    fn boolean(&mut self, name: &str) -> &mut Self {
        self.one_of(name, &[json!(false), json!(true)])
    }
}

/// Draws the proposal of a case and the day on which it is decided.
///
/// The same seed draws the same values whether facts may be unknown or not, so that the one proposal
/// is a completion of the other, but for what is presumed.
pub(super) fn draw(
    seed: &Seed,
    theme: &Theme,
    packs: &[PackText],
    unknown: Unknown,
) -> (Json, NaiveDate) {
    let tape = &mut Tape::new(&seed.header);
    let date = match tape.chance(20) {
        true => NaiveDate::from_ymd_opt(2024, 7, 1),
        false => NaiveDate::from_ymd_opt(2024, 3, 4),
    };
    let mut proposal = Fields::new(tape, unknown);
    proposal.one_of(
        "starts_on",
        &[
            json!("2024-02-29"),
            json!("2024-03-01"),
            json!("2024-03-04"),
            json!("none"),
        ],
    );
    let mut village = Fields::new(proposal.tape, unknown);
    village.one_of("kind", &[json!("village"), json!("community")]);
    let mut village = village.object;
    village.insert("code".to_owned(), json!("340304100201"));
    village.insert("name".to_owned(), json!("下洪村"));
    if proposal.given() {
        let signs: Vec<Json> = seed
            .stock
            .iter()
            .map(|bytes| sign(bytes, unknown))
            .collect();
        village.insert("signboards".to_owned(), Json::from(signs));
    }
    for (list, own) in [("mechanisms", "dedicated_post"), ("digital_tools", "")] {
        let given = proposal.given();
        let entries: Vec<Json> = (0..proposal.tape.below(3))
            .map(|_| {
                let mut entry = Fields::new(proposal.tape, unknown);
                entry.one_of("sponsor_level", &[json!("county"), json!("township")]);
                if !own.is_empty() {
                    entry.boolean(own);
                }
                Json::from(entry.object)
            })
            .collect();
        if given {
            village.insert(list.to_owned(), Json::from(entries));
        }
    }
    let object = &mut proposal.object;
    object.insert("village".to_owned(), Json::from(village));
    let mut issuer = Fields::new(proposal.tape, unknown);
    issuer
        .one_of(
            "level",
            &[json!("county"), json!("township"), json!("city")],
        )
        .one_of(
            "kind",
            &[
                json!("government_department"),
                json!("court"),
                json!("civil_affairs"),
            ],
        );
    issuer.one_of("name", &[json!("某局"), json!("某办")]);
    // A joint notice of two bodies.
    let issuer = match issuer.tape.chance(15) {
        true => json!([issuer.object, { "level": "county", "kind": "government" }]),
        false => Json::from(issuer.object),
    };
    object.insert("issuer".to_owned(), issuer);
    let (given, basis) = bases(proposal.tape, unknown);
    if given {
        proposal.object.insert("basis".to_owned(), basis);
    }
    let support = support(proposal.tape, unknown);
    proposal.object.insert("support".to_owned(), support);
    if proposal.given() {
        let demands = seed.demands.len();
        let acts = seed.approvals.iter();
        let acts: Vec<Json> = acts
            .map(|bytes| approval(bytes, demands, unknown))
            .collect();
        proposal
            .object
            .insert("approvals".to_owned(), Json::from(acts));
    }
    let mut facts = Fields::new(proposal.tape, unknown);
    facts.boolean("forced").boolean("sole_yardstick");
    for pack in packs {
        let path = |name: &str| format!("{}.{name}", pack.id);
        facts
            .boolean(&path("flag"))
            .one_of(&path("grade"), &[json!("a"), json!("b"), json!("c")])
            .one_of(&path("share"), &[json!("0.4"), json!("0.5"), json!("0.6")])
            .one_of(&path("number"), &[json!(2), json!(3), json!("none")])
            .one_of(
                &path("day"),
                &[json!("2024-03-05"), json!("2024-03-06"), json!("none")],
            )
            .one_of(&path("note"), &[json!("甲"), json!("丙")]);
    }
    let facts = Json::from(facts.object);
    proposal.object.insert("facts".to_owned(), facts);
    let demands: Vec<Json> = seed
        .demands
        .iter()
        .map(|bytes| demand(&mut Tape::new(bytes), theme, packs, unknown))
        .collect();
    proposal
        .object
        .insert("demands".to_owned(), Json::from(demands));
    (Json::from(proposal.object), date.unwrap())
}

fn bases(tape: &mut Tape<'_>, unknown: Unknown) -> (bool, Json) {
    let mut fields = Fields::new(tape, unknown);
    let given = fields.given();
    let entries: Vec<Json> = (0..tape.below(3))
        .map(|_| {
            let mut entry = Fields::new(tape, unknown);
            entry
                .one_of(
                    "rank",
                    &[
                        json!("law"),
                        json!("policy_document"),
                        json!("central_joint_document"),
                    ],
                )
                .one_of("title", &[json!("某法"), json!("none")])
                .one_of("number", &[json!("1号"), json!("2号"), json!("none")]);
            Json::from(entry.object)
        })
        .collect();
    (given, Json::from(entries))
}

fn support(tape: &mut Tape<'_>, unknown: Unknown) -> Json {
    let mut funds = Fields::new(tape, unknown);
    funds
        .one_of(
            "borne_by",
            &[json!("issuer"), json!("village"), json!("nobody")],
        )
        .one_of(
            "amount",
            &[json!("100"), json!("100.50"), json!("200"), json!("none")],
        );
    json!({ "funds": funds.object })
}

fn sign(bytes: &[u8], unknown: Unknown) -> Json {
    let mut tape = Tape::new(bytes);
    let mut fields = Fields::new(&mut tape, unknown);
    fields
        .one_of(
            "placement",
            &[json!("interior_sign"), json!("exterior_sign")],
        )
        .one_of("sponsor_level", &[json!("county"), json!("township")])
        .boolean("filed")
        .object
        .insert("name".to_owned(), json!("综治中心"));
    // Left out it would be false, so what becomes known could differ.
    let by_statute = fields.tape.chance(50);
    let object = &mut fields.object;
    object.insert("statutorily_required".to_owned(), json!(by_statute));
    if fields.tape.chance(50) {
        let name = if fields.tape.chance(30) && unknown == Unknown::Some {
            Json::Null
        } else {
            json!("农家书屋")
        };
        fields.object.insert("name".to_owned(), name);
    }
    Json::from(fields.object)
}

fn approval(bytes: &[u8], demands: usize, unknown: Unknown) -> Json {
    let mut tape = Tape::new(bytes);
    // One field in eight is left out: several unknown ones have very many completions.
    let leave_out = tape.chance(50) && unknown == Unknown::Some;
    let left_out = tape.below(6);
    let mut object = Map::new();
    let mut put = |number: usize, name: &str, value: Json| {
        if !(leave_out && left_out == number) {
            object.insert(name.to_owned(), value);
        }
    };
    put(
        0,
        "act",
        json!(tape.pick(&["approval", "consent", "preliminary_review"])),
    );
    put(
        1,
        "on",
        tape.pick(&[
            json!("2024-02-01"),
            json!("2024-02-02"),
            json!("2024-02-03"),
            json!("none"),
        ])
        .clone(),
    );
    put(
        2,
        "number",
        tape.pick(&[json!("1号"), json!("1号"), json!("none")])
            .clone(),
    );
    put(
        3,
        "outcome",
        tape.pick(&[json!("approved"), json!("approved"), json!("rejected")])
            .clone(),
    );
    let (kind, level) = *tape.pick(&[
        ("civil_affairs", "county"),
        ("party_committee", "county"),
        ("government", "county"),
        ("villagers_assembly", "village"),
        ("party_committee", "township"),
    ]);
    let mut by = Map::new();
    if !(leave_out && left_out == 4) {
        by.insert("kind".to_owned(), json!(kind));
    }
    if !(leave_out && left_out == 5) {
        by.insert("level".to_owned(), json!(level));
    }
    object.insert("by".to_owned(), Json::from(by));
    if tape.chance(15) {
        let ends_on = *tape.pick(&["2024-03-04", "2024-03-03", "none"]);
        object.insert("ends_on".to_owned(), json!(ends_on));
    }
    if tape.chance(15) {
        object.insert("demands".to_owned(), json!([tape.below(demands)]));
    }
    Json::from(object)
}

fn demand(tape: &mut Tape<'_>, theme: &Theme, packs: &[PackText], unknown: Unknown) -> Json {
    let demand = *tape.pick(&theme.types);
    let mut fields = Fields::new(tape, unknown);
    let mut items: Vec<Json> = ITEMS.iter().map(|item| json!(item)).collect();
    items.extend([
        json!("殡葬改革宣传工作"),
        json!("下洪村农家书屋"),
        json!("A00"),
        json!("别名1"),
        json!("毫不相干"),
        json!("none"),
    ]);
    match demand {
        "work" => fields
            .one_of("item", &items)
            .one_of(
                "matter",
                &[json!("demolition"), json!("other"), json!("none")],
            )
            .one_of(
                "role",
                &[json!("responsible"), json!("assist"), json!("autonomous")],
            )
            .boolean("own_duty"),
        "signboard" => fields
            .one_of("name", &items)
            .one_of(
                "placement",
                &[json!("interior_sign"), json!("exterior_sign")],
            )
            .one_of("sponsor_level", &[json!("county"), json!("township")])
            .boolean("counterpart")
            .boolean("statutorily_required")
            .boolean("filed"),
        "mechanism" | "dedicated_post" => fields
            .one_of("name", &items)
            .boolean("statutorily_required")
            .boolean("centrally_required")
            .boolean("existing_body_can_carry"),
        "assessment" => fields
            .one_of(
                "criteria",
                &[
                    json!([]),
                    json!(["traces"]),
                    json!(["results", "satisfaction"]),
                    json!(["results", "ledgers", "traces"]),
                ],
            )
            .one_of("run_by", &[json!("county"), json!("city")]),
        "meeting" => fields
            .one_of(
                "held_on",
                &[
                    json!("2024-03-05"),
                    json!("2024-03-06"),
                    json!("2024-03-08"),
                ],
            )
            .boolean("same_matter_before"),
        "document" => fields
            .one_of("characters", &[json!(4999), json!(5000), json!(5001)])
            .one_of(
                "repeated_share",
                &[json!("0.49"), json!("0.5"), json!("0.51")],
            )
            .one_of("sent_on", &[json!("2024-03-05"), json!("2024-03-06")]),
        "digital_tool" => fields
            .one_of("name", &items)
            .one_of(
                "asks",
                &[json!([]), json!(["ranking"]), json!(["forms", "uploads"])],
            )
            .boolean("replaces_existing"),
        _ => fields
            .one_of("item", &items)
            .boolean("able_to_verify")
            .boolean("major_or_risky")
            .boolean("seal_liability"),
    };
    let mut object = fields.object;
    object.insert("type".to_owned(), json!(demand));
    if tape.chance(15) {
        object.insert("basis".to_owned(), bases(tape, unknown).1);
    }
    if tape.chance(15) {
        object.insert("support".to_owned(), support(tape, unknown));
    }
    let mut facts = Map::new();
    if tape.chance(15) {
        facts.insert("forced".to_owned(), json!(tape.chance(50)));
    }
    let known = unknown == Unknown::Nothing;
    for pack in packs.iter().filter(|_| demand == theme.types[0]) {
        for list in &pack.lists {
            let stated = tape.chance(20);
            let on = tape.chance(50);
            // Where nothing is to be unknown, an item that is only similar has to be settled.
            if stated || known {
                facts.insert(format!("listed.{}.{}", pack.id, list.id), json!(on));
            }
        }
    }
    if !facts.is_empty() {
        object.insert("facts".to_owned(), Json::from(facts));
    }
    Json::from(object)
}
