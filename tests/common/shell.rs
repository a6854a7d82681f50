//! Running the program as a shell would.

use super::root;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder of a test's own.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("cli-{name}"));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).expect("a folder can be made");
        Self(path)
    }

    pub fn file(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }
}

pub fn divest(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_divest"));
    command.args(args).current_dir(root()).stdin(Stdio::null());
    command.output().expect("the program starts")
}

pub fn code(output: &Output) -> i32 {
    output.status.code().expect("it ended by itself")
}

pub fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("results are text")
}

pub fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("notices are text")
}

/// Runs what must succeed and gives its result.
pub fn done(args: &[&str]) -> String {
    let output = divest(args);
    assert_eq!(code(&output), 0, "{args:?}: {}", err(&output));
    out(&output)
}

/// Runs what must fail with an exit code, and gives its complaint.
pub fn fails(exit: i32, args: &[&str]) -> String {
    let output = divest(args);
    assert_eq!(code(&output), exit, "{args:?}: {}{}", out(&output), err(&output));
    err(&output)
}
