//! What the columns of a table are to one program.

use zhunru::wide::Program;

use super::group::{Group, Subject};
use super::joint::Joint;
use super::member::Member;
use crate::columns::{Field, Scope};
use crate::table::layout::Layout;

/// What the columns of a layout are to a program.
#[derive(Debug, Default)]
pub(super) struct Roles {
    /// Those that it reads.
    pub(super) groups: Vec<Group>,
    /// Those whose cells must be unknown: a stated one is faulty, or leaves its row to the single path.
    pub(super) unstated: Vec<usize>,
    /// Those that it does not read, but whose cells may be faulty.
    pub(super) unread: Vec<usize>,
}

impl Roles {
    /// The roles of a layout's columns for a program.
    pub(super) fn of(layout: &Layout, program: &Program, joints: &mut Vec<Joint>) -> Self {
        let demand = program.demand_type();
        let mut roles = Roles::default();
        let mut seen = Vec::new();
        let (mut bases, mut acts, mut signs) = (Vec::new(), Vec::new(), Vec::new());
        let mut level = None;
        let mut several = |members: Vec<Member>, subject| {
            let columns = members
                .iter()
                .map(|member| layout.columns.get(member.place));
            let of_demand = columns.flatten().any(|column| column.is_of_demand);
            let joint = Joint::new(members, of_demand.then_some(demand));
            let known = joints.iter().position(|known| known.is_alike(&joint));
            let number = known.unwrap_or(joints.len());
            if known.is_none() {
                joints.push(joint);
            }
            Group::several(number, subject)
        };
        for (place, column) in layout.columns.iter().enumerate() {
            // A cell that speaks of another type of demand is faulty; and two columns of one field may
            // contradict each other.
            let field = column.field(demand);
            let Some(field) = field.filter(|field| !seen.contains(&&field.path)) else {
                roles.unstated.push(place);
                continue;
            };
            seen.push(&field.path);
            let name = field.path.rsplit('.').next().unwrap_or_default();
            let is_sign = ["signboard.name", "village.signboards"].contains(&field.path.as_str());
            match field.scope {
                // Though no rule reads it, it contradicts a list of acts beside it.
                Scope::ApprovalPart => acts.push(Member::of_act(place, &field.path)),
                Scope::Basis => bases.push(Member::reading(place)),
                // Whether a document is that of the deployment is told by its number, too.
                Scope::BasisPart
                    if program.reads_field("basis", name)
                        || (name != "title" && name != "clause") =>
                {
                    bases.push(Member::reading(place));
                }
                Scope::BasisPart => bases.push(Member::something(place)),
                _ if is_sign && program.adds_sign() => signs.push(place),
                _ if is_checked(field) || program.reads(&field.path) => {
                    if field.path == "issuer.level" {
                        level = Some(place);
                    }
                    roles.groups.push(Group::one(place));
                }
                _ => roles.unread.push(place),
            }
        }
        match signs.as_slice() {
            [one] => roles.groups.push(Group::one(*one)),
            [] => {}
            signs => {
                let members = signs.iter().map(|place| Member::reading(*place));
                roles
                    .groups
                    .push(several(members.collect(), Subject::Facts));
            }
        }
        if !acts.is_empty() {
            acts.extend(level.map(Member::reading));
            roles.groups.push(several(acts, Subject::Acts));
        }
        // The only legal basis stands in one column or in those of its fields, not in both.
        if bases.len() > 1 || (!bases.is_empty() && program.reads("basis")) {
            roles.groups.push(several(bases, Subject::Facts));
        } else {
            roles.unread.extend(bases.iter().map(|member| member.place));
        }
        roles
    }
}

/// Whether a field says what only the whole proposal can tell, or bears faults that are seen with the
/// demand: further facts, acts on record, and issuers, which other columns must give as many of.
fn is_checked(field: &Field) -> bool {
    field.scope == Scope::Facts || field.path == "approvals" || field.path.starts_with("issuer.")
}
