//! Reading the arguments, and telling wrong usage in Chinese beside the English.

use std::error::Error as _;

use clap::Parser;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use crate::arguments::Arguments;
use crate::terminal::{self, ERROR};
use zhunru_table::sheet::value::ValueError;

/// The arguments of the process. Wrong usage is told, and ends the process with status 2; help and
/// the version are shown, and end it with 0.
pub(crate) fn arguments() -> Arguments {
    Arguments::try_parse().unwrap_or_else(|error| {
        if error.use_stderr() && !english_is_asked(std::env::args()) {
            terminal::say(ERROR, "错误", chinese(&error));
        }
        error.exit()
    })
}

/// Whether the arguments ask for English only.
fn english_is_asked(arguments: impl Iterator<Item = String>) -> bool {
    let mut last = String::new();
    for argument in arguments {
        if argument == "--lang=en" || (last == "--lang" && argument == "en") {
            return true;
        }
        last = argument;
    }
    false
}

/// What is wrong with the usage, and what would be right, in Chinese.
fn chinese(error: &Error) -> String {
    let of = |kind| error.get(kind).map(words).filter(|text| !text.is_empty());
    let argument = of(ContextKind::InvalidArg).unwrap_or_default();
    let value = of(ContextKind::InvalidValue).unwrap_or_default();
    let mut text = match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument}缺少取值"),
        ErrorKind::InvalidValue => format!("“{value}”不是{argument}的取值"),
        ErrorKind::ValueValidation => {
            let cause = error.source().and_then(|cause| cause.downcast_ref());
            let cause = cause.map(ValueError::chinese);
            cause.map_or_else(
                || format!("“{value}”不能用作{argument}的取值"),
                |cause| format!("{argument}：{cause}"),
            )
        }
        ErrorKind::UnknownArgument => format!("没有参数{argument}"),
        ErrorKind::InvalidSubcommand => {
            let command = of(ContextKind::InvalidSubcommand).unwrap_or_default();
            format!("没有命令“{command}”")
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "请写明要执行的命令".to_owned()
        }
        ErrorKind::MissingRequiredArgument => format!("缺少必需的参数：{argument}"),
        ErrorKind::ArgumentConflict => {
            let other = of(ContextKind::PriorArg).unwrap_or_default();
            match other == argument || other.is_empty() {
                true => format!("参数{argument}只能写一次"),
                false => format!("参数{argument}不能与{other}同时使用"),
            }
        }
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("参数{argument}的取值个数不对")
        }
        ErrorKind::NoEquals => format!("参数{argument}与取值之间须写“=”"),
        ErrorKind::InvalidUtf8 => "参数不是UTF-8编码".to_owned(),
        _ => "用法有误".to_owned(),
    };
    if let Some(allowed) = of(ContextKind::ValidValue).or_else(|| of(ContextKind::ValidSubcommand))
    {
        text.push_str(&format!("；可选：{allowed}"));
    }
    let near = [
        ContextKind::SuggestedValue,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
    ];
    if let Some(near) = near.into_iter().find_map(of) {
        text.push_str(&format!("；是否应为“{near}”"));
    }
    text.push_str("；用 --help 查看用法");
    text
}

/// A part of the error in words.
fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join("、"),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(arguments: &[&str]) -> String {
        let all = ["zhunru"].iter().chain(arguments);
        chinese(&Arguments::try_parse_from(all).unwrap_err())
    }

    #[test]
    fn wrong_usage_is_told_with_what_would_be_right() {
        for (arguments, expected) in [
            (&["decide"][..], "缺少必需的参数：<FILE>..."),
            (&["decid", "a"], "没有命令“decid”；是否应为“decide”"),
            (&["decide", "a", "--formt", "json"], "没有参数--formt"),
            (&["decide", "a", "--formt", "json"], "是否应为“--format”"),
            (
                &["decide", "a", "--format", "pdf"],
                "“pdf”不是--format <FORMAT>的取值",
            ),
            (
                &["decide", "a", "--format", "pdf"],
                "；可选：text、json、jsonl、csv、xlsx、markdown",
            ),
            (
                &["decide", "a", "--as-of", "03/04/2024"],
                "“03/04/2024”的年月日次序不明",
            ),
            (
                &["decide", "a", "--lang", "en", "--lang", "zh"],
                "只能写一次",
            ),
            (&[], "请写明要执行的命令"),
        ] {
            let told = told(arguments);
            assert!(told.contains(expected), "{arguments:?}: {told}");
        }
    }

    #[test]
    fn english_can_be_asked_for() {
        let asked =
            |arguments: &[&str]| english_is_asked(arguments.iter().map(|one| (*one).to_owned()));
        assert!(asked(&["zhunru", "decide", "--lang", "en"]));
        assert!(asked(&["zhunru", "decide", "--lang=en"]));
        assert!(!asked(&["zhunru", "decide", "en"]));
    }
}
