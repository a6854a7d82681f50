//! A program with all that it starts: a process group of its own, ended as a whole, also when somebody presses Ctrl-C.

use std::process::{Child, Command};

/// Gives a program a process group of its own, where there are such.
pub fn separate(command: &mut Command) {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    #[cfg(not(unix))]
    let _ = command;
}

/// A program's process group.
pub struct Group {
    #[cfg(unix)]
    leader: nix::unistd::Pid,
}

#[cfg(unix)]
mod running {
    use crate::cli::output;
    use nix::sys::signal::{Signal, killpg};
    use nix::unistd::Pid;
    use std::sync::{Mutex, Once, PoisonError};

    /// The groups that are to end when this process is told to.
    static RUNNING: Mutex<Vec<Pid>> = Mutex::new(Vec::new());
    static HANDLER: Once = Once::new();

    pub fn add(leader: Pid) {
        RUNNING.lock().unwrap_or_else(PoisonError::into_inner).push(leader);
        HANDLER.call_once(|| {
            // A group of its own does not hear of Ctrl-C, so it is told.
            let handler = || {
                let running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
                running.iter().for_each(|leader| _ = killpg(*leader, Signal::SIGKILL));
                std::process::exit(130);
            };
            if let Err(error) = ctrlc::set_handler(handler) {
                output::notice(&format!("notice: programs may go on after Ctrl-C: {error}"));
            }
        });
    }

    pub fn end(leader: Pid) {
        let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(place) = running.iter().position(|other| *other == leader) {
            running.swap_remove(place);
            let _ = killpg(leader, Signal::SIGKILL);
        }
    }
}

impl Group {
    /// The group of a program that was started separately.
    pub fn of(child: &Child) -> Self {
        #[cfg(unix)]
        {
            let leader = nix::unistd::Pid::from_raw(i32::try_from(child.id()).expect("BUG: a process has no number"));
            running::add(leader);
            Self { leader }
        }
        #[cfg(not(unix))]
        {
            let _ = child;
            Self {}
        }
    }

    /// Ends all that is left of it, once.
    pub fn end(&self) {
        #[cfg(unix)]
        running::end(self.leader);
    }
}
