//! What the keys of a pack are called.

use smol_str::SmolStr;

use super::PackPart;
use crate::list::EntryField;
use crate::model::Coded;
use crate::text::LocalText;

/// Keys with their names in Chinese and English.
const LABELS: [(&str, &str, &str); 46] = [
    ("id", "编号", "id"),
    ("version", "版本", "version"),
    ("title", "名称", "title"),
    ("place", "地区", "place"),
    ("in_force", "施行时间", "in force"),
    ("parents", "上级规则包", "parents"),
    ("issuer", "印发单位", "issuer"),
    ("number", "文号", "number"),
    ("date", "日期", "date"),
    ("by", "方式", "by"),
    ("source", "出处", "source"),
    ("message", "说明", "message"),
    ("remedy", "补救", "remedy"),
    ("note", "另一种理解", "note"),
    ("type", "类型", "type"),
    ("values", "取值", "values"),
    ("ordered", "取值是否有高低", "ordered"),
    ("unit", "单位", "unit"),
    ("allows_none", "可否为无", "allows none"),
    ("on", "适用诉求", "on"),
    ("label", "名称", "label"),
    ("question", "问题", "question"),
    ("value", "推定值", "value"),
    ("reason", "理由", "reason"),
    ("modality", "性质", "modality"),
    ("when", "适用条件", "when"),
    ("unless", "除外条件", "unless"),
    ("met_when", "落实条件", "met when"),
    ("yields_to", "让位于", "yields to"),
    ("procedure", "程序", "procedure"),
    ("due", "履行时间", "due"),
    ("kind", "类别", "kind"),
    ("loaded", "是否载入事项", "loaded"),
    ("not_loaded", "未载入时", "while not loaded"),
    ("declared_count", "文件载明项数", "declared count"),
    ("classes", "分类", "classes"),
    ("versions", "历次项数", "versions"),
    ("amendments", "动态调整", "amendments"),
    ("inherits", "承接清单", "inherits"),
    ("amended_by", "调整程序", "amended by"),
    ("codes", "赋码规则", "codes"),
    ("steps", "步骤", "steps"),
    ("working_days", "工作日", "working days"),
    ("holidays", "放假", "holidays"),
    ("make_up_days", "调休上班", "make-up days"),
    ("year", "年份", "year"),
];

/// What a key of a part is called; the key itself when it has no name.
pub(super) fn label(part: PackPart, key: &str) -> LocalText {
    if part == PackPart::Entry
        && let Some(field) = EntryField::from_code(key)
    {
        return LocalText::new(field.label_zh(), field.label_en());
    }
    match LABELS.iter().find(|(known, ..)| *known == key) {
        Some((_, zh, en)) => LocalText::new(*zh, *en),
        None => LocalText::chinese(SmolStr::from(key)),
    }
}
