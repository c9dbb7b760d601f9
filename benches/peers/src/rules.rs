//! The rules that all engines decide by, and how a verdict follows from those that are hit.

use zhunru::decision::Verdict;

/// What being hit by a rule means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It denies.
    Prohibits,
    /// It asks for an approval; it denies where that was refused.
    Gates,
    /// Something is owed before or after.
    Obliges,
}

/// A rule: its id as this library names it, and what it does.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The id, `pack/rule`.
    pub id: &'static str,
    /// What it does.
    pub effect: Effect,
}

const fn rule(id: &'static str, effect: Effect) -> Rule {
    Rule { id, effect }
}

macro_rules! rules {
    ($($name:ident = $id:literal $effect:ident;)+) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "constants of an enumeration")]
        #[repr(u32)]
        enum Place { $($name),+ }

        $(#[doc = concat!("The bit of `", $id, "`.")]
        pub const $name: u64 = 1 << Place::$name as u32;)+

        /// All rules, in the order of their bits.
        pub const RULES: &[Rule] = &[$(rule($id, Effect::$effect)),+];
    };
}

rules! {
    P1 = "yuhui/prohibition-1" Gates;
    P2 = "yuhui/prohibition-2" Prohibits;
    P3 = "yuhui/prohibition-3" Gates;
    P4 = "yuhui/prohibition-4" Prohibits;
    P5 = "yuhui/prohibition-5" Prohibits;
    P5_ELSEWHERE = "yuhui/prohibition-5-elsewhere" Prohibits;
    P6 = "yuhui/prohibition-6" Gates;
    P7 = "yuhui/prohibition-7" Gates;
    P8 = "yuhui/prohibition-8" Prohibits;
    P9 = "yuhui/prohibition-9" Gates;
    P10 = "yuhui/prohibition-10" Prohibits;
    P11 = "yuhui/prohibition-11" Prohibits;
    P12 = "yuhui/prohibition-12" Prohibits;
    P13_UNLAWFUL = "yuhui/prohibition-13-unlawful" Prohibits;
    P13_BASIS = "yuhui/prohibition-13-no-basis" Prohibits;
    P13_FUNDS = "yuhui/prohibition-13-no-funds" Prohibits;
    P13_EFFECT = "yuhui/prohibition-13-no-effect" Prohibits;
    P13_REJECTED = "yuhui/prohibition-13-rejected" Prohibits;
    NOT_TO_BEAR = "yuhui/not-to-bear" Prohibits;
    NOT_TO_ISSUE = "national/certificates-not-to-issue" Prohibits;
    UNVERIFIABLE = "yuhui/certificate-unverifiable" Prohibits;
    INTERIOR_ONLY = "yuhui/interior-only-permitted" Prohibits;
    INTERIOR_LIMIT = "yuhui/interior-limit" Prohibits;
    INTERIOR_LEVEL = "yuhui/interior-one-per-level" Prohibits;
    TASK_3 = "yuhui/task-3-township-support" Obliges;
    TASK_11_FUNDS = "yuhui/task-11-funds" Obliges;
    TASK_11_STAFF = "yuhui/task-11-staff" Obliges;
    FILING = "yuhui/sign-filing" Obliges;
}

const fn with(effect: Effect) -> u64 {
    let (mut bits, mut place) = (0, 0);
    while place < RULES.len() {
        if RULES[place].effect as u8 == effect as u8 {
            bits |= 1 << place;
        }
        place += 1;
    }
    bits
}

const PROHIBITIONS: u64 = with(Effect::Prohibits);
const GATES: u64 = with(Effect::Gates);
const OBLIGATIONS: u64 = with(Effect::Obliges);

/// The procedure of a gate was refused; no rule of its own.
pub const REFUSED: u64 = 1 << 62;

/// A list, a rule or a procedure grants; no rule of its own.
pub const GRANTED: u64 = 1 << 63;

/// The bit of what a policy calls by this name, without the pack.
pub fn bit(name: &str) -> Option<u64> {
    match name {
        "refused" => Some(REFUSED),
        "granted" => Some(GRANTED),
        name => {
            let named = |rule: &Rule| rule.id.split_once('/').is_some_and(|(_, id)| id == name);
            RULES.iter().position(named).map(|place| 1 << place)
        }
    }
}

/// A verdict and the rules that are hit, by their bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The verdict.
    pub verdict: Verdict,
    /// The rules.
    pub rules: u64,
}

impl Answer {
    /// The answer that follows from what is hit.
    #[inline]
    pub fn of(hits: u64) -> Self {
        let refused = hits & REFUSED != 0 && hits & GATES != 0;
        let verdict = if hits & PROHIBITIONS != 0 || refused {
            Verdict::Deny
        } else if hits & GATES != 0 {
            Verdict::NeedsApproval
        } else if hits & GRANTED == 0 {
            Verdict::NotCovered
        } else if hits & OBLIGATIONS != 0 {
            Verdict::AdmitWithConditions
        } else {
            Verdict::Admit
        };
        Answer {
            verdict,
            rules: hits & !(REFUSED | GRANTED),
        }
    }

    /// The ids of the rules that are hit.
    pub fn ids(&self) -> impl Iterator<Item = &'static str> {
        let hit = |place: &usize| self.rules >> place & 1 == 1;
        let places = (0..RULES.len()).filter(hit);
        places
            .filter_map(|place| RULES.get(place))
            .map(|rule| rule.id)
    }
}

impl std::fmt::Display for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let ids: Vec<&str> = self.ids().collect();
        write!(f, "{} by {ids:?}", self.verdict)
    }
}
