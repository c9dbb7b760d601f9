//! Names of items: the form in which they are compared, and how alike two of them are.

use std::cmp::Ordering;

use smol_str::SmolStr;
use unicode_normalization::UnicodeNormalization;

/// Two names whose bigrams have at least this Dice coefficient are similar.
pub const SIMILARITY: f64 = 0.6;

/// The variants by which the same body of a village or community is named, each with the form in
/// which they are compared; each is replaced after those before it.
const VARIANTS: &[(&str, &str)] = &[("中国共产党", "中共"), ("村社区", "村"), ("社区", "村")];

/// What stands in front of the name of a party body, and of the place in it.
const PARTY: &str = "中共";

/// What 村居民 may begin that villages and communities both have, such as 村(居)民委员会; in any
/// other name, such as that of a certificate of 居民, the village ends before 居.
const BODIES_OF_RESIDENTS: &[&str] = &[
    "委", "小组", "组", "代表", "会议", "大会", "议事", "理事", "监督", "公约", "自治", "党",
];

/// What the name of a place above the village ends in.
const PLACE_ENDINGS: &[char] = &['省', '市', '州', '县', '区', '旗', '乡', '镇', '道'];

/// The form in which names are compared: Unicode NFKC, lower case, without spaces and punctuation,
/// with 村, 社区 and 村(社区) taken as one and left out in front.
///
/// ```
/// use zhunru::list::normalise_name;
/// assert_eq!(normalise_name("村(社区)人民调解委员会"), normalise_name("村人民调解委员会"));
/// assert_eq!(normalise_name(" 农家 书屋。"), normalise_name("农家书屋"));
/// assert_eq!(normalise_name("ABC-1"), "abc1");
/// ```
pub fn normalise_name(name: &str) -> SmolStr {
    if is_normal(name) {
        return SmolStr::from(name);
    }
    if name.is_ascii() {
        // A code: its letters have no other form, and none of the words stands in it.
        let letters = name.chars().filter(char::is_ascii_alphanumeric);
        return letters.map(|letter| letter.to_ascii_lowercase()).collect();
    }
    normalised_by_steps(name)
}

fn normalised_by_steps(name: &str) -> SmolStr {
    let lower = name.nfkc().collect::<String>().to_lowercase();
    let mut text: String = lower.chars().filter(|c| c.is_alphanumeric()).collect();
    for (variant, form) in VARIANTS {
        if text.contains(variant) {
            text = text.replace(variant, form);
        }
    }
    if text.contains("村居") {
        text = without_residents(&text);
    }
    let (party, rest) = without_party(&text);
    joined(party, without_village(rest))
}

/// Whether a name is seen at a glance to have the form in which names are compared already, as most
/// do: ideographs that have no other form, and none of the words that are replaced.
pub(crate) fn is_normal(name: &str) -> bool {
    let mut before = '\0';
    for letter in name.chars() {
        let is_plain = matches!(letter, '\u{4E00}'..='\u{9FA5}' | '0'..='9' | 'a'..='z');
        // 社区 and 村居 are read as 村, which is left out in front; 共产党 follows 中国.
        let may_be_read_otherwise = match letter {
            '区' => before == '社',
            '居' => before == '村',
            '村' => matches!(before, '\0' | '共'),
            '产' => before == '共',
            _ => false,
        };
        if !is_plain || may_be_read_otherwise {
            return false;
        }
        before = letter;
    }
    true
}

/// 村居 as 村, but for names of residents.
fn without_residents(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for (number, part) in text.split("村居").enumerate() {
        if number > 0 {
            let of_residents = part.strip_prefix('民').is_some_and(|rest| {
                !BODIES_OF_RESIDENTS
                    .iter()
                    .any(|body| rest.starts_with(body))
            });
            kept.push_str(if of_residents { "村居" } else { "村" });
        }
        kept.push_str(part);
    }
    kept
}

/// A name in two: whether it is of a party body, and the rest.
fn without_party(name: &str) -> (&str, &str) {
    match name.strip_prefix(PARTY) {
        Some(rest) => (PARTY, rest),
        None => ("", name),
    }
}

fn joined(party: &str, rest: &str) -> SmolStr {
    match party {
        "" => SmolStr::from(rest),
        party => SmolStr::from(format!("{party}{rest}")),
    }
}

