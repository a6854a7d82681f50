//! Programs in seats: what they say is played and kept, and nothing that they do stops a run.

use crate::common::root;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

const SALE: &str = "scenarios/first-sale.toml";

/// A folder of a test's own, with a shell script that plays the hotel.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, script: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("programs-{name}"));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).expect("a folder can be made");
        std::fs::write(path.join("bot.sh"), script).expect("a script can be written");
        Self(path)
    }

    fn seat(&self) -> String {
        format!("hotel=exec:sh {}", self.0.join("bot.sh").display())
    }

    fn log(&self) -> String {
        self.0.join("a.divest-log").display().to_string()
    }
}

fn divest(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_divest"));
    command.args(args).current_dir(root()).stdin(Stdio::null());
    command.output().expect("the program starts")
}

fn out(output: &Output) -> String {
    assert!(output.status.success(), "{}", err(output));
    String::from_utf8(output.stdout.clone()).expect("results are text")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("notices are text")
}

/// Runs the sale with the script in the hotel's seat and checks that the log verifies without it; what it said on stderr, and
/// the log as the referee sees it.
fn play(name: &str, script: &str) -> (String, String) {
    let folder = Folder::new(name, script);
    let (seat, log) = (folder.seat(), folder.log());
    let begun = Instant::now();
    let output = divest(&["run", SALE, "--seat", &seat, "--bot-seconds", "0.3", "--log", &log]);
    assert!(begun.elapsed() < Duration::from_secs(60), "{name} held the run up");
    assert!(out(&output).contains("Outcome: "));
    // A redraw finds nothing either: a program changes no luck.
    assert!(out(&divest(&["verify", "--redraw", &log])).contains("clean"));
    (err(&output), out(&divest(&["show", &log, "--json"])))
}

/// A program that answers every question with the same line.
fn says(line: &str) -> String {
    format!("while read -r question; do echo '{line}'; done\n")
}

