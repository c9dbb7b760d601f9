//! The natural order of ids.

use std::cmp::Ordering;

/// How two ids compare in natural order (自然顺序): runs of digits by their number, all else by
/// character, so that `prohibition-2` comes before `prohibition-10`.
///
/// Ids that differ in leading zeros only still have an order, so sorting never depends on the
/// order in which ids came.
///
/// ```
/// use zhunru::pack::natural_order;
/// let mut ids = ["prohibition-10", "prohibition-2", "prohibition-2-a"];
/// ids.sort_by(|a, b| natural_order(a, b));
/// assert_eq!(ids, ["prohibition-2", "prohibition-2-a", "prohibition-10"]);
/// ```
pub fn natural_order(left: &str, right: &str) -> Ordering {
    let (mut a, mut b) = (left.as_bytes(), right.as_bytes());
    while let (Some(first), Some(second)) = (a.first(), b.first()) {
        let order = if first.is_ascii_digit() && second.is_ascii_digit() {
            let (number, rest) = digits(a);
            let (other, other_rest) = digits(b);
            (a, b) = (rest, other_rest);
            let (number, other) = (without_zeros(number), without_zeros(other));
            number
                .len()
                .cmp(&other.len())
                .then_with(|| number.cmp(other))
        } else {
            let order = first.cmp(second);
            a = a.get(1..).unwrap_or_default();
            b = b.get(1..).unwrap_or_default();
            order
        };
        if order.is_ne() {
            return order;
        }
    }
    a.len().cmp(&b.len()).then_with(|| left.cmp(right))
}

fn digits(text: &[u8]) -> (&[u8], &[u8]) {
    let end = text
        .iter()
        .position(|byte| !byte.is_ascii_digit())
        .unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, &[]))
}

fn without_zeros(number: &[u8]) -> &[u8] {
    let start = number
        .iter()
        .position(|&byte| byte != b'0')
        .unwrap_or(number.len());
    number.get(start..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_count_as_numbers() {
        for (smaller, greater) in [
            ("a-2", "a-10"),
            ("a", "a-1"),
            ("a-1", "b-0"),
            ("a-99999999999999999999998", "a-99999999999999999999999"),
            ("a-01", "a-2"),
            ("a-01", "a-1"),
            ("1", "a"),
        ] {
            assert_eq!(
                natural_order(smaller, greater),
                Ordering::Less,
                "{smaller} {greater}"
            );
            assert_eq!(natural_order(greater, smaller), Ordering::Greater);
            assert_eq!(natural_order(smaller, smaller), Ordering::Equal);
        }
    }
}
