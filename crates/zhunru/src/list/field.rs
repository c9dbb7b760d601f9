//! The fields of an entry: the keys of TOML, the headings of CSV, what a comparison tells apart.

use smol_str::SmolStr;

use super::ListEntry;
use crate::model::coded::coded;
use crate::model::parse_date;
use crate::vocabulary::ItemName;

coded! {
    /// A field of an entry (清单事项要素).
    pub enum EntryField ("field of an entry") {
        /// The classification code.
        Code = "code", "编码", "code";
        /// The name.
        Name = "name", "名称", "name";
        /// Other names.
        Aliases = "aliases", "别名", "aliases";
        /// The class.
        Category = "category", "类别", "category";
        /// The steps by which it is handled.
        Flow = "flow", "流程", "flow";
        /// The legal bases.
        Basis = "basis", "法律依据", "legal basis";
        /// The standard.
        Standard = "standard", "办理标准", "standard";
        /// The conditions.
        Conditions = "conditions", "办理条件", "conditions";
        /// The materials needed.
        Materials = "materials", "办理材料", "materials";
        /// The unit that leads.
        LeadUnit = "lead_unit", "牵头单位", "lead unit";
        /// The support owed to the village.
        Support = "support", "支持保障", "support";
        /// How it is carried out.
        Execution = "execution", "执行方式", "execution";
        /// By whom it is supervised.
        SupervisedBy = "supervised_by", "监督主体", "supervised by";
        /// Who is supervised.
        SupervisionOf = "supervision_of", "监督对象", "supervision of";
        /// How it is supervised.
        SupervisionHow = "supervision_how", "监督方式", "manner of supervision";
        /// How it is made public.
        Publicity = "publicity", "公开", "publicity";
        /// How it is evaluated.
        Evaluation = "evaluation", "评价", "evaluation";
        /// Who answers for it when it goes wrong, and how.
        Accountability = "accountability", "责任追究", "accountability";
        /// The entry of the parent's list that it refines.
        Refines = "refines", "细化上级事项", "refines";
        /// The first day.
        From = "from", "生效日期", "in force from";
        /// The last day.
        To = "to", "失效日期", "in force to";
    }
}

impl EntryField {
    /// Whether the field may hold several values, separated by `;` in a table.
    pub fn holds_several(self) -> bool {
        matches!(
            self,
            EntryField::Aliases | EntryField::Basis | EntryField::Materials
        )
    }

    /// What an entry says in the field: nothing, one text, or several.
    ///
    /// ```
    /// use zhunru::list::{EntryField, ListEntry};
    /// let mut entry = ListEntry::named("农家书屋管理");
    /// EntryField::Materials.set(&mut entry, vec!["身份证".into(), "申请表".into()]);
    /// assert_eq!(EntryField::Name.values(&entry), ["农家书屋管理"]);
    /// assert_eq!(EntryField::Materials.values(&entry).len(), 2);
    /// assert!(EntryField::Flow.values(&entry).is_empty());
    /// ```
    pub fn values(self, entry: &ListEntry) -> Vec<SmolStr> {
        let one = |text: &Option<SmolStr>| text.iter().cloned().collect();
        let item = |name: &ItemName| SmolStr::from(name.as_str());
        let details = &entry.details;
        let supervision = &details.supervision;
        match self {
            EntryField::Code => entry.code.iter().map(item).collect(),
            EntryField::Name => vec![item(&entry.name)],
            EntryField::Aliases => entry.aliases.iter().map(item).collect(),
            EntryField::Category => one(&entry.category),
            EntryField::Flow => one(&details.flow),
            EntryField::Basis => details.basis.clone(),
            EntryField::Standard => one(&details.standard),
            EntryField::Conditions => one(&details.conditions),
            EntryField::Materials => details.materials.clone(),
            EntryField::LeadUnit => one(&details.lead_unit),
            EntryField::Support => one(&details.support),
            EntryField::Execution => one(&details.execution),
            EntryField::SupervisedBy => one(&supervision.by),
            EntryField::SupervisionOf => one(&supervision.of),
            EntryField::SupervisionHow => one(&supervision.how),
            EntryField::Publicity => one(&details.publicity),
            EntryField::Evaluation => one(&details.evaluation),
            EntryField::Accountability => one(&details.accountability),
            EntryField::Refines => entry.refines.iter().map(item).collect(),
            EntryField::From => one(&entry.in_force.from.map(|day| day.to_string().into())),
            EntryField::To => one(&entry.in_force.to.map(|day| day.to_string().into())),
        }
    }

    /// Makes an entry say these values in the field; none leave it empty.
    ///
    /// Of a field with one value the first is taken. A name is never emptied, and a text that is no
    /// date of the form `2024-01-01` leaves the days open.
    pub fn set(self, entry: &mut ListEntry, values: Vec<SmolStr>) {
        let first = values.first().cloned();
        let details = &mut entry.details;
        let supervision = &mut details.supervision;
        let place = match self {
            EntryField::Code => return entry.code = first.map(ItemName::new),
            EntryField::Name => {
                return entry.name = first.map_or(entry.name.clone(), ItemName::new);
            }
            EntryField::Aliases => {
                return entry.aliases = values.into_iter().map(ItemName::new).collect();
            }
            EntryField::Basis => return details.basis = values,
            EntryField::Materials => return details.materials = values,
            EntryField::Refines => return entry.refines = first.map(ItemName::new),
            EntryField::From => {
                return entry.in_force.from = first.and_then(|text| parse_date(&text));
            }
            EntryField::To => return entry.in_force.to = first.and_then(|text| parse_date(&text)),
            EntryField::Category => &mut entry.category,
            EntryField::Flow => &mut details.flow,
            EntryField::Standard => &mut details.standard,
            EntryField::Conditions => &mut details.conditions,
            EntryField::LeadUnit => &mut details.lead_unit,
            EntryField::Support => &mut details.support,
            EntryField::Execution => &mut details.execution,
            EntryField::SupervisedBy => &mut supervision.by,
            EntryField::SupervisionOf => &mut supervision.of,
            EntryField::SupervisionHow => &mut supervision.how,
            EntryField::Publicity => &mut details.publicity,
            EntryField::Evaluation => &mut details.evaluation,
            EntryField::Accountability => &mut details.accountability,
        };
        *place = first;
    }
}
