#!/usr/bin/env python3
"""Imports every domain in a folder and prints a table of what `divest deals` makes of each: `just domains FOLDER`.

A domain is a folder (FOLDER itself or one in it, at any depth) with a domain file and two or more profiles of GENIUS (XML),
GeniusWeb (JSON) or NegMAS (JSON or YAML). Which file is the domain is read off its contents. Beside an `expected.json` with the
keys that tests/domains/make.py writes, numbers that differ are marked. Exits 1 if a domain cannot be read or differs.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ENDINGS = {".xml", ".json", ".yml", ".yaml"}


def kind(path):
    """The tool and whether the file is the domain; None for other files."""
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    if path.suffix == ".xml":
        has = lambda *tags: any(f"<{tag}" in text for tag in tags)
        if not has("utility_space", "negotiation_template", "issue"):
            return None
        return "genius", not has("weight", "utility_function", "reservation")
    if "issuesValues" in text and "LinearAdditiveUtilitySpace" not in text:
        return "geniusweb", True
    if "LinearAdditiveUtilitySpace" in text:
        return "geniusweb", False
    if "OutcomeSpace" in text or "issues" in text and "UtilityFunction" not in text:
        return "negmas", True
    return ("negmas", False) if "UtilityFunction" in text or "UFun" in text else None


def domains(root):
    for folder, inner, files in sorted(os.walk(root)):
        inner.sort()
        names = [name for name in sorted(files) if not name.startswith(".") and pathlib.Path(name).suffix in ENDINGS]
        paths = [pathlib.Path(folder) / name for name in names if name != "expected.json"]
        found = [(path, kind(path)) for path in paths]
        for tool in ("genius", "geniusweb", "negmas"):
            of_tool = [(path, is_domain) for path, known in found if known for name, is_domain in [known] if name == tool]
            heads = [path for path, is_domain in of_tool if is_domain]
            profiles = [path for path, is_domain in of_tool if not is_domain]
            if len(heads) == 1 and len(profiles) >= 2:
                yield pathlib.Path(folder), tool, heads[0], profiles


def run(*words):
    return subprocess.run([os.environ.get("DIVEST", "target/debug/divest"), *map(str, words)], capture_output=True, text=True)


def main():
    if len(sys.argv) != 2 or not pathlib.Path(sys.argv[1]).is_dir():
        print("usage: domains.py FOLDER", file=sys.stderr)
        return 2
    rows, wrong = [("domain", "tool", "deals", "feasible", "efficient", "on them", "")], 0
    for folder, tool, head, profiles in domains(sys.argv[1]):
        name = os.path.relpath(folder, sys.argv[1])
        # Two sides bargain; further profiles would be partners that must sign.
        with tempfile.TemporaryDirectory() as scratch:
            scenario = pathlib.Path(scratch) / "imported.toml"
            made = run("import", tool, head, *profiles[:2], "--out", scenario)
            told = run("deals", scenario, "--format", "json") if made.returncode == 0 else made
        if told.returncode != 0:
            wrong += 1
            rows.append((name, tool, "-", "-", "-", "-", "error: " + told.stderr.strip().split("\n")[0]))
            continue
        found = json.loads(told.stdout)
        efficient = found["efficient"] or {"points": None, "deals": None}
        numbers = {
            "deals": found["deals"],
            "feasible": found["feasible"],
            "efficient_points": efficient["points"],
            "efficient_deals": efficient["deals"],
        }
        notes = list(found["notes"])
        if (folder / "expected.json").is_file():
            expected = json.loads((folder / "expected.json").read_text())
            differs = [f"{key} {expected[key]} expected" for key in numbers if expected.get(key) != numbers[key]]
            wrong += bool(differs)
            notes = ["DIFFERS: " + ", ".join(differs)] * bool(differs) + notes
        cells = ["-" if number is None else str(number) for number in numbers.values()]
        rows.append((name, tool, *cells, "; ".join(notes)))
    widths = [max(len(row[i]) for row in rows) for i in range(6)]
    for row in rows:
        cells = [row[i].ljust(widths[i]) if i < 2 else row[i].rjust(widths[i]) for i in range(6)]
        print("  ".join([*cells, row[6]]).rstrip())
    if len(rows) == 1:
        print("no domain with two profiles was found", file=sys.stderr)
        return 2
    print(f"{len(rows) - 1} domains, {wrong} with errors or differences")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
