//! Sums of money, counts and other numbers.

use rust_decimal::Decimal;

use super::{ValueError, normalise_text};

/// Endings that multiply, longest first.
const SCALES: [(&str, i64); 4] = [
    ("百万", 1_000_000),
    ("亿", 100_000_000),
    ("万", 10_000),
    ("千", 1_000),
];

/// Reads a decimal number: `20000`, `1,234.50`, `￥300`, `2万元`, `1.5万`, `３百万元`. The result
/// is in the unit without its multiplier (yuan for sums).
///
/// # Errors
///
/// [`ValueError::NotANumber`], [`ValueError::NumberTooLarge`].
pub fn parse_decimal(text: &str) -> Result<Decimal, ValueError> {
    let wrong = || ValueError::NotANumber(text.to_owned());
    let too_large = || ValueError::NumberTooLarge(text.to_owned());
    let plain: String = normalise_text(text)
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    let plain = plain
        .trim_start_matches("人民币")
        .trim_start_matches(['¥', '￥']);
    let plain = plain
        .strip_suffix("元")
        .or_else(|| plain.strip_suffix("圆"))
        .unwrap_or(plain);
    let scaled = SCALES
        .iter()
        .find_map(|(end, by)| plain.strip_suffix(end).map(|n| (n, *by)));
    let (digits, by) = scaled.unwrap_or((plain, 1));
    let number = without_separators(digits).ok_or_else(wrong)?;
    let number = Decimal::from_str_exact(&number).map_err(|_| too_large())?;
    number
        .checked_mul(Decimal::from(by))
        .map(|n| n.normalize())
        .ok_or_else(too_large)
}

/// Reads a whole number in the same forms; `12.0` and `1.5万` are whole.
///
/// # Errors
///
/// [`ValueError::NotWhole`], and those of [`parse_decimal`].
pub fn parse_integer(text: &str) -> Result<i64, ValueError> {
    let number = parse_decimal(text)?;
    if !number.is_integer() {
        return Err(ValueError::NotWhole(text.to_owned()));
    }
    i64::try_from(number).map_err(|_| ValueError::NumberTooLarge(text.to_owned()))
}

/// The number without separators between thousands, if it is one and they stand where they may.
fn without_separators(text: &str) -> Option<String> {
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = match rest.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (rest, None),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if fraction.is_some_and(|fraction| !digits(fraction)) {
        return None;
    }
    let groups: Vec<&str> = whole.split(',').collect();
    let (first, others) = groups.split_first()?;
    let grouped = others.is_empty() || (first.len() <= 3 && others.iter().all(|g| g.len() == 3));
    if !grouped || !groups.iter().all(|group| digits(group)) {
        return None;
    }
    let point = if fraction.is_some() { "." } else { "" };
    Some(format!(
        "{sign}{}{point}{}",
        groups.concat(),
        fraction.unwrap_or_default()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_read_as_written() {
        for (text, value) in [
            ("20000", "20000"),
            ("1,234.50", "1234.5"),
            ("１，２３４．５０元", "1234.5"),
            ("2万元", "20000"),
            ("1.5万", "15000"),
            ("￥300", "300"),
            ("人民币 3 百万元", "3000000"),
            ("0.12亿元", "12000000"),
            ("-5", "-5"),
            ("0.000", "0"),
        ] {
            assert_eq!(parse_decimal(text).unwrap().to_string(), value, "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "",
            "约2万元",
            "12,34",
            "1,2345",
            "1.2.3",
            "1e5",
            "元",
            "2-3",
            ".5",
            "5.",
            ",123",
        ] {
            let error = parse_decimal(text).unwrap_err();
            assert_eq!(error, ValueError::NotANumber(text.into()), "{text}");
        }
        let long = "9".repeat(40);
        assert_eq!(
            parse_decimal(&long),
            Err(ValueError::NumberTooLarge(long.clone()))
        );
        let huge = "9999999999999999999999999999亿";
        assert_eq!(
            parse_decimal(huge),
            Err(ValueError::NumberTooLarge(huge.into()))
        );
    }

    #[test]
    fn whole_numbers_have_no_fraction() {
        assert_eq!(parse_integer("12.0"), Ok(12));
        assert_eq!(parse_integer("1.5万"), Ok(15_000));
        assert_eq!(
            parse_integer("1.5"),
            Err(ValueError::NotWhole("1.5".into()))
        );
    }
}
