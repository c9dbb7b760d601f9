//! The facts of an engine: built in, declared by packs, and memberships in their lists.

use std::sync::Arc;

use smol_str::{SmolStr, format_smolstr};

use crate::engine::EngineError;
use crate::list::ItemList;
use crate::model::DemandTypes;
use crate::pack::Pack;
use crate::text::LocalText;
use crate::vocabulary::{Fact, FactIndex, FactKind, FactOrigin, FactPlace, Vocabulary};

/// The facts that the packs declare besides those built in.
pub(super) fn vocabulary(packs: &[Arc<Pack>]) -> Result<Vocabulary, EngineError> {
    let mut vocabulary = Vocabulary::built_in();
    for pack in packs {
        for matter in &pack.matters {
            vocabulary.declare_matter(matter.clone());
        }
        for fact in &pack.facts {
            vocabulary.widen(&fact.path, fact.on);
            if let Err(known) = vocabulary.declare(fact.clone())
                && (known.kind != fact.kind || known.allows_none != fact.allows_none)
            {
                let first = match &known.origin {
                    FactOrigin::Pack(pack) | FactOrigin::List { pack, .. } => pack.to_string(),
                    FactOrigin::BuiltIn => "zhunru".to_owned(),
                };
                return Err(EngineError::FactConflict {
                    path: fact.path.to_string(),
                    first,
                    second: pack.id.to_string(),
                });
            }
        }
    }
    Ok(vocabulary)
}

/// The path of the fact that states membership in a list.
fn membership_path(pack: &str, list: &str) -> SmolStr {
    format_smolstr!("listed.{pack}.{list}")
}

/// Declares the fact that states membership in a list.
pub(super) fn declare_membership(
    vocabulary: &mut Vocabulary,
    pack: &Pack,
    list: &ItemList,
) -> Result<FactIndex, EngineError> {
    let (zh, en) = (list.title.zh(), list.title.en().unwrap_or(list.title.zh()));
    let path = membership_path(&pack.id, &list.id);
    let fact = Fact {
        path: path.clone(),
        kind: FactKind::Boolean,
        allows_none: false,
        unit: None,
        label: LocalText::new(format!("是否列入《{zh}》"), format!("on the list “{en}”")),
        question: LocalText::new(
            format!("该事项是否列入《{zh}》？"),
            format!("Is the item on the list “{en}”?"),
        ),
        on: DemandTypes::ALL,
        place: FactPlace::Facts,
        origin: FactOrigin::List {
            pack: pack.id.clone(),
            list: list.id.clone(),
        },
    };
    vocabulary
        .declare(fact)
        .map_err(|known| EngineError::FactConflict {
            path: path.to_string(),
            first: match &known.origin {
                FactOrigin::Pack(pack) | FactOrigin::List { pack, .. } => pack.to_string(),
                FactOrigin::BuiltIn => "zhunru".to_owned(),
            },
            second: pack.id.to_string(),
        })
}
