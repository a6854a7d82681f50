# What one does here. Each recipe is a plain command; `just` alone lists them.

_list:
    @just --list --unsorted

# The quick look before a commit: formatting, lints, tests.
check:
    cargo fmt --all --check
    cargo clippy --workspace --all-targets --locked -- -D warnings
    cargo test --locked

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
    {{python}} bench/negmas.py

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
