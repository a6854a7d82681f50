//! The command that starts a program: as it is, or in a sandbox of bubblewrap.
//!
//! In the sandbox the program sees the system's folders and the files that its command names, all read-only, and an empty
//! temporary folder; no network, no other process, no file of the run.

use crate::cli::exit::Failure;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// How the programs of a run are confined.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, clap::ValueEnum)]
pub enum Sandbox {
    /// The program runs with the rights of the user.
    #[default]
    None,
    /// `bwrap` confines the program (bubblewrap, Linux only).
    Bwrap,
}

/// The folders of the system that a program may read.
const SYSTEM: [&str; 7] = ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc"];
/// The program that makes the sandbox.
const BWRAP: &str = "bwrap";

/// The command for a program and its arguments, to be started from the working folder.
pub fn command(sandbox: Sandbox, readable: &[PathBuf], words: &[&str]) -> Result<Command, Failure> {
    let (program, arguments) = words.split_first().ok_or_else(|| {
        Failure::input("`exec:` names no program").hint("write SEAT=exec:COMMAND, such as hotel=exec:./bot.py")
    })?;
    match sandbox {
        Sandbox::None => {
            let mut command = Command::new(program);
            command.args(arguments);
            Ok(command)
        }
        Sandbox::Bwrap => confined(readable, words),
    }
}

fn confined(readable: &[PathBuf], words: &[&str]) -> Result<Command, Failure> {
    check()?;
    let folder = std::env::current_dir()
        .map_err(|error| Failure::input(format!("the working folder cannot be found: {error}")))?;
    let mut command = Command::new(BWRAP);
    command.args(["--unshare-all", "--die-with-parent", "--new-session", "--proc", "/proc", "--dev", "/dev"]);
    command.args(["--tmpfs", "/tmp", "--setenv", "HOME", "/tmp", "--setenv", "TMPDIR", "/tmp"]);
    for folder in SYSTEM {
        command.args(["--ro-bind-try", folder, folder]);
    }
    command.arg("--dir").arg(&folder);
    for path in readable {
        let path = absolute(&folder, path);
        if !path.exists() {
            return Err(Failure::input(format!("{}: there is no such file or folder", path.display()))
                .hint("--sandbox-read names what programs may read"));
        }
        command.arg("--ro-bind").arg(&path).arg(&path);
    }
    for path in words.iter().map(|word| absolute(&folder, Path::new(word))).filter(|path| path.is_file()) {
        command.arg("--ro-bind").arg(&path).arg(&path);
    }
    command.arg("--chdir").arg(&folder).arg("--").args(words);
    Ok(command)
}

fn absolute(folder: &Path, path: &Path) -> PathBuf {
    folder.join(path.strip_prefix(".").unwrap_or(path))
}

/// Whether the machine lets sandboxes be made.
fn check() -> Result<(), Failure> {
    if !cfg!(target_os = "linux") {
        return Err(Failure::input("--sandbox bwrap works on Linux only").hint("leave --sandbox out"));
    }
    let mut trial = Command::new(BWRAP);
    trial.args(["--unshare-all", "--die-with-parent", "--ro-bind", "/", "/", "--", "true"]).stdin(Stdio::null());
    match trial.output() {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
            Err(Failure::input(format!("bwrap cannot make a sandbox here: {said}"))
                .hint("the machine must let users make namespaces (kernel.unprivileged_userns_clone)"))
        }
        Err(error) => Err(Failure::input(format!("bwrap cannot be started: {error}"))
            .hint("install bubblewrap, or leave --sandbox out")),
    }
}
