//! Legal bases in a cell: `效力层级:《名称》 文号 条款`.

use zhunru::json::{Json, Object};

use super::brackets::split_outside;
use super::cells::{choose, is_unknown, text};
use super::form::Choice;
use super::wrong::Wrong;
use crate::sheet::value::is_none;

/// Reads one basis.
pub(crate) fn basis(entry: &str, ranks: &Choice) -> Result<Json, Wrong> {
    let (rank, rest) = match entry.split_once([':', '：']) {
        Some((rank, rest)) => (rank.trim(), rest.trim()),
        None => (entry.trim(), ""),
    };
    let mut fields = Object::default();
    if !is_unknown(rank) {
        let code = choose(rank, ranks).map_err(|mut wrong| {
            wrong
                .en
                .push_str("; write a basis as 法律:《名称》 文号 条款");
            wrong.zh.push_str("；依据应写作“法律:《名称》 文号 条款”");
            wrong
        })?;
        fields.insert("rank".into(), text(code));
    }
    let (title, others) = title_and_others(rest);
    if let Some(title) = title {
        fields.insert("title".into(), value(title));
    }
    for part in others {
        let name = match part {
            part if part.starts_with('第') || part.starts_with("附件") => "clause",
            part if part.contains(['〔', '[']) || part.ends_with('号') => "number",
            part if is_unknown(part) => continue,
            part => {
                return Err(Wrong::new(
                    format!(
                        "`{part}` is neither a title in 《》, a number such as 禹发〔2024〕3号, nor a \
                         clause such as 第五条"
                    ),
                    format!(
                        "“{part}”既不是《》中的名称，也不是文号（如 禹发〔2024〕3号）或条款（如 第五条）"
                    ),
                ));
            }
        };
        match fields.get_mut(name) {
            // A clause of several words: 附件2 第6项.
            Some(Json::Text(known)) if name == "clause" => {
                *known = format!("{known} {part}").into();
            }
            Some(_) => {
                return Err(Wrong::new(
                    format!("`{part}` is a second number of one basis; part bases with `;`"),
                    format!("“{part}”是同一依据的第二个文号；多项依据请用“;”隔开"),
                ));
            }
            None => {
                fields.insert(name.into(), value(part));
            }
        }
    }
    Ok(Json::Object(fields))
}

fn value(written: &str) -> Json {
    match is_none(written) {
        true => text("none"),
        false => text(written),
    }
}

/// The title, and the other parts.
fn title_and_others(rest: &str) -> (Option<&str>, Vec<&str>) {
    let separates = |c: char| c.is_whitespace() || c == '|';
    if let (Some(open), Some(close)) = (rest.find('《'), rest.rfind('》'))
        && open < close
    {
        let inner = rest.get(open + '《'.len_utf8()..close);
        let before = rest.get(..open).unwrap_or_default();
        let behind = rest.get(close + '》'.len_utf8()..).unwrap_or_default();
        let mut others = split_outside(before, separates);
        others.extend(split_outside(behind, separates));
        return (inner.map(str::trim), others);
    }
    let mut parts = split_outside(rest, separates).into_iter();
    let title = parts.next().filter(|title| !is_unknown(title));
    (title, parts.collect())
}
