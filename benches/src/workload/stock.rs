//! The signs that hang inside at the villages of the workload.

/// A sign that hangs inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sign {
    /// Its name.
    pub name: &'static str,
    /// At which level it was asked for.
    pub level: &'static str,
    /// Whether a statute itself demands it.
    pub statutory: bool,
}

const fn sign(name: &'static str, level: &'static str) -> Sign {
    Sign {
        name,
        level,
        statutory: false,
    }
}

// The nine signs of 附件3.
const BARRACKS: Sign = sign("民兵营（连）部", "county");
const VETERANS: Sign = sign("退役军人服务站", "county");
const PARTY: Sign = sign("党员活动室", "county");
const MEDIATION: Sign = sign("村（社区）人民调解委员会", "county");
const BOOKS: Sign = sign("农家书屋", "city");
const YOUTH: Sign = sign("青年之家", "county");
const WOMEN: Sign = sign("妇女之家", "county");
const DISABLED: Sign = sign("残疾人协会", "county");
const ORDER: Sign = sign("综治中心", "township");

// Others.
const CITY: Sign = sign("双拥共建示范点", "city");
const COUNTY: Sign = sign("科普图书角", "county");
const TOWNSHIP: Sign = sign("电商直播驿站", "township");
const STATUTORY: Sign = Sign {
    name: "动物防疫公告栏",
    level: "county",
    statutory: true,
};

/// What hangs: nothing or a few signs, extras of one level or of several, and full walls.
pub const STOCKS: &[&[Sign]] = &[
    &[],
    &[BOOKS],
    &[VETERANS, PARTY],
    &[BOOKS, COUNTY],
    &[MEDIATION, CITY],
    &[WOMEN, TOWNSHIP],
    &[YOUTH, STATUTORY],
    &[
        BARRACKS, VETERANS, PARTY, MEDIATION, YOUTH, DISABLED, ORDER, CITY, COUNTY, TOWNSHIP,
        STATUTORY,
    ],
    &[
        BARRACKS, VETERANS, PARTY, MEDIATION, BOOKS, YOUTH, DISABLED, ORDER, CITY, COUNTY,
        TOWNSHIP, STATUTORY,
    ],
];

/// The place of the full wall, on which a further sign is one too many.
pub const FULL: u8 = 8;
