//! The headings and words of tables, as data.
//!
//! Besides what stands here, the label (Chinese or English) and the path of every fact of the
//! vocabulary head its column, and every value may be written as its label or its code.

/// What a column holds, and how it may be headed. Headings are compared without white space,
/// marks and case. The contents are paths of facts, or one of the words below.
pub(crate) const HEADINGS: &[(&str, &[&str])] = &[
    (
        READ_OVER,
        &[
            "说明",
            "备注",
            "填表说明",
            "note",
            "notes",
            "remark",
            "remarks",
        ],
    ),
    ("id", &["申请编号", "编号", "申请号", "id", "proposal"]),
    ("title", &["标题", "通知标题", "title"]),
    ("submitted_on", &["申请日期", "报送日期"]),
    ("starts_on", &["起始日期"]),
    ("ends_on", &["截止日期", "终止日期"]),
    ("issuer.name", &["派交单位名称", "申请单位", "派交部门"]),
    ("issuer.level", &["派交单位级别", "层级"]),
    ("issuer.kind", &["派交单位性质"]),
    (
        "village.code",
        &[
            "村(社区)代码",
            "村代码",
            "村(社区)编码",
            "区划代码",
            "village code",
        ],
    ),
    (
        "village.name",
        &["村名", "村(社区)", "村(社区)名称", "village name"],
    ),
    ("village.within", &["所属地名", "上级地名", "places above"]),
    ("village.kind", &["村(社区)类别"]),
    ("approvals", &["审批情况", "办理情况"]),
    ("basis", &["政策依据", "法律法规政策依据"]),
    ("basis.rank", &["依据效力层级"]),
    ("basis.title", &["依据名称"]),
    ("basis.number", &["依据文号"]),
    ("basis.clause", &["依据条款"]),
    ("basis.deployment", &["依据是否即部署文件"]),
    ("approval.act", &["审批行为"]),
    ("approval.by.name", &["审批机构"]),
    ("approval.by.level", &["审批机构层级"]),
    ("approval.by.kind", &["审批机构类别"]),
    ("approval.on", &["审批日期"]),
    ("approval.number", &["审批文号"]),
    ("approval.outcome", &["审批结果"]),
    ("approval.ends_on", &["审批有效期至"]),
    (TYPE, &["诉求类型", "事项类型", "type", "demand type"]),
    (ITEM, &["事项名称", "item", "item name"]),
];

/// A column that is read over.
pub(crate) const READ_OVER: &str = "";
/// The column of the demand's type.
pub(crate) const TYPE: &str = "type";
/// The column of the demand's item, which each type keeps in a field of its own.
pub(crate) const ITEM: &str = "item";

/// Further words for values, by the code that they stand for. A word counts only where the code
/// is among the values.
pub(crate) const VALUE_WORDS: &[(&str, &str)] = &[
    ("区级", "county"),
    ("旗级", "county"),
    ("区县级", "county"),
    ("县", "county"),
    ("区", "county"),
    ("镇级", "township"),
    ("街道", "township"),
    ("街道级", "township"),
    ("乡镇", "township"),
    ("乡镇级", "township"),
    ("乡镇街道", "township"),
    ("地市级", "city"),
    ("市", "city"),
    ("省", "province"),
    ("直辖市", "province"),
    ("中央级", "central"),
];

/// A body that needs no brackets behind its name: name, level, kind.
pub(crate) const SHORT_BODIES: &[(&str, &str, &str)] = &[
    ("区委区政府", "county", "party_committee_and_government"),
    ("县委县政府", "county", "party_committee_and_government"),
    ("省委省政府", "province", "party_committee_and_government"),
    ("区民政局", "county", "civil_affairs"),
    ("县民政局", "county", "civil_affairs"),
];

/// The words that say of an entry of stock that something holds or does not, by field.
pub(crate) const STOCK_WORDS: &[(&str, &str, bool)] = &[
    ("filed", "已备案", true),
    ("filed", "未备案", false),
    ("dedicated_post", "专人专岗", true),
    ("dedicated_post", "非专人专岗", false),
];

/// Units that may stand behind a number in a cell.
pub(crate) const COUNT_UNITS: &[&str] = &["次", "字", "人", "个", "份", "名"];

/// Units in the brackets of a heading that multiply the numbers below it.
pub(crate) const LARGE_UNITS: &[&str] = &["万元", "万"];

/// Words for what is not known.
pub(crate) const UNKNOWN_WORDS: &[&str] = &["?", "不详", "不清楚", "unknown"];
