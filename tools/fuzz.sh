#!/usr/bin/env bash
# Coverage-guided fuzzing of what strangers may send: a log, a scenario file. Findings land in fuzz/artifacts/TARGET.
#
#   tools/fuzz.sh log|forged|scenario [SECONDS] [LIBFUZZER-OPTION]...        default: 60 seconds
#
# The flags are those of cargo-fuzz without its sanitizer of memory, which has nothing to find in safe Rust; they need no nightly
# compiler. What is new in the corpus stays in the target folder; `tools/fuzz.sh TARGET merge` adds the smallest of it to fuzz/corpus.
set -euo pipefail
cd "$(dirname "$0")/../fuzz"

target=$1
mode=${2:-60}
shift $(($# < 2 ? $# : 2))
[ -d "corpus/$target" ] || { echo "no such target: $target (log, forged, scenario)" >&2; exit 2; }

build=${CARGO_TARGET_DIR:-target}
host=$(rustc -vV | sed -n 's/^host: //p')
export RUSTFLAGS="--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
-Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=16"
cargo build --release --locked --bin "$target" --target "$host"
program=$build/$host/release/$target

found=$build/corpus/$target
# What a scenario fuzzer begins with besides its corpus.
seeds=()
[ "$target" != scenario ] || seeds=(../scenarios ../tests/scenarios/invalid)
mkdir -p "$found" "artifacts/$target"
if [ "$mode" = merge ]; then
    # Few files that reach every branch that is reached; how often each is passed through would multiply them.
    exec "$program" -set_cover_merge=1 -use_counters=0 -max_len=8192 "corpus/$target" "$found"
fi
exec "$program" -artifact_prefix="artifacts/$target/" -max_total_time="$mode" -max_len=65536 -timeout=10 -rss_limit_mb=1024 \
    "$@" "$found" "corpus/$target" "${seeds[@]}"
