//! Names with what is known of them in brackets behind.

/// Parts `名称(甲、乙)` into the name and the parts in the last brackets, of either width. Without
/// brackets at the end there are no parts.
pub(crate) fn name_and_parts(written: &str) -> (&str, Option<Vec<&str>>) {
    let written = written.trim();
    let mut depth = 0_usize;
    let mut open = None;
    if written.ends_with([')', '）']) {
        for (index, c) in written.char_indices().rev() {
            match c {
                ')' | '）' => depth += 1,
                '(' | '（' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                open = Some((index, index + c.len_utf8()));
                break;
            }
        }
    }
    let Some((open, inner)) = open else {
        return (written, None);
    };
    let name = written.get(..open).unwrap_or_default().trim();
    let inner = written.get(inner..).unwrap_or_default();
    let inner = inner.strip_suffix([')', '）']).unwrap_or(inner);
    (
        name,
        Some(split_outside(inner, |c| matches!(c, '、' | ',' | '，'))),
    )
}

/// Splits where a separator stands outside of brackets and titles; empty parts are left out.
pub(crate) fn split_outside(written: &str, separates: impl Fn(char) -> bool) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut depth = 0_usize;
    let mut start = 0;
    for (index, c) in written.char_indices() {
        match c {
            '(' | '（' | '《' | '〔' => depth += 1,
            ')' | '）' | '》' | '〕' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && separates(c) {
            parts.push(written.get(start..index).unwrap_or_default());
            start = index + c.len_utf8();
        }
    }
    parts.push(written.get(start..).unwrap_or_default());
    let trimmed = parts.into_iter().map(str::trim);
    trimmed.filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_brackets_count() {
        assert_eq!(name_and_parts("农家书屋"), ("农家书屋", None));
        assert_eq!(
            name_and_parts("民兵营部（内部标牌、市级)"),
            ("民兵营部", Some(vec!["内部标牌", "市级"]))
        );
        assert_eq!(
            name_and_parts("长青乡人民政府(乡级、乡镇(街道))"),
            ("长青乡人民政府", Some(vec!["乡级", "乡镇(街道)"]))
        );
        assert_eq!(
            name_and_parts("工作站(点)(不详)"),
            ("工作站(点)", Some(vec!["不详"]))
        );
        assert_eq!(name_and_parts(")"), (")", None));
    }
}
