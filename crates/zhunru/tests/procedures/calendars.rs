//! Whose calendar counts.

use std::sync::Arc;

use zhunru::Engine;
use zhunru::pack::{Pack, PackFiles};

use crate::{day, packs};

/// A pack with these parents, and a calendar in which this day of 2024 is a holiday.
fn pack(id: &str, parents: &str, holiday: Option<&str>, known: &[Pack]) -> Pack {
    let manifest = format!(
        "format = 1\nid = '{id}'\nversion = '1'\ntitle = '甲'\nparents = [{parents}]\n\
         place = {{ name = '甲', level = 'county' }}\nin_force = {{ from = 2024-01-01 }}\n\
         [[document]]\nid = 'notice'\nkind = 'notice'\ntitle = '通知'\nissuer = '甲'\n"
    );
    let calendar = holiday.map(|day| {
        format!(
            "[[year]]\nyear = 2024\nsource = {{ document = 'notice', clause = '一' }}\n\
             holidays = [{{ name = '节', from = {day} }}]\n"
        )
    });
    let mut files = vec![("pack.toml", manifest.into_bytes())];
    files.extend(calendar.map(|text| ("calendar.toml", text.into_bytes())));
    Pack::load(&PackFiles::collect(id, files).unwrap(), known).unwrap()
}

#[test]
fn the_nearest_parent_counts() {
    let mut all = packs();
    let mut add = |id, parents, holiday| {
        let pack = pack(id, parents, holiday, &all);
        all.push(pack);
    };
    add("own", "'country'", Some("2024-03-04"));
    add("middle", "'own'", None);
    add("child", "'middle', 'country'", None);
    add("grandchild", "'middle'", None);
    add("orphan", "", None);
    let engine = Engine::builder()
        .packs(all.into_iter().map(Arc::new))
        .build()
        .unwrap();
    let is_off = |pack: &str, on: &str| !engine.calendar(pack).unwrap().is_working_day(day(on));
    // 4 March is a holiday of `own` alone, 12 February one of the country.
    for (pack, own, country) in [
        ("country", false, true),
        ("county", false, true),
        ("own", true, false),
        ("middle", true, false),
        ("child", false, true),
        ("grandchild", true, false),
        ("orphan", false, false),
    ] {
        assert_eq!(is_off(pack, "2024-03-04"), own, "{pack}");
        assert_eq!(is_off(pack, "2024-02-12"), country, "{pack}");
    }
    assert!(engine.calendar("orphan").unwrap().years().next().is_none());
    assert!(engine.calendar("nobody").is_none());
}
