//! The name that was probably meant.

/// Longest name compared, in characters. The work for one comparison grows with the product of the
/// two lengths, and nobody mistypes a longer one by a letter only.
const LONGEST: usize = 64;

/// The candidate that `name` was probably meant to be, for a "did you mean …?".
///
/// A candidate is near when it differs by few letters (one for a short name, at most three), with
/// swapped neighbours counting as one and letter case and `-` or `_` not counting at all. If none
/// is near, the only candidate that ends in `.name` is taken: `level` was meant to be
/// `issuer.level`. Among equally near ones the first by name wins, so the order of the candidates
/// does not matter.
///
/// ```
/// use zhunru::diagnostic::nearest;
///
/// let known = ["issuer.level", "issuer.kind", "village.kind"];
/// assert_eq!(nearest("issuer.levle", known), Some("issuer.level"));
/// assert_eq!(nearest("level", known), Some("issuer.level"));
/// assert_eq!(nearest("kind", known), None);
/// assert_eq!(nearest("budget", known), None);
/// ```
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = name.chars().take(LONGEST + 1).count();
    if length == 0 || length > LONGEST {
        return None;
    }
    let allowed = (length / 3).clamp(1, 3);
    let folded = fold(name);
    let suffix = format!(".{name}");
    let mut best: Option<(usize, &'a str)> = None;
    let mut last_segment: Option<&'a str> = None;
    let mut ambiguous = false;
    for candidate in candidates {
        if candidate.ends_with(&suffix) && last_segment != Some(candidate) {
            ambiguous |= last_segment.is_some();
            last_segment = Some(candidate);
        }
        let other = candidate.chars().take(LONGEST + 4).count();
        if other.abs_diff(length) > allowed {
            continue;
        }
        let distance = strsim::osa_distance(&folded, &fold(candidate));
        // Everything would be near to a name of one letter: one that shares no letter is not.
        if distance > allowed || distance >= length.max(other) {
            continue;
        }
        if best.is_none_or(|found| (distance, candidate) < found) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, found)| found)
        .or(if ambiguous { None } else { last_segment })
}

fn fold(name: &str) -> String {
    name.chars()
        .map(|letter| {
            if letter == '-' {
                '_'
            } else {
                letter.to_ascii_lowercase()
            }
        })
        .collect()
}
