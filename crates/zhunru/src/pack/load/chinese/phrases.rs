//! What diagnostics of packs say in Chinese: a pattern of the English message and its Chinese form.
//!
//! `{}` in a pattern stands for any text; `{0}`, `{1}` in the Chinese form for the first, second of
//! them. The first pattern that fits counts, so that the narrower stand before the wider.

/// The messages.
pub(super) const MESSAGES: &[(&str, &str)] = &[
    // Files.
    (
        "there is no file {} beside the list",
        "清单所在文件夹中没有文件{0}",
    ),
    ("there is no file {}", "缺少文件{0}"),
    (
        "no list takes its entries from this file",
        "没有清单从这个文件读取条目",
    ),
    ("nothing reads this file", "规则包中不应有这个文件"),
    (
        "the file is not UTF-8, as its line {} shows",
        "文件不是UTF-8编码，见第{0}行",
    ),
    ("the key {} stands twice", "字段{0}重复"),
    ("values are nested deeper than {}", "嵌套超过{0}层"),
    (
        "the row has {} cells, the heading has {}",
        "该行有{0}格，表头有{1}格",
    ),
    (
        "the file has {} bytes, at most {} are read",
        "文件有{0}字节，最多读取{1}字节",
    ),
    (
        "there are more than {} faults, the others are not shown",
        "问题超过{0}处，其余未列出",
    ),
    // Keys and values.
    ("unknown key {}", "没有字段{0}"),
    ("unknown column {}", "没有列{0}"),
    ("the key {} must be given", "缺少必填字段{0}"),
    ("the column {} must be given", "缺少必填列{0}"),
    ("{} is given without {}", "只填了{0}，没有填{1}"),
    ("the key {} has no meaning {}", "字段{0}在此没有意义：{1}"),
    (
        "expected {} or more, found {}",
        "应为不小于{0}的整数，实际为{1}",
    ),
    (
        "expected a day of the week, {} to {}, found {}",
        "应为星期几（{0}至{1}），实际为{2}",
    ),
    ("expected {}, found {}", "应为{0}，实际为{1}"),
    ("the text is empty", "内容为空"),
    ("the number is too large", "数值过大"),
    (
        "{} is no date of the form {}",
        "{0}不是日期，应写成{1}的形式",
    ),
    (
        "{} is no value of {}; allowed are {}",
        "{0}不是{1}的取值；可选：{2}",
    ),
    ("{} is {}; allowed are {}", "{0}不是{1}；可选：{2}"),
    (
        "{} is no id; ids are made of up to 64 lower-case letters, digits and hyphens",
        "{0}不能作为标识；标识由最多64个小写字母、数字和连字符组成",
    ),
    (
        "{} is no name for a definition; names are made of up to 64 lower-case letters, digits and underscores, a letter first",
        "{0}不能作为定义名；定义名由最多64个小写字母、数字和下划线组成，以字母开头",
    ),
    (
        "{} is no path; its parts are made of lower-case letters, digits and underscores, joined by dots, and the first is not {}",
        "{0}不能作为事实路径；路径各段由小写字母、数字和下划线组成，以点连接，首段不能是{1}",
    ),
    (
        "{} is no code; codes are made of up to 64 lower-case letters, digits and underscores, and {} are taken",
        "{0}不能作为代码；代码由最多64个小写字母、数字和下划线组成，{1}已被占用",
    ),
    (
        "no demand type is named; {} means all",
        "没有写明诉求类型；{0}表示各类诉求",
    ),
    (
        "format {} is not supported, this version reads format {}",
        "不支持格式版本{0}，本版本读取格式{1}",
    ),
    (
        "the code {} is that of a place at level {}",
        "区划代码{0}属于层级{1}",
    ),
    (
        "the interval ends on {}, before it begins",
        "施行期间的截止日期{0}早于起始日期",
    ),
    (
        "the interval is not inside the pack's own, {} to {}",
        "施行期间超出规则包的期间（{0}至{1}）",
    ),
    (
        "no value of the fact {}, whose type is {}",
        "不是事实{0}的取值，其类型为{1}",
    ),
    ("a procedure has one step or more", "程序至少要有一个步骤"),
    (
        "no body is named that takes the step",
        "没有写明由谁办理这一步",
    ),
    ("the alternative names no body", "这一备选没有写明机构"),
    (
        "a demand {} has no item that a list could hold",
        "诉求{0}没有可以列入清单的事项",
    ),
    // What stands twice.
    (
        "the id {} is that of the pack at {}",
        "标识{0}已用于{1}处的规则包",
    ),
    ("the id {} is that of a {} at {}", "标识{0}已用于{2}处的{1}"),
    ("the document {} is given twice", "文件{0}重复"),
    ("the step {} is given twice", "步骤{0}重复"),
    ("{} is regulated twice", "诉求{0}的规制方式重复"),
    ("{} is named twice", "{0}重复"),
    ("{} is also {} at {}", "{0}与{2}处的{1}是同一名称"),
    ("there is already a fact {}", "已有事实{0}"),
    (
        "two parents declare the fact {} differently",
        "两个上级规则包对事实{0}的声明不一致",
    ),
    // What is not there.
    (
        "there is no fact and no definition {}",
        "没有名为{0}的事实或者定义",
    ),
    (
        "there is no field {} here, did you mean {}?",
        "这里没有字段{0}，是否应为{1}",
    ),
    ("there is no field {} here", "这里没有字段{0}"),
    ("there is no step of a procedure {}", "程序中没有步骤{0}"),
    (
        "there is no rule, list or limit {}",
        "没有规则、清单或者限制{0}",
    ),
    ("there is no document {}", "没有文件{0}"),
    ("there is no procedure {}", "没有程序{0}"),
    ("there is no pack {}", "没有规则包{0}"),
    ("there is no fact {}", "没有事实{0}"),
    ("there is no rule {}", "没有规则{0}"),
    ("there is no list {}", "没有清单{0}"),
    ("there is no function {}", "没有函数{0}"),
    (
        "{} is a list; a rule yields to rules only",
        "{0}是清单；规则只能让位于规则",
    ),
    ("entries of {} have no field {}", "{0}的条目没有字段{1}"),
    // Lists, presumptions, exceptions, circles.
    ("the list has no entries", "清单没有条目"),
    (
        "the list has entries of its own besides those of the file",
        "清单既有自己的条目，又有条目文件",
    ),
    (
        "the document says {} entries, the list has {}",
        "文件载明{0}项，清单实有{1}项",
    ),
    (
        "{} is granted by the list {} and forbidden by the list {} at {}",
        "{0}既在准入清单{1}之内，又在禁止清单{2}之内（{3}）",
    ),
    (
        "presumed so, the {} {} bites where another value would spare it",
        "如此推定会使{0}{1}生效，而其他取值不会",
    ),
    (
        "the {} {} is too large to make sure that this presumption never makes it bite",
        "{0}{1}过大，无法确认这项推定不会使其生效",
    ),
    (
        "being off this list forbids, so nothing may be presumed to be off it",
        "不在这份清单之内即属禁止，因此不能推定不在其内",
    ),
    (
        "no rule on {} reads the fact {}",
        "诉求{0}没有规则读取事实{1}",
    ),
    (
        "the exception lifts the gate, but nothing grants {} where it holds",
        "例外成立时，诉求{0}没有准入依据",
    ),
    (
        "rules yield to each other in a circle: {}",
        "规则之间循环让位：{0}",
    ),
    (
        "packs inherit from each other in a circle: {}",
        "规则包之间循环继承：{0}",
    ),
    (
        "definitions use each other in a circle: {}",
        "定义之间循环引用：{0}",
    ),
    // Conditions.
    (
        "the definition {} reads {}, which {} does not have",
        "定义{0}读取{1}，而诉求{2}没有这一事实",
    ),
    (
        "the rule is on {}, which has no item to look up in a list",
        "规则所列诉求{0}没有可以查对清单的事项",
    ),
    (
        "the rule is on {}, which has no fact {}",
        "规则所列诉求{0}没有事实{1}",
    ),
    (
        "with its definitions written out the condition has more than {} parts, or more than {} inside one another",
        "展开定义后，条件超过{0}个部分，或者嵌套超过{1}层",
    ),
    ("single {}", "此处是单个{0}"),
    (
        "operand expected, found {}",
        "此处应有事实、常量、清单或者函数，实际为{0}",
    ),
    (
        "no value of {} passes this comparison",
        "{0}的任何取值都不满足这一比较",
    ),
    (
        "every value of {} passes this comparison",
        "{0}的所有取值都满足这一比较",
    ),
    (
        "the list is empty, so nothing is in it",
        "列表为空，没有取值能满足",
    ),
    (
        "two constants are compared, which is the same whatever the facts",
        "比较的双方都是常量，结果与事实无关",
    ),
    (
        "there is always some {}, it is never {}",
        "{0}总有取值，不会是{1}",
    ),
    (
        "a count is 0 or more, and less than {}",
        "个数不小于0，并小于{0}",
    ),
    ("a count compares with a whole number", "个数只能与整数比较"),
    ("a fact compares with constants only", "事实只能与常量比较"),
    ("a value alone is no condition", "单独一个值不是条件"),
    (
        "acts on record cannot be read one by one",
        "办理记录不能逐条读取",
    ),
    ("behind {} stands a list of constants", "{0}后应为常量列表"),
    (
        "only fields of {} can be asked here",
        "此处只能读取{0}的字段",
    ),
    ("the values of {} have no order", "{0}的取值没有先后次序"),
    (
        "{} is neither greater nor less than anything",
        "{0}不能比较大小",
    ),
    (
        "{} is neither true nor false, its type is {}",
        "{0}不是是非型事实，其类型为{1}",
    ),
    ("{} is neither true nor false", "{0}的结果不是“是”或者“否”"),
    (
        "{} is of type {}, compared with {}",
        "{0}的类型为{1}，却与{2}比较",
    ),
    ("{} is a date, compared with {}", "{0}是日期，却与{1}比较"),
    (
        "{} is a definition, which is true or false",
        "{0}是定义，结果只有“是”或者“否”",
    ),
    (
        "{} is an entry of {}, not a single value",
        "{0}是{1}的条目，不是单个值",
    ),
    ("{} is a list", "{0}是列表"),
    ("{} is no list, its type is {}", "{0}不是列表，其类型为{1}"),
    ("{} cannot stand for an entry", "{0}不能用作条目的名称"),
    ("{} cannot be asked of an entry", "不能对条目使用{0}"),
    (
        "{} takes a list, a name for its entries and what they pass",
        "{0}的参数是列表、条目名称和条件",
    ),
    ("{} takes a name and a condition", "{0}的参数是名称和条件"),
    ("{} takes one text, as in {}", "{0}只有一个文本参数，如{1}"),
    ("{} takes one id, as in {}", "{0}只有一个标识参数，如{1}"),
    ("{} takes one date, as in {}", "{0}只有一个日期参数，如{1}"),
    (
        "{} takes a date, {} is of type {}",
        "{0}的参数是日期，而{1}的类型为{2}",
    ),
    ("condition is empty", "条件为空"),
    ("{} is not supported", "不支持{0}"),
    ("{} are not supported", "不支持{0}"),
    ("unexpected {}", "此处不应有{0}"),
];

