#!/usr/bin/env bash
# Processor time of building: the first command of README from a fresh clone, the tests, and a touched line.
#
# Clones HEAD into a temporary folder with a target folder of its own; downloads are not counted. Takes some minutes. Prints seconds
# of processor time (user and system, all cores) beside their limits; exits with 1 if one is exceeded. Where no limit is given a
# figure only informs. Usage: tools/cold-build.sh [first] [touched] [tests]; by default all three.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
parts=" ${*:-first touched tests} "
failed=0
TIMEFORMAT='%U %S'

git clone --quiet "$root" "$work/divest"
cd "$work/divest"
export CARGO_TARGET_DIR=$work/target CARGO_TERM_COLOR=never
cargo fetch --locked --quiet

# measure WHAT LIMIT COMMAND...: runs the command and prints the processor time that it took.
measure() {
    local what=$1 limit=$2 took seconds
    shift 2
    took=$({ time "$@" > "$work/said" 2>&1 || { tail -n 40 "$work/said" >&2; exit 1; }; } 2> "$work/time" && tail -n 1 "$work/time") ||
        { cat "$work/time" >&2; exit 1; }
    seconds=$(awk '{ printf "%.0f", $1 + $2 }' <<< "$took")
    if [ "$limit" = - ]; then
        printf '%5d s            %s\n' "$seconds" "$what"
    else
        printf '%5d s of %4d s  %s\n' "$seconds" "$limit" "$what"
        [ "$seconds" -lt "$limit" ] || failed=1
    fi
}

if [[ $parts == *" first "* || $parts == *" touched "* ]]; then
    measure "first command: cargo run --release -- run scenarios/tiktok-2020.toml" 150 \
        cargo run --release --locked -- run scenarios/tiktok-2020.toml
fi
if [[ $parts == *" touched "* ]]; then
    echo '// touched' >> src/cli/run.rs
    measure "one line touched in src/cli: cargo build --release" 20 cargo build --release --locked
    echo '// touched' >> src/core/lib.rs
    measure "one line touched in src/core, below everything: cargo build --release" - cargo build --release --locked
    git checkout --quiet src
fi
if [[ $parts == *" tests "* ]]; then
    measure "the tests: cargo test" 500 cargo test --locked
fi
exit "$failed"
