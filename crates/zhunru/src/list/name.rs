//! Names of items: the form in which they are compared, and how alike two of them are.

use smol_str::SmolStr;
use unicode_normalization::UnicodeNormalization;

/// Two names whose bigrams have at least this Dice coefficient are similar.
pub const SIMILARITY: f64 = 0.6;

/// The variants by which the same body of a village or community is named, each with the form in
/// which they are compared. Longer ones come first.
const VARIANTS: &[(&str, &str)] = &[
    ("村(社区)", "村"),
    ("村居", "村"),
    ("村(居)", "村"),
    ("社区", "村"),
];

/// The form in which names are compared: Unicode NFKC, lower case, without spaces and punctuation,
/// with 村, 社区 and 村(社区) taken as one.
///
/// ```
/// use zhunru::list::normalise_name;
/// assert_eq!(normalise_name("村(社区)人民调解委员会"), normalise_name("村人民调解委员会"));
/// assert_eq!(normalise_name(" 农家 书屋。"), normalise_name("农家书屋"));
/// assert_eq!(normalise_name("ABC-1"), "abc1");
/// ```
pub fn normalise_name(name: &str) -> SmolStr {
    let mut text: String = name
        .nfkc()
        .filter(|c| !c.is_whitespace())
        .collect::<String>()
        .to_lowercase();
    for (variant, form) in VARIANTS {
        if text.contains(variant) {
            text = text.replace(variant, form);
        }
    }
    let kept: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    SmolStr::from(kept)
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
/// assert_eq!(similarity("农家书屋", "综治中心"), Similarity::Different);
/// ```
pub fn similarity(left: &str, right: &str) -> Similarity {
    if left == right {
        return Similarity::Equal;
    }
    if left.is_empty() || right.is_empty() {
        return Similarity::Different;
    }
    let dice = strsim::sorensen_dice(left, right);
    if left.contains(right) || right.contains(left) || dice >= SIMILARITY {
        return Similarity::Similar(dice);
    }
    Similarity::Different
}
