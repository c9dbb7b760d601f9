//! Names of items: the form in which they are compared, and how alike two of them are.

use smol_str::SmolStr;
use unicode_normalization::UnicodeNormalization;

/// Two names whose bigrams have at least this Dice coefficient are similar.
pub const SIMILARITY: f64 = 0.6;

/// The variants by which the same body of a village or community is named, each with the form in
/// which they are compared; each is replaced after those before it.
const VARIANTS: &[(&str, &str)] = &[("村社区", "村"), ("社区", "村"), ("村居", "村")];

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
    let lower = name.nfkc().collect::<String>().to_lowercase();
    let mut text: String = lower.chars().filter(|c| c.is_alphanumeric()).collect();
    for (variant, form) in VARIANTS {
        if text.contains(variant) {
            text = text.replace(variant, form);
        }
    }
    SmolStr::from(without_village(&text))
}

/// A normalised name without the names of places in front of it: those of the village and of the
/// places above it, normalised too. A name that is nothing but such names stays as it is.
///
/// ```
/// use zhunru::list::{normalise_name, strip_places};
/// let places = [normalise_name("下洪村")];
/// let sign = normalise_name("下洪村村民委员会");
/// assert_eq!(strip_places(&sign, &places), normalise_name("村民委员会"));
/// ```
pub fn strip_places(normalised: &str, places: &[SmolStr]) -> SmolStr {
    let mut rest = normalised;
    loop {
        let shortest = places
            .iter()
            .filter(|place| !place.is_empty())
            .filter_map(|place| rest.strip_prefix(place.as_str()))
            .filter(|shorter| !shorter.is_empty())
            .min_by_key(|shorter| shorter.len());
        match shortest {
            Some(shorter) => rest = shorter,
            None => break,
        }
    }
    SmolStr::from(without_village(rest))
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
/// assert!(matches!(similarity("督促适龄儿童少年入学", "督促适龄少年儿童入学"), Similarity::Similar(_)));
/// assert_eq!(similarity("农家书屋", "综治中心"), Similarity::Different);
/// ```
pub fn similarity(left: &str, right: &str) -> Similarity {
    if left == right {
        return Similarity::Equal;
    }
    if left.is_empty() || right.is_empty() {
        return Similarity::Different;
    }
    let dice = dice_coefficient(left, right);
    if left.contains(right) || right.contains(left) || dice >= SIMILARITY {
        return Similarity::Similar(dice);
    }
    Similarity::Different
}

/// Twice the pairs of neighbouring characters that two names share over all that they have. Pairs
/// are of characters: a coefficient over bytes would never be reached by Chinese names.
fn dice_coefficient(left: &str, right: &str) -> f64 {
    let (mut left, mut right) = (pairs(left), pairs(right));
    let all = left.len() + right.len();
    if all == 0 {
        return 0.0;
    }
    left.sort_unstable();
    right.sort_unstable();
    let mut right = right.into_iter().peekable();
    let shared = left.iter().filter(|pair| {
        while right.next_if(|other| other < *pair).is_some() {}
        right.next_if_eq(*pair).is_some()
    });
    2.0 * shared.count() as f64 / all as f64
}

fn pairs(name: &str) -> Vec<[char; 2]> {
    let next = name.chars().skip(1);
    let pairs = name.chars().zip(next);
    pairs.map(|(first, second)| [first, second]).collect()
}

#[cfg(test)]
mod tests {
    use super::{SIMILARITY, dice_coefficient};

    #[test]
    fn pairs_of_characters_are_counted_not_bytes() {
        // Six of nine pairs on either side are shared.
        let dice = dice_coefficient("督促适龄儿童少年入学", "督促适龄少年儿童入学");
        assert!((dice - 12.0 / 18.0).abs() < 1e-9, "{dice}");
        // Four of seven: just not similar.
        let dice = dice_coefficient("适龄少年儿童入学", "适龄儿童少年入学");
        assert!((dice - 8.0 / 14.0).abs() < 1e-9, "{dice}");
    }

    #[test]
    fn a_pair_counts_as_often_as_both_have_it() {
        let dice = dice_coefficient("村村村", "村村");
        assert!((dice - 2.0 / 3.0).abs() < 1e-9, "{dice}");
        assert!((SIMILARITY - 0.6).abs() < 1e-9);
    }
}
