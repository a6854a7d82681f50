# What one does here. Each recipe is a plain command; `just` alone lists them.

_list:
    @just --list --unsorted

# The quick look before a commit: formatting, lints, tests.
check:
    cargo fmt --all --check
    cargo clippy --workspace --all-targets --features divest-scenario/heavy-tests --locked -- -D warnings
    cargo test --locked
    cargo test --locked -p divest-scenario --features heavy-tests

# All tests, or those whose names contain a word.
test *words:
    cargo test --locked {{words}}

# Take over what the snapshot tests produce now. Read `git diff snapshots` before you commit it.
accept:
    INSTA_UPDATE=always INSTA_FORCE_PASS=1 cargo test --locked
    git diff --stat -- snapshots

# How fast it is, on one core; `just bench whole_run` measures one part.
bench *parts:
    cargo bench --locked --bench run -- {{parts}}

# How fast bargaining is: negotiations, deal spaces.
bench-bargain *parts:
    cargo bench --locked --bench bargain -- {{parts}}

# The same domains and tactics in NegMAS and here, with the ratio. Needs `pip install negmas`.
bench-negmas python="python3":
    {{python}} bench/beside_negmas.py

# Imports all domains of GENIUS, GeniusWeb and NegMAS in a folder and prints a table of them.
domains folder="tests/domains/inputs":
    cargo build --quiet --locked
    python3 tools/domains.py {{folder}}

# All that CI does.
ci:
    .ci/run

# Licences, bans and sources of all dependencies. Needs cargo-deny (`cargo install cargo-deny --locked`).
deny:
    cargo fetch --locked
    cargo deny --offline check licenses bans sources

# The recorded floors on other machines: s390x (big-endian) and i686 (32 bits), under qemu. Debian only.
foreign *targets="s390x i686":
    tools/foreign-targets.sh {{targets}}

# Rows of sweeps as Parquet, read back by pyarrow (`pip install pyarrow`). Not in CI: the crate takes long to build.
parquet:
    cargo test --locked --features parquet --test all parquet

# A real log with every bit flipped and cut at every offset. Minutes.
damage:
    cargo test --release --locked -p divest-log real_log -- --include-ignored --nocapture

# Kills a durable writer as many times; no acknowledged entry may be lost.
kill times="1000":
    DIVEST_KILLS={{times}} cargo test --locked -p divest-log --test machine a_killed_writer -- --nocapture

# The signs of effects over many seeds (docs/statics.md).
statics seeds="5000":
    DIVEST_STATICS={{seeds}} cargo test --release --locked --test all statics

# Forged logs under right checks through every command that reads one; no panic may come of them.
forged-logs count="20000":
    DIVEST_FORGED={{count}} cargo test --locked --test forged no_forged_log -- --nocapture

# Coverage-guided fuzzing: log, forged (changed logs through every command) or scenario; `just fuzz log merge` keeps what is new in the corpus.
fuzz target seconds="1800":
    tools/fuzz.sh {{target}} {{seconds}}

# The log beside SQLite, in one run; the folder decides which disk is measured.
bench-sqlite folder="target":
    cargo run --release --locked --manifest-path bench/sqlite/Cargo.toml -- $(realpath {{folder}})

# Writes the logs of the format that is not released yet anew. Never after its release.
logs:
    cargo run --locked -- run scenarios/first-sale.toml --seed 2 --log tests/logs/first-sale-1.0.divest-log --force
    cargo run --locked -- export tests/logs/first-sale-1.0.divest-log --out tests/logs/first-sale-1.0.jsonl --force
