//! Real logs, changed and sealed anew, through every command that reads a log. The input is a list of choices: which log, what
//! is changed in it, and which commands read it.

#![no_main]

mod reseal;

use divest::captured;
use libfuzzer_sys::fuzz_target;
use reseal::Log;
use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

fuzz_target!(|input: &[u8]| {
    let own = own();
    let mut choices = input.iter();
    // Two bytes a choice; where the input ends, the first choice is taken for all that is left.
    let mut choose = |n: usize| {
        let mut byte = || usize::from(choices.next().copied().unwrap_or(0));
        (byte() << 8 | byte()) % n.max(1)
    };
    let mut log = own.logs[choose(own.logs.len())].clone();
    for _ in 0..=choose(3) {
        log.change(&mut choose);
    }
    let first = choose(READERS.len());
    for words in [READERS[first], READERS[(first + 1) % READERS.len()], "verify LOG WHOLE --json"] {
        fs::write(&own.path, log.seal()).expect("a log");
        let words = words.split(' ').map(|word| match word {
            "LOG" => own.path.to_string_lossy().into_owned(),
            "WHOLE" => own.whole.to_string_lossy().into_owned(),
            "OUT" => own.out.to_string_lossy().into_owned(),
            word => word.to_owned(),
        });
        captured(std::iter::once("divest".to_owned()).chain(words));
    }
});

/// Every way to read a log.
const READERS: [&str; 18] = [
    "verify LOG WHOLE --redraw",
    "show LOG",
    "show LOG --json",
    "show LOG --why",
    "show LOG --plot",
    "show LOG --oneline",
    "show LOG --graph",
    "show LOG --seat keeper",
    "show LOG --seat keeper --view",
    "replay LOG",
    "replay LOG --json",
    "diff LOG WHOLE",
    "explain LOG 30",
    "branch LOG --at 9 --anew",
    "report LOG --out OUT --force",
    "export LOG",
    "head LOG",
    "recover LOG --out OUT --force",
];

struct Own {
    logs: Vec<Log>,
    path: PathBuf,
    whole: PathBuf,
    out: PathBuf,
}

/// A played log of some shipped scenarios.
fn own() -> &'static Own {
    static OWN: OnceLock<Own> = OnceLock::new();
    OWN.get_or_init(|| {
        let folder = std::env::temp_dir().join(format!("divest-fuzz-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let whole = folder.join("whole.divest-log");
        let play = |name: &&str| {
            let scenario = format!("{}/../scenarios/{name}.toml", env!("CARGO_MANIFEST_DIR"));
            let out = whole.to_string_lossy().into_owned();
            let ran = captured(["divest", "run", &scenario, "--seed", "3", "--log", &out, "--force"]);
            assert_eq!(ran.code, 0, "{}", ran.err);
            Log::parse(&fs::read(&whole).expect("a log"))
        };
        let names = ["first-sale", "brewery", "two-mills", "two-ferries", "harbour", "grindr-2019", "two-grocers"];
        let logs = names.iter().map(play).collect();
        Own { logs, path: folder.join("forged.divest-log"), out: folder.join("out.html"), whole }
    })
}