/// A normalised name without the names of places in front of it: those of the village and of the
/// places above it, normalised too. A name that is nothing but such names stays as it is.
///
/// ```
/// use zhunru::list::{normalise_name, strip_places};
/// let places = [normalise_name("下洪村")];
/// let sign = normalise_name("下洪村村民委员会");
/// assert_eq!(strip_places(&sign, &places), normalise_name("村民委员会"));
/// let sign = normalise_name("中共长青乡下洪村委员会");
/// assert_eq!(strip_places(&sign, &places), normalise_name("中共村委员会"));
/// // Without a place in front nothing is left out.
/// let project = normalise_name("村村通工程");
/// assert_eq!(strip_places(&project, &places), project);
/// ```
pub fn strip_places(normalised: &str, places: &[SmolStr]) -> SmolStr {
    without_places(normalised, places).unwrap_or_else(|| SmolStr::from(normalised))
}

/// A normalised name without places in front of it, if there are any.
pub(crate) fn without_places(normalised: &str, places: &[SmolStr]) -> Option<SmolStr> {
    let (party, name) = without_party(normalised);
    let mut rest = name;
    loop {
        let shortest = starts(rest)
            .flat_map(|start| {
                places
                    .iter()
                    .filter_map(move |place| after_place(rest, start, place))
            })
            .min_by_key(|shorter| shorter.len());
        match shortest {
            Some(shorter) => rest = shorter,
            None if rest.len() == name.len() => return None,
            None => return Some(joined(party, without_village(rest))),
        }
    }
}

/// Where in a name that of a place may start: at the front, and behind the places above it.
fn starts(name: &str) -> impl Iterator<Item = usize> {
    let behind = name.match_indices(PLACE_ENDINGS);
    std::iter::once(0).chain(behind.map(|(at, ending)| at + ending.len()))
}

/// The characters with which a place may begin that stands in front of a name.
pub(crate) fn place_beginnings(normalised: &str) -> impl Iterator<Item = char> {
    let (_, name) = without_party(normalised);
    starts(name).filter_map(|start| name.get(start..)?.chars().next())
}

/// What follows a place that starts there and nowhere before, if anything does.
fn after_place<'a>(name: &'a str, start: usize, place: &str) -> Option<&'a str> {
    let rest = name.get(start..)?.strip_prefix(place)?;
    let is_first = start == 0 || name.find(place) == Some(start);
    (is_first && !place.is_empty() && !rest.is_empty()).then_some(rest)
}

/// Leaves out a 村 in front, where enough of the name remains to tell it by.
fn without_village(name: &str) -> &str {
    match name.strip_prefix('村') {
        Some(rest) if rest.chars().nth(1).is_some() => rest,
        _ => name,
    }
}

/// How two normalised names relate.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub enum Similarity {
    /// Neither contains the other and their bigrams differ too much.
    Different,
    /// One contains the other or their bigrams are alike; the Dice coefficient is given.
    Similar(f64),
    /// They are equal.
    Equal,
}

/// How two names relate that are in the form of [`normalise_name`].
///
/// ```
/// use zhunru::list::{Similarity, similarity};
/// assert_eq!(similarity("农家书屋", "农家书屋"), Similarity::Equal);
/// assert!(matches!(similarity("农家书屋", "村农家书屋"), Similarity::Similar(_)));
/// assert_eq!(similarity("高龄津贴认证", "高龄津贴资格认证"), Similarity::Similar(2.0 / 3.0));
/// assert_eq!(similarity("农家书屋", "综治中心"), Similarity::Different);
/// ```
pub fn similarity(left: &str, right: &str) -> Similarity {
    if left == right {
        return Similarity::Equal;
    }
    if left.is_empty() || right.is_empty() {
        return Similarity::Different;
    }
    let dice = dice(left, right);
    if left.contains(right) || right.contains(left) || dice >= SIMILARITY {
        return Similarity::Similar(dice);
    }
    Similarity::Different
}

/// The Dice coefficient of the pairs of neighbouring characters of two names, from 0 to 1.
///
/// Counted in characters: in UTF-8 one of Chinese takes three bytes.
fn dice(left: &str, right: &str) -> f64 {
    let (left, right) = (pairs(left), pairs(right));
    let all = left.len() + right.len();
    if all == 0 {
        return 0.0;
    }
    let (mut left, mut right) = (left.iter().peekable(), right.iter().peekable());
    let mut common = 0_usize;
    while let (Some(one), Some(other)) = (left.peek(), right.peek()) {
        match one.cmp(other) {
            Ordering::Less => drop(left.next()),
            Ordering::Greater => drop(right.next()),
            Ordering::Equal => {
                common += 2;
                left.next();
                right.next();
            }
        }
    }
    common as f64 / all as f64
}

