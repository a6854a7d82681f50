#!/usr/bin/env python3
"""Plays the same domains with the same tactics in NegMAS and in divest, and prints the ratio.

    pip install negmas        # in a virtual environment
    python bench/beside_negmas.py    # from the root of the project, on a quiet machine
    python bench/beside_negmas.py PACE    # with what `just bench-bargain --pace > PACE` printed, instead of measuring it

Both play bilateral alternating offers of 100 rounds on one core. Sorting a domain is not counted on our side, as it is done
once for a scenario; on NegMAS's side the negotiators are made anew for each negotiation, as its mechanisms ask for, and
the time of that is counted and shown apart.
"""

import json
import subprocess
import sys
import time

from negmas import make_issue
from negmas.negotiators.helpers import PolyAspiration
from negmas.outcomes import make_os
from negmas.preferences import LinearAdditiveUtilityFunction
from negmas.sao import SAOMechanism
from negmas.sao.negotiators import TimeBasedConcedingNegotiator

SECONDS = 4.0


def ours():
    """How many negotiations a second divest plays, by domain and exponent."""
    if len(sys.argv) > 1:
        with open(sys.argv[1], encoding="utf-8") as file:
            return [json.loads(line) for line in file if line.startswith("{")]
    command = ["cargo", "bench", "--quiet", "--bench", "bargain", "--", "--pace"]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [json.loads(line) for line in output.splitlines() if line.startswith("{")]


def domain(options):
    """The domain of benches/bargain.rs."""
    names = [str(option) for option in range(options)]
    space = make_os([make_issue(names, name=f"issue {i}") for i in range(4)])

    def utility(party):
        def worth(issue, option):
            prime = 2147483647
            seed = (1 + 1009 * party + 101 * issue + option) * 48271 % prime
            return pow(seed, 5, prime) / prime

        values = [{name: worth(issue, option) for option, name in enumerate(names)} for issue in range(4)]
        return LinearAdditiveUtilityFunction(
            values=values, weights=[0.25] * 4, outcome_space=space, reserved_value=0.0
        )

    return space, utility(0), utility(1)


def play(space, utilities, x, rounds):
    mechanism = SAOMechanism(outcome_space=space, n_steps=rounds)
    for utility in utilities:
        curve = PolyAspiration(1.0, x)
        mechanism.add(TimeBasedConcedingNegotiator(offering_curve=curve, stochastic=False), preferences=utility)
    begun = time.perf_counter()
    state = mechanism.run()
    return state, time.perf_counter() - begun, len(mechanism.extended_trace)


def main():
    print(f"{'deals':>6} {'1 - t^x':>8} {'offers':>7} {'NegMAS/s':>9} {'run alone':>9} {'divest/s':>10} {'ratio':>8}  deal")
    for ours_row in ours():
        options = round(ours_row["deals"] ** 0.25)
        space, *utilities = domain(options)
        count, running, begun = 0, 0.0, time.perf_counter()
        while time.perf_counter() - begun < SECONDS:
            state, seconds, offers = play(space, utilities, ours_row["x"], ours_row["rounds"])
            count, running = count + 1, running + seconds
        theirs = count / (time.perf_counter() - begun)
        ratio = ours_row["a_second"] / theirs
        deal = tuple(float(u(state.agreement)) for u in utilities) if state.agreement else None
        mine = tuple(points / ours_row["unit"] for points in ours_row["points"]) or None
        same = deal == mine or (deal and mine and all(abs(a - b) < 1e-6 for a, b in zip(deal, mine)))
        words = "the same" if same else f"theirs {deal}, ours {mine}"
        print(
            f"{ours_row['deals']:>6} {ours_row['x']:>8} {ours_row['offers']:>7} {theirs:>9.1f} {count / running:>9.1f} "
            f"{ours_row['a_second']:>10.0f} {ratio:>8.0f}  {words}",
            flush=True,
        )


if __name__ == "__main__":
    sys.exit(main())
