//! A pack whose lists read as they did on one day, whatever the day of a decision.

use std::sync::OnceLock;

use chrono::NaiveDate;

use super::Pack;
use crate::list::{ItemList, ListContent};
use crate::model::Interval;

impl Pack {
    /// The pack with every loaded list as it read on a day, so that two versions of its lists can be
    /// compared by deciding the same proposals for the same day under both.
    ///
    /// The entries in force on `day` stay, without days of their own; when the lists themselves are
    /// in force does not change. The digest is that of the changed pack.
    #[must_use]
    pub fn with_lists_as_of(&self, day: NaiveDate) -> Pack {
        self.pinned(day, |_| true)
    }

    /// The same of one list; nothing when the pack has no list with this id.
    #[must_use]
    pub fn with_list_as_of(&self, list: &str, day: NaiveDate) -> Option<Pack> {
        let has_list = self.lists.iter().any(|known| known.id == list);
        has_list.then(|| self.pinned(day, |known| known.id == list))
    }

    fn pinned(&self, day: NaiveDate, is_chosen: impl Fn(&ItemList) -> bool) -> Pack {
        let mut pack = self.clone();
        for list in pack.lists.iter_mut().filter(|list| is_chosen(list)) {
            list.declared_count = list.declared_count_on(day);
            list.declared_versions.clear();
            if let ListContent::Loaded(entries) = &mut list.content {
                entries.retain(|entry| entry.in_force.contains(day));
                for entry in entries {
                    entry.in_force = Interval::default();
                }
                // They name entries by their position among those of all times.
                list.amendments.clear();
            }
        }
        pack.digest = OnceLock::new();
        pack
    }
}