/// What would be right.
pub(super) const HELPS: &[(&str, &str)] = &[
    ("did you mean {}?", "是否应为{0}"),
    ("a pack has the files {}", "规则包只有下列文件：{0}"),
    (
        "add a {} rule whose {} is this condition",
        "请增加一条{0}规则，以这一条件为{1}",
    ),
    (
        "it holds the pack's id, version, place and documents",
        "其中写明规则包的标识、版本、地区和文件",
    ),
    ("name it in a list with {}", "请在清单中写{0}"),
    (
        "put quotes around a cell that holds a comma",
        "含逗号的格子请加引号",
    ),
    ("save the file with the encoding UTF-8", "请以UTF-8编码保存"),
    ("the fact exists on {}", "该事实适用于诉求{0}"),
    (
        "give {}; {} means that there is none",
        "请写{0}；{1}表示没有条目",
    ),
    (
        "an entry is asked by {}; put other facts outside of the macro",
        "条目可用{0}；其他事实请写在外面",
    ),
    ("an entry is asked by {}", "条目可用{0}"),
    (
        "an operand is a fact, a constant, a list or a function call",
        "可以是事实、常量、列表或者函数",
    ),
    ("as in {}", "如{0}"),
    ("ask {} for a procedure of the pack", "查对程序请用{0}"),
    ("ask {}", "请用{0}"),
    (
        "choose a short name that means nothing else",
        "请换一个没有其他含义的短名",
    ),
    ("compare a fact with it", "请与一个事实比较"),
    (
        "write a boolean fact without a comparison, and join conditions with {}",
        "是非型事实不用写比较，条件之间用{0}连接",
    ),
    (
        "join with {}, or compare with {}",
        "条件之间用{0}连接，比较用{1}",
    ),
    ("join with {}", "条件之间用{0}连接"),
    ("write a list, as in {}", "请写成列表，如{0}"),
    ("compare it, as in {}", "请写成比较，如{0}"),
    ("use {}", "请用{0}"),
    ("write {} to compare", "比较请写{0}"),
    ("write {}", "请写{0}"),
];

