//! The fields that a proposal of the workload may state, each also a column of its table.

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A code, or an item by its code or name.
    Code,
    /// Yes or no.
    Flag,
    /// A day.
    Day,
    /// The signs that hang at the village.
    Stock,
}

/// A field: its path, which is also the heading of its column, and what it holds.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The path of the fact.
    pub path: &'static str,
    /// What it holds.
    pub kind: Kind,
}

/// What a proposal states of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// A code or a name.
    Code(&'static str),
    /// Yes or no.
    Flag(bool),
    /// A day, counted from the first of 1970.
    Day(i32),
    /// The number of an entry of [`super::stock::STOCKS`].
    Stock(u8),
}

macro_rules! fields {
    ($($name:ident = $path:literal $kind:ident;)+) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "constants of an enumeration")]
        #[repr(usize)]
        enum Place { $($name),+ }

        $(#[doc = concat!("The place of `", $path, "` among [`FIELDS`].")]
        pub const $name: usize = Place::$name as usize;)+

        /// All fields, in the order of the columns.
        pub const FIELDS: &[Field] = &[$(Field { path: $path, kind: Kind::$kind }),+];
    };
}

fields! {
    SUBMITTED_ON = "submitted_on" Day;
    VILLAGE_CODE = "village.code" Code;
    VILLAGE_KIND = "village.kind" Code;
    ISSUER_LEVEL = "issuer.level" Code;
    ISSUER_KIND = "issuer.kind" Code;
    BASIS_RANK = "basis.rank" Code;
    BASIS_DEPLOYMENT = "basis.deployment" Flag;
    ACT = "approval.act" Code;
    ACT_LEVEL = "approval.by.level" Code;
    ACT_KIND = "approval.by.kind" Code;
    ACT_ON = "approval.on" Day;
    ACT_NUMBER = "approval.number" Code;
    ACT_OUTCOME = "approval.outcome" Code;
    FUNDS = "support.funds.borne_by" Code;
    STAFF = "support.staff.borne_by" Code;
    EQUIPMENT = "support.equipment.borne_by" Code;
    TYPE = "type" Code;
    FORCED = "forced" Flag;
    LAWFUL = "lawful" Flag;
    EFFECT = "practical_effect" Flag;
    ACCEPTED = "accepted_by_villagers" Flag;
    YARDSTICK = "sole_yardstick" Flag;
    ARRANGED = "arranged_by_mechanism_only" Flag;
    WORK_ITEM = "work.item" Code;
    WORK_MATTER = "work.matter" Code;
    WORK_ROLE = "work.role" Code;
    WORK_OWN_DUTY = "work.own_duty" Flag;
    DATA_SOLE_MEANS = "data_request.sole_means" Flag;
    DATA_IN_SYSTEM = "data_request.in_existing_system" Flag;
    MECHANISM_CENTRAL = "mechanism.centrally_required" Flag;
    MECHANISM_STATUTORY = "mechanism.statutorily_required" Flag;
    MECHANISM_EXISTING_BODY = "mechanism.existing_body_can_carry" Flag;
    SIGN_NAME = "signboard.name" Code;
    SIGN_PLACEMENT = "signboard.placement" Code;
    SIGN_LEVEL = "signboard.sponsor_level" Code;
    SIGN_COUNTERPART = "signboard.counterpart" Flag;
    SIGN_TYPICAL = "signboard.typical_work" Flag;
    SIGN_FILED = "signboard.filed" Flag;
    SIGN_STATUTORY = "signboard.statutorily_required" Flag;
    STOCK = "village.signboards" Stock;
    CERTIFICATE_ITEM = "certificate.item" Code;
    CERTIFICATE_VERIFY = "certificate.able_to_verify" Flag;
    PUBLISHED_LIMIT = "certificate.published_time_limit" Flag;
    PUBLISHED_USE = "certificate.published_use" Flag;
    PUBLISHED_STEPS = "certificate.published_steps" Flag;
    PUBLISHED_BASIS = "certificate.published_basis" Flag;
    PUBLISHED_FORM = "certificate.published_form" Flag;
    CRITERIA = "assessment.criteria" Code;
}
