//! What diagnostics of lists, their amendments and calendars say in Chinese, in the form of
//! [`super::phrases`].

/// The messages.
pub(super) const MESSAGES: &[(&str, &str)] = &[
    // Counts and classes.
    (
        "the document says {} entries of the class {}, the list has {}",
        "文件载明{1}类{0}项，清单实有{2}项",
    ),
    (
        "the document says {} entries from {} on, the list has {}: {}",
        "文件载明{1}起有{0}项，清单实有{2}项：{3}",
    ),
    (
        "the document says {} entries from {} on, the list has {}",
        "文件载明{1}起有{0}项，清单实有{2}项",
    ),
    (
        "the document says {} entries, its classes add up to {}: {}",
        "文件载明{0}项，各类合计{1}项：{2}",
    ),
    (
        "the document says {} entries, the list has {}: {}",
        "文件载明{0}项，清单实有{1}项：{2}",
    ),
    (
        "{} is no day after the list's first on which it is in force",
        "{0}不是清单首日之后的施行日期",
    ),
    (
        "the count of {} stands after that of {}",
        "{0}的条目数写在{1}的条目数之后",
    ),
    (
        "{} has no class, the list has {}",
        "{0}没有类别，而清单分为{1}类",
    ),
    (
        "{} is of {}, which is no class of the list",
        "{0}的类别是{1}，清单没有这一类别",
    ),
    ("the class {} is given twice", "类别{0}重复"),
    ("a list has at most {} classes", "一份清单最多有{0}个类别"),
    (
        "a list has at most {} later counts",
        "一份清单最多有{0}次变更后的条目数",
    ),
    ("a list has at most {} entries", "一份清单最多有{0}项"),
    ("the row has no name", "该行没有名称"),
    ("{} has neither letters nor digits", "{0}中没有文字或者数字"),
    // Codes.
    (
        "{} has no code, though the list has a scheme of codes",
        "{0}没有编码，而清单定有赋码规则",
    ),
    (
        "the code {} of {} is not made by the scheme {}",
        "{1}的编码{0}不符合赋码规则{2}",
    ),
    (
        "the code {} of {} was given before, it is among {}",
        "{1}的编码{0}曾经使用，已列入{2}",
    ),
    (
        "the code {} of {} was that of {}; a code is not given again",
        "{1}的编码{0}原为{2}的编码；编码不得重复使用",
    ),
    (
        "the code {} is that of another class",
        "类别编码{0}已用于另一类别",
    ),
    (
        "{} is neither `{class:2}` nor `{number:3}`",
        "{0}既不是类别（class）占位，也不是编号（number）占位",
    ),
    (
        "the width in {} is not a whole number from {} to {}",
        "{0}中的位数不是{1}至{2}的整数",
    ),
    (
        "a pattern has one `{number:…}` and at most one `{class:…}`",
        "赋码规则须有一个编号（number）占位，至多有一个类别（class）占位",
    ),
    // Amendments.
    (
        "the list is not in force before and on {}, so nothing is amended",
        "清单在{0}当日或者此前没有施行，无从调整",
    ),
    (
        "the amendment of {} was refused in the procedure {}",
        "{0}的调整在程序{1}中未获同意",
    ),
    (
        "the amendment of {} has not completed the procedure {}: the step {} ({}) is not done by that day",
        "{0}的调整没有走完程序{1}：到该日为止，步骤{2}（{3}）尚未办理",
    ),
    (
        "whether the amendment of {} has completed the procedure {} is not known: {} is not given",
        "无法确定{0}的调整是否走完程序{1}：没有写明{2}",
    ),
    (
        "the amendment of {} stands after one of {}",
        "{0}的调整写在{1}的调整之后",
    ),
    (
        "{} is on the list on {} already, as {} at {}",
        "{0}在{1}已列入清单，即{3}处的{2}",
    ),
    ("the amendment changes nothing", "这项调整没有改变任何内容"),
    ("the list has no entry {} on {}", "{1}的清单中没有事项{0}"),
    (
        "{} came to read so on {} itself, one day holds one change of an entry",
        "{0}在{1}当日已有变动，同一事项一天只能变动一次",
    ),
    // Inheritance.
    ("there is no list of a parent {}", "上级规则包中没有清单{0}"),
    (
        "the list bears on {}, the one that it inherits on {}",
        "清单适用于诉求{0}，所承接的清单适用于诉求{1}",
    ),
    (
        "the list is of the kind {}, the one that it inherits of {}",
        "清单的种类是{0}，所承接清单的种类是{1}",
    ),
    (
        "{} refines an entry, but the list inherits none",
        "{0}写明细化上级事项，而清单没有承接上级清单",
    ),
    (
        "{} refines {}, which is not on the list {}",
        "{0}所细化的{1}不在清单{2}之内",
    ),
    (
        "{} neither is on the list {} nor refines an entry of it",
        "{0}既不在清单{1}之内，也没有细化其中的事项",
    ),
    (
        "{} is on the list on {}, when the list {} no longer holds or does not yet hold what it rests on",
        "{0}在{1}列入清单，而当日清单{2}中其所依据的事项已经失效或者尚未生效",
    ),
    // Calendars.
    (
        "{} is no year of a calendar, which are {} to {}",
        "{0}不能作为日历年份，应为{1}至{2}",
    ),
    ("the year {} is given twice", "年份{0}重复"),
    (
        "the holiday ends on {}, before it begins",
        "节假日的截止日期{0}早于起始日期",
    ),
    (
        "{} lies outside the year {}, of which the arrangement reaches from 1 December before to 31 January after",
        "{0}超出{1}年安排的范围，即上一年12月1日至下一年1月31日",
    ),
    (
        "{} is a holiday twice; the arrangement of {} has it already",
        "{0}重复列为节假日，{1}年的安排中已有",
    ),
    (
        "the make-up working day {} is given twice",
        "调休上班日{0}重复",
    ),
    (
        "{} is both a holiday and a make-up working day",
        "{0}既是节假日，又是调休上班日",
    ),
    (
        "{} is no Saturday or Sunday, so nobody makes up for anything by working on it",
        "{0}不是星期六或者星期日，不能作为调休上班日",
    ),
];

/// What would be right.
pub(super) const HELPS: &[(&str, &str)] = &[
    (
        "the count of its first day is {} of the list",
        "首日的条目数请写在清单的{0}",
    ),
    (
        "the next code by the scheme is {}",
        "按赋码规则，下一个编码是{0}",
    ),
    (
        "amendments stand in the order of their days",
        "调整请按日期先后排列",
    ),
    ("name the parent's list with {}", "请用{0}写明上级清单"),
    (
        "a list that inherits may narrow a granting one; name the entry with {}",
        "承接准入类清单只能缩小其范围；请用{0}写明所细化的事项",
    ),
];

/// How many entries classes have, as messages count them.
pub(super) const COUNTS: &[(&str, &str)] = &[
    ("{} of no class", "未分类{0}项"),
    ("{} of {} of {}", "{2}{0}项（载明{1}项）"),
    ("{} of {}", "{1}{0}项"),
];
