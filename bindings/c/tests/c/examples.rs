//! The examples in C and C++, compiled and run.

use std::fs;
use std::process::Command;

use super::tools::{Build, has, project, run, scratch, skip, source, told};

fn c(name: &str) -> std::path::PathBuf {
    let source = project().join("examples/c").join(name);
    Build::c99().program(&source, &scratch("examples"))
}

#[test]
fn one_proposal_in_c() {
    let text = told(&mut Command::new(c("decide_one.c")));
    assert!(text.contains("yuhui/prohibition-4\n"), "{text}");
    assert!(text.contains("附件2 第4项"), "{text}");
}

#[test]
fn a_file_of_many_in_c() {
    let proposals = fs::read(project().join("examples/data/proposals.json")).unwrap();
    let proposals: serde_json::Value = serde_json::from_slice(&proposals).unwrap();
    let proposals = proposals.as_array().unwrap();
    let mut lines: Vec<String> = proposals.iter().map(ToString::to_string).collect();
    lines.insert(1, "{\"demands\": [{\"type\": \"wrk\"}]}".to_owned());
    let file = scratch("examples").join("proposals.jsonl");
    fs::write(&file, lines.join("\n") + "\n").unwrap();
    let output = Command::new(c("decide_file.c"))
        .arg(&file)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1), "one line is at fault");
    let answers = String::from_utf8(output.stdout).unwrap();
    let answers: Vec<&str> = answers.lines().collect();
    assert_eq!(answers.len(), lines.len());
    for (number, answer) in answers.iter().enumerate() {
        let value: serde_json::Value = serde_json::from_str(answer).unwrap();
        assert_eq!(value.get("faults").is_some(), number == 1, "{answer}");
    }
    assert!(answers[1].contains("demands[0].type"), "{}", answers[1]);
}

#[test]
fn a_thousand_swaps_under_load_in_c() {
    let text = told(Command::new(c("hot_swap.c")).arg("1000"));
    assert!(
        text.starts_with("1000 swaps") && text.contains("none torn"),
        "{text}"
    );
}

#[test]
fn the_wrapper_in_cpp() {
    for compiler in ["c++", "clang++"] {
        if !has(compiler) {
            skip(
                &format!("the wrapper with {compiler}"),
                "it is not installed",
            );
            continue;
        }
        for more in [
            vec![],
            vec!["-fsanitize=address,undefined", "-fno-sanitize-recover=all"],
        ] {
            if !more.is_empty() && compiler != "c++" {
                continue;
            }
            let build = Build {
                compiler,
                standard: "c++17",
                more,
            };
            let folder = scratch("examples");
            run(&mut Command::new(
                build.program(&source("wrapper.cpp"), &folder),
            ));
            let example = project().join("examples/cpp/decide.cpp");
            let program = build.program(&example, &folder);
            let text = String::from_utf8(run(&mut Command::new(program)).stdout).unwrap();
            assert!(
                text.contains("invalid-proposal at demands[0].itm"),
                "{text}"
            );
            assert!(text.contains("yuhui/prohibition-4: "), "{text}");
        }
    }
}
