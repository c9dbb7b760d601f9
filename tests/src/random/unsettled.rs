//! The same proposals with acts of which not all is known, and without items.

use chrono::{Days, NaiveDate};
use serde_json::{Value as Json, json};
use zhunru::model::Coded;
use zhunru::pack::Pack;
use zhunru::procedure::{Body, BodyLevel, Procedure};

use super::Tape;
use super::tape::is_one_of;

/// The same proposal with acts that carry a procedure of these packs, often on unknown days and near the day of the
/// decision, and often without items; then the like of it: behind an act that does not count, and with all
/// acts a day earlier. What is told of one must not be told of the other where it makes a difference.
pub fn unsettled<'p>(
    json: &Json,
    packs: impl Iterator<Item = &'p Pack>,
    day: NaiveDate,
    tape: &mut Tape<'_>,
) -> Vec<Json> {
    let mut unsettled = json.clone();
    let procedures: Vec<&Procedure> = packs.flat_map(|pack| &pack.procedures).collect();
    let issuer = unsettled["issuer"]["level"].as_str().unwrap_or("county");
    let acts = match procedures.as_slice() {
        [] => Vec::new(),
        all => acts(all[tape.far_below(all.len())], issuer, day, tape),
    };
    if is_one_of(20, tape)
        && let Some(issuer) = unsettled["issuer"].as_object_mut()
    {
        issuer.remove("level");
    }
    for demand in unsettled["demands"].as_array_mut().into_iter().flatten() {
        let demand = demand.as_object_mut();
        if let Some(demand) = demand.filter(|_| is_one_of(40, tape)) {
            demand.remove("item");
            demand.remove("name");
        }
    }
    unsettled["approvals"] = json!(acts);
    let (mut behind, mut earlier) = (unsettled.clone(), unsettled.clone());
    let past = json!({"act": "approval", "ends_on": "2023-12-31"});
    let acts = behind["approvals"].as_array_mut().into_iter();
    acts.for_each(|acts| acts.insert(0, past.clone()));
    for act in earlier["approvals"].as_array_mut().into_iter().flatten() {
        let on: Option<NaiveDate> = act["on"].as_str().and_then(|on| on.parse().ok());
        if let Some(on) = on {
            act["on"] = json!(on - Days::new(1));
        }
    }
    vec![unsettled, behind, earlier]
}

/// Acts for the steps of a procedure, some of them refused by the same body.
fn acts(procedure: &Procedure, issuer: &str, day: NaiveDate, tape: &mut Tape<'_>) -> Vec<Json> {
    let mut acts = Vec::new();
    for step in &procedure.steps {
        let bodies: Vec<&Body> = step.by.iter().flatten().collect();
        for body in bodies {
            if is_one_of(20, tape) {
                continue;
            }
            let level = match body.level {
                BodyLevel::Fixed(level) => level.code(),
                BodyLevel::Issuer => issuer,
            };
            let mut act = |outcome: &str| {
                let mut act = json!({
                    "act": step.acts[tape.far_below(step.acts.len())].code(),
                    "by": {"kind": body.kind.code(), "level": level},
                    "number": "1号", "outcome": outcome,
                });
                if is_one_of(50, tape) {
                    let before = [0, 0, 1, 2, 3, 20][tape.far_below(6)];
                    act["on"] = json!(day - Days::new(before));
                }
                let fields = ["act", "number", "outcome"];
                if let Some(act) = act.as_object_mut().filter(|_| is_one_of(10, tape)) {
                    act.remove(fields[tape.far_below(fields.len())]);
                }
                if is_one_of(10, tape) {
                    act["by"] = json!({"level": level});
                }
                act
            };
            acts.push(act("approved"));
            let refused = act("rejected");
            if is_one_of(30, tape) {
                acts.push(refused);
            }
        }
    }
    // Several acts of which much is unknown have very many completions.
    acts.truncate(4);
    acts
}