/// Words that messages are put together of.
pub(super) const WORDS: &[(&str, &str)] = &[
    ("a text", "文本"),
    ("a number", "数值"),
    ("a whole number", "整数"),
    ("a decimal number", "小数"),
    ("a boolean", "是非值"),
    ("a date such as `2024-01-01`", "日期，如“2024-01-01”"),
    ("a date", "日期"),
    ("an array", "数组"),
    ("a table", "表"),
    ("rule", "规则"),
    ("list", "清单"),
    ("limit", "限制"),
    ("procedure", "程序"),
    ("prohibition", "禁止性规定"),
    ("gate", "审批门槛"),
    ("no modality", "规范性质"),
    ("no type of demand", "诉求类型"),
    ("no kind of source", "文件性质"),
    ("no type of fact", "事实类型"),
    ("no way to regulate", "规制方式"),
    (
        "no way to treat a list that is not loaded",
        "清单未载入时的处理方式",
    ),
    ("no level of a body", "机构层级"),
    ("no time of an obligation", "履行时间"),
    ("no act", "办理环节"),
    ("no kind of organ", "机构类别"),
    ("no administrative level", "行政层级"),
    ("no kind of list", "清单种类"),
    ("no unit", "单位"),
    ("no verdict", "准入结论"),
    ("no outcome of a rule", "规则结果"),
    ("for a fact that is no number", "该事实不是数值"),
    (
        "in an amendment, which holds from its own day",
        "调整自其日期起生效",
    ),
    ("where an entry is retired", "取消事项不用写"),
    ("where an entry is added", "新增事项不用写"),
    (
        "where the entries are not there to be amended",
        "清单的条目没有载入，无从调整",
    ),
    ("where a grant is needed", "该类诉求须有准入依据"),
    ("boolean", "是非"),
    ("enum", "枚举"),
    ("integer", "整数"),
    ("decimal", "小数"),
    ("date", "日期"),
    ("text", "文本"),
    ("item", "事项"),
    ("…", "不限"),
];
