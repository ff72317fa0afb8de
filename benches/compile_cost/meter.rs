use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// The way to measure the peak memory of cargo's child processes.
pub(crate) enum Meter {
    /// GNU time, which writes to this file, and also measures processor time.
    Time(PathBuf),
    /// Polling `/proc`.
    Proc,
    /// No measurement.
    Nothing,
}

/// The resources that a program and its children used.
#[derive(Clone, Copy, Default)]
pub(crate) struct Used {
    /// The peak memory of the largest process, in bytes.
    pub(crate) memory: Option<f64>,
    /// The processor time in seconds.
    pub(crate) processor: Option<f64>,
}

const GNU_TIME: &str = "/usr/bin/time";

impl Meter {
    pub(crate) fn find(folder: &Path) -> Self {
        let time = Self::Time(folder.join("used"));
        let tried = time.run("true".as_ref(), |_| {});
        if tried.is_ok_and(|(_, used)| used.memory.is_some()) {
            time
        } else if Path::new("/proc/self/status").exists() {
            Self::Proc
        } else {
            Self::Nothing
        }
    }

    /// Returns a note about missing figures.
    pub(crate) fn lack(&self) -> Option<&'static str> {
        match self {
            Self::Time(_) => None,
            Self::Proc => Some("Processor time wasn't measured: /usr/bin/time is not GNU time."),
            Self::Nothing => Some(
                "Memory wasn't measured: /usr/bin/time is not GNU time, and there is no /proc.",
            ),
        }
    }

    /// Runs a program with the arguments that `arguments` adds, and waits for its end.
    pub(crate) fn run(
        &self,
        program: &Path,
        arguments: impl FnOnce(&mut Command),
    ) -> io::Result<(Output, Used)> {
        let mut command = match self {
            Self::Time(file) => {
                let mut command = Command::new(GNU_TIME);
                command
                    .args(["-q", "-f", "%M %U %S", "-o"])
                    .arg(file)
                    .arg("--")
                    .arg(program);
                command
            }
            _ => Command::new(program),
        };
        arguments(&mut command);
        let child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()?;
        match self {
            Self::Time(file) => Ok((child.wait_with_output()?, read(&fs::read_to_string(file)?))),
            Self::Proc => watched(child),
            Self::Nothing => Ok((child.wait_with_output()?, Used::default())),
        }
    }
}

/// Reads the output of GNU time.
fn read(text: &str) -> Used {
    let numbers: Vec<f64> = text
        .split_whitespace()
        .map_while(|number| number.parse().ok())
        .collect();
    match numbers[..] {
        [kibibytes, user, system] => Used {
            memory: Some(kibibytes * 1024.0),
            processor: Some(user + system),
        },
        _ => Used::default(),
    }
}

/// Waits for a child process, and polls the memory of its children.
fn watched(child: Child) -> io::Result<(Output, Used)> {
    let parent = child.id();
    let ended = AtomicBool::new(false);
    let (output, peak) = thread::scope(|scope| {
        let watcher = scope.spawn(|| {
            let mut peak = 0.0_f64;
            while !ended.load(Ordering::Relaxed) {
                peak = peak.max(memory_of_children(parent));
                thread::sleep(Duration::from_millis(10));
            }
            peak
        });
        let output = child.wait_with_output();
        ended.store(true, Ordering::Relaxed);
        (output, watcher.join().expect("reading files doesn't panic"))
    });
    let memory = (peak > 0.0).then_some(peak);
    Ok((
        output?,
        Used {
            memory,
            processor: None,
        },
    ))
}

/// Returns the maximum peak memory of the children of a process so far.
fn memory_of_children(parent: u32) -> f64 {
    let Ok(processes) = fs::read_dir("/proc") else {
        return 0.0;
    };
    // Processes may end in the meantime.
    let statuses = processes
        .filter_map(|process| fs::read_to_string(process.ok()?.path().join("status")).ok());
    let children = statuses.filter(|status| entry(status, "PPid:") == Some(f64::from(parent)));
    let kibibytes = children.filter_map(|status| entry(&status, "VmHWM:"));
    kibibytes.fold(0.0, f64::max) * 1024.0
}

fn entry(status: &str, key: &str) -> Option<f64> {
    let line = status.lines().find_map(|line| line.strip_prefix(key))?;
    line.split_whitespace().next()?.parse().ok()
}
