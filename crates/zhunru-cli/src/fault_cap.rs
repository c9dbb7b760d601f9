//! Faults of one kind, told in full a few times and then counted.

use indexmap::IndexMap;

use zhunru_table::{At, Fault};

/// So many faults of one kind are told in full.
const TOLD: u64 = 10;
/// So many kinds are kept apart; what goes beyond is counted together.
const KINDS: usize = 1_000;

/// What makes faults of one kind: the file, the column or field, and the message without what it
/// quotes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Kind {
    file: std::sync::Arc<str>,
    place: String,
    message: String,
}

/// Counts faults by kind.
#[derive(Debug)]
pub(crate) struct FaultCap {
    all: bool,
    kinds: IndexMap<Kind, (u64, Fault)>,
    others: u64,
}

impl FaultCap {
    /// Tells all faults in full, or only the first few of each kind.
    pub(crate) fn new(all: bool) -> Self {
        FaultCap {
            all,
            kinds: IndexMap::new(),
            others: 0,
        }
    }

    /// Counts a fault; gives whether to tell it in full.
    pub(crate) fn tells(&mut self, fault: &Fault) -> bool {
        if self.all {
            return true;
        }
        let kind = Kind::of(fault);
        let is_known = self.kinds.contains_key(&kind);
        if !is_known && self.kinds.len() >= KINDS {
            self.others += 1;
            return false;
        }
        let (count, _) = self.kinds.entry(kind).or_insert_with(|| (0, fault.clone()));
        *count += 1;
        *count <= TOLD
    }

    /// What was counted and not told, in English and Chinese, kind by kind.
    pub(crate) fn untold(&self) -> Vec<(String, String)> {
        let kinds = self.kinds.iter().filter_map(|(kind, (count, first))| {
            let more = count.checked_sub(TOLD).filter(|more| *more > 0)?;
            let Kind { file, place, .. } = kind;
            let (en, zh) = (&first.en, &first.zh);
            let (at_en, at_zh) = match place.as_str() {
                "" => (String::new(), String::new()),
                place => (format!(", {place}"), format!(" {place}")),
            };
            Some((
                format!("{file}{at_en}: {more} more faults like this one: {en}"),
                format!("{file}{at_zh}：另有 {more} 处与此同类：{zh}"),
            ))
        });
        let mut untold: Vec<(String, String)> = kinds.collect();
        if self.others > 0 {
            let others = self.others;
            untold.push((
                format!("{others} more faults of other kinds"),
                format!("另有其他种类的问题 {others} 处"),
            ));
        }
        untold
    }
}

impl Kind {
    fn of(fault: &Fault) -> Kind {
        let place = match &fault.at {
            At::File | At::Sheet(_) | At::Row { .. } => String::new(),
            At::Cell { heading, .. } => heading.clone(),
            At::Column { column, .. } => column.clone().unwrap_or_default(),
            // Elements of one list are alike, so their numbers are left out.
            At::Text { path, .. } => path.chars().filter(|c| !c.is_ascii_digit()).collect(),
        };
        let unquoted: String = fault.en.split('`').step_by(2).collect();
        Kind {
            file: fault.file.clone(),
            place,
            message: unquoted.chars().filter(|c| !c.is_ascii_digit()).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(row: u32, heading: &str, value: &str) -> Fault {
        let at = At::Cell {
            sheet: None,
            row,
            column: 3,
            heading: heading.to_owned(),
        };
        let (en, zh) = (
            format!("`{value}` is no date"),
            format!("“{value}”不是日期"),
        );
        Fault::new(&"a.csv".into(), at, en, zh)
    }

    #[test]
    fn the_first_of_a_kind_are_told_and_the_others_counted() {
        let mut cap = FaultCap::new(false);
        let told =
            (1..=37).filter(|row| cap.tells(&fault(*row, "提交日期", &format!("第{row}天"))));
        assert_eq!(told.count(), 10);
        // Another column is another kind.
        assert!(cap.tells(&fault(99, "开始日期", "某天")));
        let untold = cap.untold();
        assert_eq!(untold.len(), 1);
        assert!(
            untold[0]
                .1
                .contains("提交日期：另有 27 处与此同类：“第1天”不是日期"),
            "{untold:?}"
        );
        assert!(
            untold[0].0.contains("27 more faults like this one"),
            "{untold:?}"
        );
    }

    #[test]
    fn all_are_told_where_that_is_asked_for() {
        let mut cap = FaultCap::new(true);
        assert!((1..=100).all(|row| cap.tells(&fault(row, "提交日期", "x"))));
        assert!(cap.untold().is_empty());
    }

    #[test]
    fn kinds_are_bounded_and_nothing_is_lost() {
        let mut cap = FaultCap::new(false);
        let told = (0..1_500).filter(|number| {
            let heading: String = ('a'..='z')
                .cycle()
                .skip(number % 26)
                .take(1 + number / 26)
                .collect();
            cap.tells(&fault(1, &heading, "x"))
        });
        assert_eq!(told.count(), 1_000);
        assert!(cap.untold()[0].1.contains("500"));
    }
}
