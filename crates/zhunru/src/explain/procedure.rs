//! How far a procedure has come, in sentences.

use super::typography::{clause, day, join, line};
use crate::decision::{NextStep, ProcedureProgress, ProcedureState, StepAct, TakenStep};
use crate::text::{Language, LocalText};

/// The next step of a procedure: what it is, who takes it, which acts of it stand already, by when
/// (下一步、办理机构和期限); without the full stop.
///
/// ```
/// use zhunru::explain::next_step;
/// use zhunru::model::parse_date;
/// use zhunru::procedure::WorkingCalendar;
/// use zhunru::text::Language;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let pack = example_pack()?;
/// let consent = &pack.procedures[0];
/// let (start, today) = (parse_date("2024-03-01"), parse_date("2024-03-04").ok_or("no day")?);
/// let calendar = WorkingCalendar::monday_to_friday();
/// let progress = consent.progress(&[], start, today, None, &calendar);
/// let next = progress.next.ok_or("it is not over")?;
/// assert_eq!(
///     next_step(&next, Language::En),
///     "consent (by the government at county level), due by 2024-03-15 (10 working days); \
///      the holidays of 2024 are not known, so Monday to Friday were counted"
/// );
/// # Ok(())
/// # }
/// # fn example_pack() -> Result<zhunru::pack::Pack, zhunru::diagnostic::Diagnostics> {
/// #     use zhunru::pack::{Pack, PackFiles};
/// #     let pack = "format = 1\nid = 'example'\nversion = '1'\ntitle = '示例'\n\
/// #         place = { name = '示例县', level = 'county' }\nin_force = { from = 2024-01-01 }\n\
/// #         [[document]]\nid = 'notice'\nkind = 'notice'\ntitle = '办法'\nissuer = '民政局'\n";
/// #     let procedure = "[[procedure]]\nid = 'consent'\ntitle = '县政府同意'\n\
/// #         source = { document = 'notice', clause = '第一条' }\n\
/// #         [[procedure.step]]\nid = 'consent'\ntitle = '县政府同意'\ntitle_en = 'consent'\n\
/// #         act = 'consent'\nby = [[{ kind = 'government', level = 'county' }]]\n\
/// #         working_days = 10\n";
/// #     let files = [("pack.toml", pack.as_bytes()), ("procedures.toml", procedure.as_bytes())];
/// #     Pack::load(&PackFiles::collect("", files)?, &[])
/// # }
/// ```
pub fn next_step(next: &NextStep, language: Language) -> String {
    let title = clause(next.title.get(language), language);
    let bodies = bodies(&next.bodies, language);
    // A gate without any procedure says so in the title of its step.
    let says_so = next.id == "approver_not_named";
    let mut text = match (language, bodies.is_empty()) {
        (_, true) if says_so => title,
        (Language::Zh, true) => format!("{title}（文件未写明由谁办理）"),
        (Language::En, true) => format!("{title} (the document names nobody)"),
        // Two brackets in a row read badly.
        (Language::Zh, _) if title.ends_with('）') => format!("{title}，由{bodies}办理"),
        (Language::Zh, _) => format!("{title}（由{bodies}办理）"),
        (Language::En, _) => format!("{title} (by the {bodies})"),
    };
    let acts: Vec<String> = next.acts.iter().map(|one| act(one, language)).collect();
    if !acts.is_empty() {
        text.push_str(&match language {
            Language::Zh => format!("，已有：{}", acts.join("；")),
            Language::En => format!(", so far: {}", acts.join("; ")),
        });
    }
    text.push_str(&limit(next, language));
    text
}

/// The bodies that take a step: alternatives, each of bodies that must all act.
pub fn bodies(alternatives: &[Vec<LocalText>], language: Language) -> String {
    let last = alternatives.len().saturating_sub(1);
    let names = alternatives.iter().enumerate().map(|(at, bodies)| {
        let names: Vec<&str> = bodies.iter().map(|body| body.get(language)).collect();
        match (names.as_slice(), language) {
            ([one], _) => line(one, language),
            (several, Language::Zh) => {
                let names = line(&join(several, language), language);
                // What is said after all of them is the verb of the last.
                format!("{names}{}", if at == last { "分别" } else { "分别办理" })
            }
            (several, Language::En) => several.join(" and the "),
        }
    });
    let names: Vec<String> = names.filter(|names| !names.is_empty()).collect();
    names.join(match language {
        Language::Zh => "，或者由",
        Language::En => ", or by the ",
    })
}

