//! The example in Java, where a JDK and JNA are.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::tools::{has, library_folder, project, run, scratch, skip, told};

/// Where Debian puts JNA.
const JNA: &str = "/usr/share/java/jna.jar";

/// The compiled classes; nothing where they cannot be had.
fn classes(what: &str, folder: &str) -> Option<PathBuf> {
    let jna = std::env::var("ZHUNRU_JNA").unwrap_or_else(|_| JNA.to_owned());
    if !has("javac") || !has("java") {
        skip(what, "there is no JDK");
        return None;
    }
    if !Path::new(&jna).exists() {
        skip(
            what,
            "there is no JNA; install `libjna-java`, or set `ZHUNRU_JNA` to its jar",
        );
        return None;
    }
    let classes = scratch(folder);
    let sources = [
        "Native",
        "Zhunru",
        "Outputs",
        "ZhunruException",
        "Service",
        "DecideOne",
    ];
    let sources = sources.map(|name| project().join(format!("examples/java/{name}.java")));
    run(Command::new("javac")
        .args([
            "-Xlint:all",
            "-Werror",
            "-encoding",
            "UTF-8",
            "--release",
            "17",
            "-cp",
            &jna,
            "-d",
        ])
        .arg(&classes)
        .args(sources));
    Some(classes)
}

fn java(classes: &Path) -> Command {
    let jna = std::env::var("ZHUNRU_JNA").unwrap_or_else(|_| JNA.to_owned());
    let mut command = Command::new("java");
    command
        .arg("-cp")
        .arg(format!("{jna}:{}", classes.display()))
        .arg(format!("-Djna.library.path={}", library_folder().display()))
        .arg("-Dfile.encoding=UTF-8");
    command
}

#[test]
fn one_proposal_in_java() {
    let Some(classes) = classes("the Java example", "java-one") else {
        return;
    };
    let text = told(java(&classes).arg("DecideOne"));
    let mut lines = text.lines();
    assert!(
        lines.next().unwrap().contains("\"verdict\":\"deny\""),
        "{text}"
    );
    assert_eq!(lines.next(), Some("10 unknown-field demands[0].itm"));
}

/// Sends one request and gives the status and the body of the answer.
fn ask(port: u16, head: &str, body: &[u8]) -> (u16, String) {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let length = body.len();
    let head = format!(
        "{head} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).unwrap();
    // A service that has refused already may not read to the end.
    let _ = stream.write_all(body);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    let answer = String::from_utf8(answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
    let status = head.split(' ').nth(1).unwrap_or_default();
    (status.parse().unwrap(), body.to_owned())
}

#[test]
fn a_service_in_java() {
    let Some(classes) = classes("the Java service", "java-service") else {
        return;
    };
    let mut service = java(&classes)
        .args(["Service", "0"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(service.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    let answers = std::panic::catch_unwind(|| {
        let port: u16 = line.trim().rsplit(' ').next().unwrap().parse().unwrap();
        let proposal = br#"{"village": {"code": "340304100201"}, "submitted_on": "2024-03-04",
            "demands": [{"type": "signboard", "placement": "exterior_sign"}]}"#;
        let (status, body) = ask(port, "POST /decisions", proposal);
        assert_eq!(status, 200, "{body}");
        assert!(body.contains("\"verdict\":"), "{body}");
        let (status, body) = ask(
            port,
            "POST /decisions",
            b"{\"demands\": [{\"type\": \"wrk\"}]}",
        );
        assert_eq!(status, 400, "{body}");
        assert!(body.contains("demands[0].type"), "{body}");
        for (bad, code) in [
            (&b""[..], "json"),
            (b"\xff\xfe", "invalid-utf8"),
            (b"[[[", "json"),
        ] {
            let (status, body) = ask(port, "POST /decisions", bad);
            assert_eq!(status, 400, "{body}");
            assert!(body.contains(&format!("\"code\":\"{code}\"")), "{body}");
        }
        assert_eq!(ask(port, "GET /decisions", b"").0, 405);
        assert_eq!(ask(port, "POST /other", b"").0, 404);
        // It still answers.
        assert_eq!(ask(port, "POST /decisions", proposal).0, 200);
    });
    service.kill().unwrap();
    service.wait().unwrap();
    answers.unwrap();
}
