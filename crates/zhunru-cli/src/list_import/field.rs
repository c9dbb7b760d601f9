//! What a column of a list may hold, and the headings under which offices keep it.

use zhunru::list::EntryField as Field;

/// What a heading stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Heading {
    /// A field; of two columns of one field the one with the lower rank is read.
    Field(Field, usize),
    /// A count of the rows (序号).
    Ordinal,
}

/// The headings of each field, the plainest first. They are in the form of
/// [`zhunru_table::sheet::normalise_heading`].
const HEADINGS: [(Field, &[&str]); 21] = [
    (
        Field::Code,
        &[
            "编码",
            "code",
            "事项编码",
            "代码",
            "事项代码",
            "分类编码",
            "赋码",
            "编号",
            "事项编号",
            "清单编号",
        ],
    ),
    (
        Field::Name,
        &[
            "名称",
            "name",
            "事项名称",
            "证明名称",
            "证明事项名称",
            "证明事项",
            "工作事项名称",
            "清单事项",
            "工作事项",
            "事务名称",
            "具体事项",
            "机制名称",
            "牌子名称",
            "标牌名称",
            "项目名称",
            "表格名称",
            "报表名称",
            "事项",
            "item",
            "事项内容",
            "工作内容",
            "具体内容",
            "项目",
            "内容",
        ],
    ),
    (
        Field::Aliases,
        &["别名", "aliases", "其他名称", "又称", "曾用名", "简称"],
    ),
    (
        Field::Category,
        &[
            "类别",
            "category",
            "事项类别",
            "类型",
            "事项类型",
            "分类",
            "事项分类",
            "所属类别",
            "证明类别",
            "工作类别",
            "所属领域",
            "领域",
            "class",
        ],
    ),
    (
        Field::Flow,
        &[
            "流程",
            "flow",
            "办理流程",
            "工作流程",
            "操作流程",
            "出具流程",
            "办理程序",
        ],
    ),
    (
        Field::Basis,
        &[
            "法律依据",
            "basis",
            "实施依据",
            "设定依据",
            "法律法规依据",
            "政策法规依据",
            "法律政策依据",
            "政策依据",
            "主要依据",
            "依据",
        ],
    ),
    (
        Field::Standard,
        &[
            "办理标准",
            "standard",
            "工作标准",
            "标准",
            "工作要求",
            "办理要求",
        ],
    ),
    (
        Field::Conditions,
        &["办理条件", "conditions", "出具条件", "条件"],
    ),
    (
        Field::Materials,
        &[
            "办理材料",
            "materials",
            "申请材料",
            "所需材料",
            "提交材料",
            "证明材料",
            "材料",
        ],
    ),
    (
        Field::LeadUnit,
        &[
            "牵头单位",
            "lead_unit",
            "牵头部门",
            "责任单位",
            "责任部门",
            "主管部门",
            "主管单位",
            "业务主管部门",
            "主责部门",
            "主责单位",
            "交办部门",
            "交办单位",
        ],
    ),
    (
        Field::Support,
        &[
            "支持保障",
            "support",
            "保障措施",
            "工作保障",
            "经费保障",
            "支持措施",
        ],
    ),
    (
        Field::Execution,
        &[
            "执行方式",
            "execution",
            "办理方式",
            "实施方式",
            "承担方式",
            "协助方式",
        ],
    ),
    (
        Field::SupervisedBy,
        &["监督主体", "supervised_by", "监督部门", "监督单位"],
    ),
    (Field::SupervisionOf, &["监督对象", "supervision_of"]),
    (
        Field::SupervisionHow,
        &[
            "监督方式",
            "supervision_how",
            "监督方法",
            "监督途径",
            "监督措施",
        ],
    ),
    (
        Field::Publicity,
        &[
            "公开",
            "publicity",
            "公开方式",
            "公开形式",
            "公示",
            "公示方式",
        ],
    ),
    (
        Field::Evaluation,
        &["评价", "evaluation", "评价方式", "评价办法", "考核评价"],
    ),
    (
        Field::Accountability,
        &[
            "责任追究",
            "accountability",
            "责任追究情形",
            "责任追究方式",
            "追责情形",
            "追责",
            "问责",
        ],
    ),
    (
        Field::Refines,
        &["细化上级事项", "refines", "上级事项", "对应上级事项"],
    ),
    (
        Field::From,
        &["生效日期", "from", "生效时间", "施行日期", "启用日期"],
    ),
    (
        Field::To,
        &["失效日期", "to", "失效时间", "废止日期", "停用日期"],
    ),
];

/// Headings of a column that only counts the rows.
const ORDINAL: [&str; 6] = ["序号", "序", "no.", "no", "#", "行号"];

/// What a heading in comparable form stands for.
pub(super) fn known(heading: &str) -> Option<Heading> {
    let lower = heading.to_lowercase();
    if ORDINAL.contains(&lower.as_str()) {
        return Some(Heading::Ordinal);
    }
    HEADINGS.iter().find_map(|(field, headings)| {
        let rank = headings.iter().position(|one| *one == lower)?;
        // The two headings of the format are equally plain.
        Some(Heading::Field(*field, rank.max(1)))
    })
}

#[cfg(test)]
mod tests {
    use zhunru::model::Coded;

    use super::*;

    #[test]
    fn a_heading_stands_for_one_field() {
        let mut seen: Vec<&str> = Vec::new();
        for field in Field::ALL {
            let known = HEADINGS.iter().find(|(of, _)| of == field).unwrap().1;
            assert_eq!(known[..2], [field.label_zh(), field.code()]);
        }
        for (_, headings) in HEADINGS {
            for heading in headings {
                assert!(!seen.contains(heading), "{heading}");
                assert_eq!(
                    zhunru_table::sheet::normalise_heading(heading).full,
                    *heading,
                    "not in comparable form"
                );
                seen.push(heading);
            }
        }
        assert_eq!(known("责任单位"), Some(Heading::Field(Field::LeadUnit, 3)));
        assert_eq!(known("No."), Some(Heading::Ordinal));
        assert_eq!(known("备注"), None);
    }
}