/// By when a step is due, as the end of a sentence.
fn limit(next: &NextStep, language: Language) -> String {
    let Some(days) = next.working_days else {
        return String::new();
    };
    let Some(due) = next.due else {
        return match language {
            Language::Zh => format!("，应在{days}个工作日内办结"),
            Language::En => format!(", due within {days} working days"),
        };
    };
    let due = day(due, language);
    let mut text = match language {
        Language::Zh => format!("，应于{due}前（{days}个工作日）办结"),
        Language::En => format!(", due by {due} ({days} working days)"),
    };
    if next.overdue {
        text.push_str(match language {
            Language::Zh => "，现已逾期",
            Language::En => ", which is past",
        });
    }
    let years: Vec<String> = next
        .years_without_calendar
        .iter()
        .map(ToString::to_string)
        .collect();
    if !years.is_empty() {
        let years = join(&years, language);
        text.push_str(&match language {
            Language::Zh => format!("；未载入{years}年节假日安排，按周一至周五计算"),
            Language::En => {
                format!("; the holidays of {years} are not known, so Monday to Friday were counted")
            }
        });
    }
    text
}

/// How far a procedure has come, as sentences.
pub(super) fn progress(procedure: &ProcedureProgress, language: Language) -> String {
    let title = clause(procedure.title.get(language), language);
    let refused = procedure.refused.as_ref().map(|step| taken(step, language));
    let steps: Vec<String> = procedure
        .done
        .iter()
        .map(|step| taken(step, language))
        .collect();
    let (number, done) = (
        steps.len(),
        steps.join(match language {
            Language::Zh => "；",
            Language::En => "; ",
        }),
    );
    match (language, procedure.state) {
        (Language::Zh, Some(ProcedureState::Refused)) => {
            let refused = refused.map(|step| format!("：{step}")).unwrap_or_default();
            format!("所需程序：{title}。该程序未获同意{refused}。")
        }
        (Language::Zh, Some(ProcedureState::Complete)) => {
            format!("所需程序：{title}。已全部完成：{done}。")
        }
        (Language::Zh, None) => format!("所需程序：{title}。办理情况待核实。"),
        (Language::Zh, _) if number > 0 => {
            format!("所需程序：{title}。已完成{number}步：{done}。")
        }
        (Language::Zh, _) => format!("所需程序：{title}。"),
        (Language::En, Some(ProcedureState::Refused)) => {
            let refused = refused.map(|step| format!(": {step}")).unwrap_or_default();
            format!("Procedure: {title}; it was refused{refused}.")
        }
        (Language::En, Some(ProcedureState::Complete)) => {
            format!("Procedure: {title}; it is complete: {done}.")
        }
        (Language::En, None) => format!("Procedure: {title}; its state is not known."),
        (Language::En, _) if number > 0 => {
            format!("Procedure: {title}; steps done: {number}: {done}.")
        }
        (Language::En, _) => format!("Procedure: {title}."),
    }
}

/// A step that was taken, with the acts by which it was.
fn taken(step: &TakenStep, language: Language) -> String {
    let title = clause(step.title.get(language), language);
    let acts: Vec<String> = step.acts.iter().map(|one| act(one, language)).collect();
    match language {
        _ if acts.is_empty() => title,
        Language::Zh if title.ends_with('）') => format!("{title}：{}", acts.join("；")),
        Language::Zh => format!("{title}（{}）", acts.join("；")),
        Language::En => format!("{title} ({})", acts.join("; ")),
    }
}

fn act(act: &StepAct, language: Language) -> String {
    let by = line(act.by.get(language), language);
    let number = act.number.as_deref();
    let number = number.map(|number| line(number, language));
    let parts: Vec<String> = [Some(by), Some(day(act.on, language)), number]
        .into_iter()
        .flatten()
        .collect();
    parts.join(match language {
        Language::Zh => "，",
        Language::En => ", ",
    })
}