#[test]
fn what_a_program_says_is_played_with_its_reason() {
    let offer = r#"{"do": "offer price=150 lamp=dark tenancy=none", "why": "a round number"}"#;
    let opens = r#"{"do": "open-talks"}"#;
    let script = format!(
        "while read -r q; do\n case \"$q\" in\n *'\"do\":\"sign\"'*) echo '{{\"do\": \"sign\"}}' ;;\n *'\"do\":\"open-talks\"'*) echo '{opens}' ;;\n \
         *any_terms*) echo '{offer}' ;;\n *) echo '{{\"do\": \"pass\"}}' ;;\n esac\ndone\n"
    );
    let (notices, log) = play("speaks", &script);
    assert!(!notices.contains("warning"), "{notices}");
    assert!(log.contains(r#""occupant":"program""#) && log.contains("a round number"), "{log}");
}

#[test]
fn a_program_that_passes_always_is_a_silent_seat() {
    let (notices, log) = play("passes", &says(r#"{"do": null}"#));
    assert!(!notices.contains("warning"), "{notices}");
    assert!(!log.contains(r#""seat":"hotel","command""#));
}

#[test]
fn a_program_that_fails_loses_its_seat_and_nothing_else() {
    let cases = [
        ("hangs", "sleep 30\n".to_owned(), "no answer came within 0.3 seconds"),
        ("dies", "exit 3\n".to_owned(), "exit status: 3"),
        ("ends", "read -r question\n".to_owned(), "it has ended"),
        ("babbles", says("good day"), "is no JSON object"),
        ("errs", says(r#"{"do": "conquer harbour"}"#), "answers that cannot be carried out"),
        ("oversteps", says(r#"{"do": "issue order"}"#), "is refused"),
        ("mute", "exec >&-; sleep 30\n".to_owned(), "it has closed its output"),
        ("floods", "yes\n".to_owned(), "is no JSON object"),
        ("floods-a-line", "tr '\\0' x < /dev/zero\n".to_owned(), "no answer came"),
    ];
    for (name, script, why) in cases {
        let (notices, log) = play(name, &script);
        assert!(notices.contains("the seat `hotel` falls to the scenario's bot"), "{name}: {notices}");
        // A program that talks without end and reads nothing may be found out by either.
        let unread = name.starts_with("floods") && notices.contains("it does not read what it is asked");
        assert!(notices.contains(why) || unread, "{name}: {notices}");
        // The change of hands stands in the log, with its reason.
        let kept = log.lines().find(|line| line.contains("the program failed")).unwrap_or_default();
        assert!(kept.contains(r#""occupant":"bot""#) && kept.contains(r#""seat":"hotel""#), "{name}: {log}");
    }
}

#[test]
fn errors_are_told_and_a_later_answer_still_counts() {
    // It errs once, reads why, and then does nothing for good.
    let script = "read -r q; echo nonsense\nread -r q\ncase \"$q\" in *'is no JSON object'*) ;; *) exit 7 ;; esac\necho '{\"do\": \"pass\"}'\n"
        .to_owned()
        + &says(r#"{"do": "pass"}"#);
    let (notices, _) = play("learns", &script);
    assert!(!notices.contains("warning"), "{notices}");
}

#[test]
fn a_program_that_cannot_start_is_a_wrong_argument() {
    for seat in ["hotel=exec:./no-such-program", "hotel=exec:", "hotel=oracle"] {
        let output = divest(&["run", SALE, "--seat", seat]);
        assert_eq!(output.status.code(), Some(2), "{seat}");
        assert!(err(&output).contains("hint: "), "{}", err(&output));
    }
}

#[test]
fn a_view_on_paper_is_what_a_program_gets() {
    let folder = Folder::new("view", "");
    let log = folder.log();
    divest(&["run", SALE, "--log", &log]);
    let text = out(&divest(&["show", &log, "--seat", "hotel", "--at", "2031-04-01", "--view"]));
    let value: serde_json::Value = serde_json::from_str(&text).expect("one object");
    assert_eq!(value["view"]["you"]["seat"], "hotel");
    assert!(value["view"]["talks"][0]["offers"].as_array().is_some_and(|offers| offers.len() > 1), "{text}");
    assert!(value["view"]["talks"][1]["offers"].as_array().is_some_and(Vec::is_empty), "another table's offers");
    assert!(value["legal"].is_array());
}

#[test]
fn the_example_in_python_plays_where_python_is() {
    let has_python = Command::new("python3").arg("--version").output().is_ok_and(|output| output.status.success());
    if !has_python {
        println!("left out: python3 is not there");
        return;
    }
    let output = divest(&["run", SALE, "--seat", "hotel=exec:python3 examples/bot.py", "--bot-seconds", "30"]);
    assert!(out(&output).contains("Outcome: "));
    assert!(!err(&output).contains("warning"), "{}", err(&output));
}

/// Whether a process is there and not only a body that nobody buried.
#[cfg(target_os = "linux")]
fn is_alive(id: &str) -> bool {
    let status = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
    status.rsplit(") ").next().is_some_and(|rest| !rest.is_empty() && !rest.starts_with('Z'))
}

/// What a program starts ends with it, be it that the run is over, that the program lost its seat, or that the run was told to end.
#[cfg(target_os = "linux")]
#[test]
fn what_a_program_starts_ends_with_it() {
    for (name, then) in [("parent", says(r#"{"do": "pass"}"#)), ("gone", "exit 3\n".to_owned())] {
        let script = format!("sleep 300 >/dev/null 2>&1 </dev/null &\necho $! > \"${{0%/*}}/child\"\n{then}");
        play(name, &script);
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("programs-{name}"));
        let child = std::fs::read_to_string(folder.join("child")).expect("it started one");
        std::thread::sleep(Duration::from_millis(100));
        assert!(!is_alive(child.trim()), "{name}: {child} goes on");
    }
    let folder = Folder::new("interrupted", "sleep 300 &\necho $! > \"${0%/*}/child\"\nread -r q\nsleep 300\n");
    let (seat, log) = (folder.seat(), folder.log());
    let mut run = Command::new(env!("CARGO_BIN_EXE_divest"));
    run.args(["run", SALE, "--seat", &seat, "--bot-seconds", "60", "--log", &log]).current_dir(root());
    let mut run = run.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
    let child = folder.0.join("child");
    let until = Instant::now() + Duration::from_secs(20);
    while std::fs::read_to_string(&child).unwrap_or_default().trim().is_empty() && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(20));
    }
    let child = std::fs::read_to_string(child).expect("it started one");
    std::thread::sleep(Duration::from_millis(300));
    let told = Command::new("kill").args(["-TERM", &run.id().to_string()]).status().expect("kill is there");
    assert!(told.success());
    assert_eq!(run.wait().expect("it ends").code(), Some(130));
    std::thread::sleep(Duration::from_millis(100));
    assert!(!is_alive(child.trim()), "{child} goes on");
    // What was played by then is whole.
    let verified = divest(&["verify", &log]);
    let text = String::from_utf8_lossy(&verified.stdout).into_owned();
    assert!(text.contains("clean") || text.contains("torn"), "{text}");
}

/// Nothing that a program inherits tells the seed or the scenario.
#[cfg(target_os = "linux")]
#[test]
fn a_program_inherits_no_secret() {
    let script = "env > \"${0%/*}/env\"\ntr '\\0' ' ' < /proc/$$/cmdline > \"${0%/*}/words\"\nls -l /proc/$$/fd > \"${0%/*}/files\"\n"
        .to_owned()
        + &says(r#"{"do": "pass"}"#);
    let folder = Folder::new("inherits", &script);
    let (seat, log) = (folder.seat(), folder.log());
    let mut run = Command::new(env!("CARGO_BIN_EXE_divest"));
    run.args(["run", SALE, "--seed", "424242", "--seat", &seat, "--log", &log, "--bot-env", "WANTED"]);
    run.env("SEED", "424242").env("SLURM_ARRAY_TASK_ID", "424242").env("WANTED", "this one").current_dir(root());
    let ran = run.stdin(Stdio::null()).output().expect("it starts");
    assert!(ran.status.success(), "{}", err(&ran));
    let read = |name: &str| std::fs::read_to_string(folder.0.join(name)).expect("the program wrote it");
    let (env, words, files) = (read("env"), read("words"), read("files"));
    for (what, text) in [("environment", &env), ("arguments", &words), ("files", &files)] {
        assert!(!text.contains("424242") && !text.contains("first-sale"), "{what}: {text}");
        assert!(!text.contains("divest-log"), "{what}: {text}");
    }
    assert!(env.contains("WANTED=this one") && env.contains("PATH="), "{env}");
}

/// In a sandbox a program plays, and finds neither the run's files, nor other processes, nor a network.
#[cfg(target_os = "linux")]
#[test]
#[ignore = "needs bubblewrap and the right to make namespaces"]
fn a_program_in_a_sandbox_finds_nothing_of_the_run() {
    let script = "for file in \"$PWD/Cargo.toml\" \"$PWD/scenarios/first-sale.toml\" \"${0%/*}/a.divest-log\" \"$HOME/left\"; do\n\
        [ -e \"$file\" ] && echo \"found $file\" >&2\ndone\n\
        ls /proc | grep -c '^[0-9]' | sed 's/^/processes /' >&2\n\
        tail -n +3 /proc/net/dev | grep -v '^ *lo:' | sed 's/^/network /' >&2\n\
        echo kept > \"$HOME/left\" && echo wrote >&2\n\
        touch \"$0\" 2> /dev/null && echo changed >&2\n"
        .to_owned()
        + &says(r#"{"do": "pass", "why": "from within"}"#);
    let folder = Folder::new("sandbox", &script);
    let (seat, log) = (folder.seat(), folder.log());
    let ran = divest(&["run", SALE, "--seat", &seat, "--log", &log, "--sandbox", "bwrap"]);
    let said = err(&ran);
    assert!(ran.status.success(), "{said}");
    assert!(!said.contains("found") && !said.contains("network") && !said.contains("changed"), "{said}");
    assert!(said.contains("wrote") && !said.contains("plays on"), "{said}");
    let processes: usize =
        said.split("processes ").nth(1).and_then(|rest| rest.lines().next()?.parse().ok()).expect("a number");
    assert!(processes < 10, "{said}");
    // What it needs beside the files of its command is named.
    let folder_of_bots = folder.0.display().to_string();
    let more = divest(&["run", SALE, "--seat", &seat, "--sandbox", "bwrap", "--sandbox-read", &folder_of_bots]);
    assert!(err(&more).contains("a.divest-log"), "{}", err(&more));
    let missing = divest(&["run", SALE, "--seat", &seat, "--sandbox", "bwrap", "--sandbox-read", "no/such/folder"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(err(&missing).contains("no/such/folder: there is no such file or folder"), "{}", err(&missing));
}

/// What a program says reaches nobody's terminal as it is, neither from its standard error nor as a reason.
#[test]
fn a_program_writes_to_no_terminal() {
    let script = "printf 'a\\033[2J\\033]0;owned\\007\\342\\200\\256b\\n' >&2\n".to_owned()
        + &says("{\"do\": \"open-talks\", \"why\": \"\\u001b[2J\\u202eyes\"}");
    let (notices, log) = play("escapes", &script);
    assert!(notices.contains("a\\u{1b}[2J\\u{1b}]0;owned\\u{7}\\u{202e}b"), "{notices}");
    for text in [notices, log] {
        assert!(!text.contains(|c| divest_core::text::disturbs(c) && c != '\n'), "{}", text.escape_debug());
    }
}
