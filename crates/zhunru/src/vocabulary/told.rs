//! What a field says of its fact, as cheap to look at as the field itself.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::ItemName;
use super::field::Single;
use crate::model::{
    AdminLevel, Approval, Coded, Demand, LegalBasis, Proposal, Stated, StockItem, StockMechanism,
    StockSignboard, SupportItem,
};

/// What a field says of its fact, borrowed from the proposal: the same as its [`FactState`], which
/// owns what it says.
///
/// [`FactState`]: super::FactState
#[derive(Clone, Copy, Debug)]
pub(crate) enum Told<'a> {
    /// Nothing.
    Unknown,
    /// One of a closed set of values: [`Told::NONE`], [`Told::FALSE`], [`Told::TRUE`], or 1 and the
    /// place of a code among those of its type.
    Closed(u8),
    /// A whole number.
    Integer(i64),
    /// A decimal number.
    Decimal(Decimal),
    /// A calendar date.
    Date(NaiveDate),
    /// A text, or a code that packs declare.
    Text(&'a str),
    /// An item.
    Item(&'a ItemName),
    /// A list, which is whole.
    Entries(ToldEntries<'a>),
    /// Something that only the whole proposal tells.
    Whole,
}

/// The entries of a list.
#[derive(Clone, Copy, Debug)]
pub(crate) enum ToldEntries<'a> {
    /// Legal bases, and the acts on record that tell which of them is a deployment.
    Bases(&'a [LegalBasis], Option<&'a [Approval]>),
    /// Signs that a village has.
    Signboards(&'a [StockSignboard]),
    /// Mechanisms that a village has.
    Mechanisms(&'a [StockMechanism]),
    /// Other things that a village has.
    Items(&'a [StockItem]),
    /// Acts on record.
    Acts(ToldActs<'a>),
    /// Codes of a closed set, each as in [`Told::Closed`], a byte each from the lowest on.
    Codes(u64),
}

/// Acts on record, with what decides which of them count.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ToldActs<'a> {
    pub(crate) acts: &'a [Approval],
    /// The number of the demand that they must cover.
    demand: usize,
    /// The day up to which they count.
    day: NaiveDate,
    /// The level of the issuer, whose own level some must have.
    issuer: Option<AdminLevel>,
}

impl<'a> ToldActs<'a> {
    /// More acts than this are left to the whole proposal, and more of unknown days.
    const MOST: usize = 32;
    const MOST_OF_UNKNOWN_DAYS: usize = 4;

    /// Those that count: up to the day of the decision, as far as it is known; nothing where only the
    /// whole proposal tells.
    pub(crate) fn of(
        acts: &'a [Approval],
        demand: usize,
        day: NaiveDate,
        issuer: Option<AdminLevel>,
    ) -> Option<Self> {
        let told = ToldActs {
            acts,
            demand,
            day,
            issuer,
        };
        let of_unknown_days = acts.iter().filter(|act| act.on.is_none()).count();
        let is_few = acts.len() <= Self::MOST && of_unknown_days <= Self::MOST_OF_UNKNOWN_DAYS;
        is_few.then_some(told)
    }

    /// The acts that count, or may do so.
    pub(crate) fn counting(self) -> impl Iterator<Item = &'a Approval> {
        self.places().map(|(_, act)| act)
    }

    /// The acts that count, with their places among all.
    pub(crate) fn places(self) -> impl Iterator<Item = (usize, &'a Approval)> {
        self.acts.iter().enumerate().filter(move |(_, act)| {
            act.covers(self.demand)
                && !act.is_past(self.day)
                && match &act.on {
                    None => true,
                    Some(Stated::None) => false,
                    Some(Stated::Value(on)) => *on <= self.day,
                }
        })
    }

    /// Hands out the issuer's level, and then of each act that counts all that may matter; of days only the
    /// order, and where some are unknown, how many days lie behind each on which these may be.
    fn tell(self, each: &mut impl FnMut(usize, Told<'a>)) {
        let day_of = |act: &Approval| act.on.as_ref().and_then(Stated::value).copied();
        let of_unknown_days = self.counting().filter(|act| act.on.is_none()).count();
        let issuer = self.issuer.map(closed);
        each(0, issuer.map_or(Told::Unknown, Told::Closed));
        for act in self.counting() {
            let by = act.by.as_ref();
            each(0, Told::of(act.act.as_ref()));
            each(1, Told::of(by.and_then(|by| by.kind.as_ref())));
            each(2, Told::of(by.and_then(|by| by.level.as_ref())));
            let number = act.number.as_ref();
            let number = number.map(|number| Told::boolean(number.value().is_some()));
            each(3, number.unwrap_or(Told::Unknown));
            each(4, Told::of(act.outcome.as_ref()));
            let Some(on) = day_of(act) else {
                each(5, Told::Unknown);
                continue;
            };
            let number = |number: usize| Told::Closed(u8::try_from(number).unwrap_or(u8::MAX));
            let days = || self.counting().filter_map(day_of);
            let earlier = days().filter(|other| *other < on);
            each(5, number(earlier.count()));
            if of_unknown_days > 0 {
                // Past as many days as acts may be on, it makes no difference how many there are.
                let next = days().filter(|other| *other > on).min();
                let behind = match next {
                    Some(next) => (next - on).num_days() - 1,
                    None => (self.day - on).num_days(),
                };
                let behind = usize::try_from(behind).unwrap_or_default();
                each(6, number(behind.min(of_unknown_days)));
            }
        }
    }
}

impl<'a> Told<'a> {
    /// It is stated that there is none.
    pub(crate) const NONE: Told<'static> = Told::Closed(0);
    pub(crate) const FALSE: Told<'static> = Told::Closed(1);
    pub(crate) const TRUE: Told<'static> = Told::Closed(2);

    pub(crate) fn boolean(value: bool) -> Self {
        if value { Told::TRUE } else { Told::FALSE }
    }

    pub(super) fn of<T: Single>(field: Option<&'a T>) -> Self {
        field.map_or(Told::Unknown, T::told)
    }

    pub(super) fn stated<T: Single>(field: Option<&'a Stated<T>>) -> Self {
        match field {
            None => Told::Unknown,
            Some(Stated::None) => Told::NONE,
            Some(Stated::Value(value)) => value.told(),
        }
    }
}

/// The place of a code in [`Told::Closed`].
pub(super) fn closed<T: Coded>(value: T) -> u8 {
    // No enumeration has anywhere near so many values.
    u8::try_from(value.place() + 1).unwrap_or(u8::MAX)
}

/// A list of codes; only the whole proposal tells of more than eight.
pub(super) fn codes<T: Coded>(values: &[T]) -> Told<'static> {
    if values.len() > 8 {
        return Told::Whole;
    }
    let packed = values.iter().rev();
    Told::Entries(ToldEntries::Codes(
        packed.fold(0, |packed, &value| packed << 8 | u64::from(closed(value))),
    ))
}

/// Hands out what is told of the facts of the header, in their order, for the demand with a number and
/// on a day.
pub(crate) fn tell_header<'a>(
    proposal: &'a Proposal,
    (number, demand): (usize, &'a Demand),
    day: NaiveDate,
    sink: &mut impl FnMut(Told<'a>),
) {
    let issuer = proposal.issuer.as_ref();
    let village = proposal.village.as_ref();
    sink(Told::of(proposal.submitted_on.as_ref()));
    sink(Told::stated(proposal.starts_on.as_ref()));
    sink(Told::stated(proposal.ends_on.as_ref()));
    let first = issuer.and_then(|issuer| issuer.organs().first());
    sink(Told::of(first.and_then(|organ| organ.name.as_ref())));
    let code = |place: Option<u8>| place.map_or(Told::Unknown, Told::Closed);
    sink(code(issuer.and_then(|issuer| issuer.level()).map(closed)));
    sink(code(issuer.and_then(|issuer| issuer.kind()).map(closed)));
    sink(code(village.and_then(|village| village.kind).map(closed)));

    let support = demand.support.as_ref().or(proposal.support.as_ref());
    for item in [
        support.and_then(|support| support.funds.as_ref()),
        support.and_then(|support| support.staff.as_ref()),
        support.and_then(|support| support.equipment.as_ref()),
    ] {
        const NOTHING: &SupportItem = &SupportItem {
            borne_by: None,
            amount: None,
            village_part: None,
        };
        let SupportItem {
            borne_by,
            amount,
            village_part,
        } = item.unwrap_or(NOTHING);
        sink(Told::of(borne_by.as_ref()));
        sink(Told::stated(amount.as_ref()));
        sink(Told::of(village_part.as_ref()));
    }

    let entries = |entries: Option<ToldEntries<'a>>| entries.map_or(Told::Unknown, Told::Entries);
    let acts = proposal.approvals.as_deref();
    let bases = demand.basis.as_deref().or(proposal.basis.as_deref());
    sink(entries(bases.map(|bases| ToldEntries::Bases(bases, acts))));
    sink(match acts {
        None => Told::Unknown,
        Some([]) => Told::NONE,
        Some(acts) => {
            let issuer = issuer.and_then(|issuer| issuer.level());
            let acts = ToldActs::of(acts, number, day, issuer);
            acts.map_or(Told::Whole, |acts| Told::Entries(ToldEntries::Acts(acts)))
        }
    });
    let stock = village.and_then(|village| village.signboards.as_deref());
    sink(entries(stock.map(ToldEntries::Signboards)));
    let stock = village.and_then(|village| village.mechanisms.as_deref());
    sink(entries(stock.map(ToldEntries::Mechanisms)));
    let stock = village.and_then(|village| village.digital_tools.as_deref());
    sink(entries(stock.map(ToldEntries::Items)));
    let stock = village.and_then(|village| village.chat_groups.as_deref());
    sink(entries(stock.map(ToldEntries::Items)));
}

impl<'a> ToldEntries<'a> {
    /// How many fields are told of an act on record.
    pub(crate) const FIELDS_OF_ACTS: usize = 7;

    /// Hands out what is told of the fields of each entry, by number, entry by entry; names of items
    /// come as texts that are not normalised.
    pub(crate) fn tell(self, each: &mut impl FnMut(usize, Told<'a>)) {
        match self {
            ToldEntries::Bases(bases, acts) => bases.iter().for_each(|basis| {
                each(0, Told::of(basis.rank.as_ref()));
                each(1, Told::stated(basis.title.as_ref()));
                each(2, Told::stated(basis.number.as_ref()));
                each(3, Told::stated(basis.clause.as_ref()));
                let deployment = basis.is_deployment(acts);
                each(4, deployment.map_or(Told::Unknown, Told::boolean));
            }),
            ToldEntries::Signboards(signs) => signs.iter().for_each(|sign| {
                each(0, Told::of(sign.name.as_ref()));
                each(1, Told::of(sign.placement.as_ref()));
                each(2, Told::of(sign.sponsor_level.as_ref()));
                each(3, Told::of(sign.filed.as_ref()));
                each(4, Told::boolean(sign.statutorily_required.unwrap_or(false)));
            }),
            ToldEntries::Mechanisms(mechanisms) => mechanisms.iter().for_each(|mechanism| {
                each(0, Told::of(mechanism.name.as_ref()));
                each(1, Told::of(mechanism.sponsor_level.as_ref()));
                each(2, Told::of(mechanism.dedicated_post.as_ref()));
            }),
            ToldEntries::Items(items) => items.iter().for_each(|item| {
                each(0, Told::of(item.name.as_ref()));
                each(1, Told::of(item.sponsor_level.as_ref()));
            }),
            ToldEntries::Acts(acts) => acts.tell(each),
            ToldEntries::Codes(codes) => {
                let codes = codes.to_le_bytes();
                for code in codes.into_iter().take_while(|&code| code != 0) {
                    each(0, Told::Closed(code));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Told, tell_header};
    use crate::model::{Proposal, parse_date};
    use crate::vocabulary::{FactState, header_states};

    /// A proposal in which every field of the form is stated of which something is told.
    fn whole() -> Value {
        let item = json!([{"name": "某某", "sponsor_level": "county"}]);
        let support = json!({"borne_by": "issuer", "amount": "1", "village_part": false});
        json!({
            "submitted_on": "2024-03-04", "starts_on": "2024-03-05", "ends_on": "none",
            "issuer": {"name": "民政局", "level": "county", "kind": "government_department"},
            "village": {
                "kind": "village", "signboards": [], "mechanisms": item.clone(),
                "digital_tools": item.clone(), "chat_groups": item
            },
            "support": {"funds": support.clone(), "staff": support.clone(), "equipment": support},
            "basis": [{"rank": "law"}],
            "approvals": [{"act": "approval", "on": "2024-03-01"}],
            "demands": [{
                "type": "work", "item": "甲", "matter": "other", "role": "assist", "own_duty": true
            }]
        })
    }

    /// The places of all fields, those of objects in objects included.
    fn fields(value: &Value, at: &str) -> Vec<String> {
        match value {
            Value::Object(fields_here) => fields_here
                .iter()
                .flat_map(|(name, value)| {
                    let place = format!("{at}/{name}");
                    let inner = fields(value, &place);
                    std::iter::once(place).chain(inner)
                })
                .collect(),
            Value::Array(entries) if at == "/demands" => entries
                .iter()
                .enumerate()
                .flat_map(|(number, entry)| fields(entry, &format!("{at}/{number}")))
                .collect(),
            _ => Vec::new(),
        }
    }

    /// Of each fact of the form whether something is said, first as states, then as told.
    fn said(document: &Value) -> Option<[Vec<bool>; 2]> {
        let proposal = Proposal::from_json(&document.to_string()).ok()?;
        let demand = proposal.demands.first()?;
        let day = parse_date("2024-03-04")?;
        let (mut states, mut told) = (Vec::new(), Vec::new());
        let note = &mut |state| states.push(state != FactState::Unknown);
        header_states(&proposal, demand, note);
        demand.body.states(note);
        let note = &mut |one: Told<'_>| told.push(!matches!(one, Told::Unknown));
        tell_header(&proposal, (0, demand), day, note);
        demand.body.tell(note);
        Some([states, told])
    }

    #[test]
    fn what_is_told_stands_in_the_order_of_states() {
        let whole = whole();
        let [states, told] = said(&whole).unwrap();
        assert!(states.iter().all(|is_stated| *is_stated), "{states:?}");
        assert_eq!(told, states);
        let mut compared = 0;
        for place in fields(&whole, "") {
            let mut document = whole.clone();
            let (object, name) = place.rsplit_once('/').unwrap();
            let object = document.pointer_mut(object).and_then(Value::as_object_mut);
            object.unwrap().remove(name);
            if let Some([states, told]) = said(&document) {
                assert_eq!(told, states, "without {place}");
                compared += 1;
            }
        }
        assert!(compared > 25, "{compared}");
    }
}
