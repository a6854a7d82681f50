#!/usr/bin/env python3
"""A bidder in thirty lines: it concedes evenly from its best deal to its walk-away, and signs what is good enough.

    divest run scenarios/first-sale.toml --seat hotel=exec:examples/bot.py
"""
import json
import sys
from datetime import date
from itertools import product


def options(issue):  # every choice on an issue with what it is worth
    if "options" in issue:
        return [(f"{issue['key']}={o['key']}", o["points"]) for o in issue["options"]]
    return [(f"{issue['key']}={issue['from'] + i * issue['step']}", p) for i, p in enumerate(issue["points"])]


def answer(view, legal):
    you, due = view["you"], [d["due"] for d in view["decrees"] if d["due"]]
    start, end, now = (date.fromisoformat(d) for d in (view["scenario"]["opens"], min(due, default=view["scenario"]["closes"]), view["date"]))
    gone = min(1, (now - start).days / max(1, (end - start).days))
    target = you["best"] - gone * (you["best"] - you["walk_away"])
    for act in legal:  # what moves a deal forward comes first in the list
        if act["do"].startswith(("sign", "open-talks")) or act.get("worth", 0) >= target and act["do"].startswith("accept"):
            return act["do"], f"good enough for {target:.0f}"
        if act.get("any_terms"):
            deals = [(sum(p for _, p in deal), " ".join(w for w, _ in deal)) for deal in product(*map(options, view["issues"]))]
            return "offer " + min(d for d in deals if d[0] >= target)[1], f"asks for {target:.0f}"
    return "pass", ""


for line in sys.stdin:
    question = json.loads(line)
    if not question.get("over"):
        do, why = answer(question["view"], question["legal"])
        print(json.dumps({"ask": question["ask"], "do": do, "why": why}), flush=True)