/// The pairs of neighbouring characters, sorted.
fn pairs(name: &str) -> Vec<[char; 2]> {
    let next = name.chars().skip(1);
    let mut pairs: Vec<[char; 2]> = name
        .chars()
        .zip(next)
        .map(|(one, two)| [one, two])
        .collect();
    pairs.sort_unstable();
    pairs
}

#[cfg(test)]
mod tests {
    use super::{SIMILARITY, dice, normalise_name, strip_places};

    #[test]
    fn pairs_of_characters_are_counted_not_bytes() {
        // Six of nine pairs on either side are shared.
        let likeness = dice("督促适龄儿童少年入学", "督促适龄少年儿童入学");
        assert!((likeness - 12.0 / 18.0).abs() < 1e-9, "{likeness}");
        // Four of seven: just not similar.
        let likeness = dice("适龄少年儿童入学", "适龄儿童少年入学");
        assert!((likeness - 8.0 / 14.0).abs() < 1e-9, "{likeness}");
    }

    proptest::proptest! {
        /// Codes are normalised as all names are.
        #[test]
        fn codes_are_names(code in "[ -~]{0,9}") {
            let steps = super::normalised_by_steps(&code);
            proptest::prop_assert_eq!(&normalise_name(&code), &steps);
        }

        /// What is normal at a glance stays as it is by all the steps.
        #[test]
        fn a_glance_sees_what_the_steps_find(
            name in "[村社区居民中国共产党委员会农书屋a-z0-9A-Z（） 。㈱_-]{0,9}"
        ) {
            let steps = super::normalised_by_steps(&name);
            proptest::prop_assert_eq!(&normalise_name(&name), &steps);
            if super::is_normal(&name) {
                proptest::prop_assert_eq!(steps.as_str(), &name);
            }
        }
    }

    /// What follows the first place in a name, looked for letter by letter.
    fn after_first(name: &str, place: &str) -> Option<String> {
        let (above, rest) = name.split_once(place)?;
        let may_stand = above.is_empty() || above.ends_with(super::PLACE_ENDINGS);
        (may_stand && !rest.is_empty()).then(|| rest.to_owned())
    }

    proptest::proptest! {
        /// Places are found where a search through the whole name finds them.
        #[test]
        fn places_are_found_at_the_front_and_behind_those_above(
            name in "[甲乙村区县]{1,8}", place in "[甲乙村区县]{1,3}"
        ) {
            let found = super::starts(&name)
                .find_map(|start| super::after_place(&name, start, &place));
            proptest::prop_assert_eq!(found.map(str::to_owned), after_first(&name, &place));
        }
    }

    #[test]
    fn residents_are_no_village() {
        assert_eq!(
            normalise_name("村(居)民委员会"),
            normalise_name("村民委员会")
        );
        let places = [normalise_name("下洪村"), normalise_name("长青社区")];
        for (full, own) in [
            ("下洪村居民养犬证明", "居民养犬证明"),
            ("长青社区居民财产证明", "居民财产证明"),
            ("下洪村村民委员会", "村民委员会"),
            ("长青社区居民委员会", "村(居)民委员会"),
            ("马城镇下洪村村务监督委员会", "村(居)务监督委员会"),
            ("中国共产党下洪村支部委员会", "中共村支部委员会"),
            ("中共禹会区长青乡下洪村总支部委员会", "中共村总支部委员会"),
        ] {
            assert_eq!(
                strip_places(&normalise_name(full), &places),
                normalise_name(own),
                "{full}"
            );
        }
        // The place stands in the middle of another name.
        let name = normalise_name("对口支援下洪村办公室");
        assert_eq!(strip_places(&name, &places), name);
    }

    #[test]
    fn a_pair_counts_as_often_as_both_have_it() {
        let likeness = dice("村村村", "村村");
        assert!((likeness - 2.0 / 3.0).abs() < 1e-9, "{likeness}");
        assert!((SIMILARITY - 0.6).abs() < 1e-9);
    }
}
