#!/usr/bin/env python3
"""Writes the domains of this folder and what they come to, worked out in exact fractions without divest.

    python3 tests/domains/make.py          writes NAME/* and NAME/expected.json anew
    python3 tests/domains/make.py --check  exits 1 if a file differs from what it would write

Every domain has two profiles. A deal's utility is computed from the decimals in the files, as each tool documents it:
GENIUS weight * evaluation / largest evaluation, evaluators as offset + slope * (value - lower end) cut to 0 to 1, constants not
cut, hypervolumes as a share of maxutility; GeniusWeb weight * utility; NegMAS weight * value + bias. expected.json holds the
number of deals, of deals that reach both reservations, of efficient points, of deals on them, and the best deal by Nash's
product. A domain whose utilities differ by less than points can tell says "approximate".
"""
import itertools
import json
import pathlib
import sys
from fractions import Fraction as F

HERE = pathlib.Path(__file__).parent
DOMAINS = {}


def add(name, tool, files, issues, sides, approximate=False):
    """issues: counts of values; sides: (function from places to a Fraction, reservation or None for anything, 'inf')."""
    DOMAINS[name] = (tool, files, expected(tool, files, issues, sides, approximate))


def expected(tool, files, issues, sides, approximate):
    deals = [
        tuple(utility(deal) for utility, _ in sides) for deal in itertools.product(*[range(count) for count in issues])
    ]
    reaches = lambda value, bound: bound is None or bound != "inf" and value >= bound
    feasible = [deal for deal in deals if all(reaches(v, b) for v, (_, b) in zip(deal, sides))]
    # The efficient points: by the first utility downwards, each with more of the second than all before.
    points, most = [], None
    for point in sorted(set(deals), reverse=True):
        if most is None or point[1] > most:
            points.append(point)
            most = point[1]
    on_points = set(points)
    result = {
        "tool": tool,
        "files": list(files),
        "deals": len(deals),
        "feasible": len(feasible),
        "efficient_points": len(points),
        "efficient_deals": sum(1 for deal in deals if deal in on_points),
        "approximate": approximate,
        "best": [round(float(max(deal[i] for deal in deals)), 9) for i in range(2)],
    }
    if feasible and all(bound is not None for _, bound in sides):
        product = lambda deal: (deal[0] - sides[0][1]) * (deal[1] - sides[1][1])
        result["nash_product"] = round(float(max(map(product, feasible))), 9)
    return result


# --- GENIUS


def xml_issue(index, name, kind, body, extra=""):
    return f'<issue index="{index}" name="{name}" type="{kind}" vtype="{kind}"{extra}>\n{body}</issue>\n'


def genius(name, issues, sides, discount=None, crlf=False, bom=False):
    """issues: (title, values) or (title, low, high); sides: (weights, tables or evaluators, reservation)."""
    counts, domain, profiles = [], "", [""] * len(sides)
    rules = [[] for _ in sides]
    for i, issue in enumerate(issues):
        if len(issue) == 2:
            title, values = issue
            counts.append(len(values))
            domain += xml_issue(i + 1, title, "discrete", "".join(f'<item index="{o + 1}" value="{v}"/>\n' for o, v in enumerate(values)))
            for s, (_, tables, _) in enumerate(sides):
                table = tables[i]
                body = "".join(
                    f'<item index="{o + 1}" value="{v}" evaluation="{e}"/>\n' for o, (v, e) in enumerate(zip(values, table))
                )
                profiles[s] += xml_issue(i + 1, title, "discrete", body)
                largest = max(map(F, table))
                rules[s].append([F(e) / largest if largest else F(0) for e in table])
        else:
            title, low, high = issue
            counts.append(high - low + 1)
            extra = f' lowerbound="{low}" upperbound="{high}"'
            domain += xml_issue(i + 1, title, "integer", "", extra)
            for s, (_, tables, _) in enumerate(sides):
                shape, *numbers = tables[i]
                if shape == "linear":
                    words = f'offset="{numbers[0]}" slope="{numbers[1]}"'
                    values = [min(max(F(numbers[0]) + F(numbers[1]) * n, F(0)), F(1)) for n in range(high - low + 1)]
                else:
                    words = f'parameter0="{numbers[0]}"'
                    values = [F(numbers[0])] * (high - low + 1)
                profiles[s] += xml_issue(i + 1, title, "integer", f'<evaluator ftype="{shape}" {words}/>\n', extra)
                rules[s].append(values)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    wrap = lambda body: f'{head}<utility_space>\n<objective index="0" name="any">\n{body}</objective>\n'
    files = {"domain.xml": f"{head}<negotiation_template>\n<utility_space>\n<objective index=\"0\" name=\"any\">\n{domain}</objective>\n</utility_space>\n</negotiation_template>\n"}
    utilities = []
    for s, (weights, _, reservation) in enumerate(sides):
        body = profiles[s] + "".join(f'<weight index="{i + 1}" value="{w}"/>\n' for i, w in enumerate(weights))
        text = wrap(body) + f'<reservation value="{reservation}"/>\n'
        text += f'<discount_factor value="{discount}"/>\n' if discount else ""
        files["ab"[s] + ".xml"] = text + "</utility_space>\n"
        rows = [[F(w) * v for v in values] for w, values in zip(weights, rules[s])]
        utilities.append((lambda deal, rows=rows: sum(row[place] for row, place in zip(rows, deal)), F(reservation)))
    if crlf or bom:
        files = {key: ("\ufeff" if bom else "") + (text.replace("\n", "\r\n") if crlf else text) for key, text in files.items()}
    add(name, "genius", files, counts, utilities)


def hypervolume(name, issues, sides):
    """issues: (title, low, high); sides: (maxutility, [(utility, {issue: (from, to)})], reservation)."""
    domain = "".join(xml_issue(i + 1, t, "integer", "", f' lowerbound="{a}" upperbound="{b}"') for i, (t, a, b) in enumerate(issues))
    files = {"domain.xml": f"<negotiation_template><utility_space>\n<objective index=\"0\" name=\"any\">\n{domain}</objective></utility_space></negotiation_template>\n"}
    utilities = []
    for s, (largest, boxes, reservation) in enumerate(sides):
        body = ""
        for utility, bounds in boxes:
            body += f'<hyperRectangle utility="{utility}">\n'
            body += "".join(f'<INCLUDES index="{i + 1}" min="{a}" max="{b}"/>\n' for i, (a, b) in bounds.items())
            body += "</hyperRectangle>\n"
        files["ab"[s] + ".xml"] = f'<utility_space>\n<objective index="0" name="any">\n{domain}</objective>\n<utility_function maxutility="{largest}">\n<ufun type="PlainUfun" weight="1" aggregation="sum">\n{body}</ufun>\n</utility_function>\n<reservation value="{reservation}"/>\n</utility_space>\n'

        def of(deal, boxes=boxes, largest=largest):
            here = [issues[i][1] + place for i, place in enumerate(deal)]
            met = lambda bounds: all(a <= here[i] <= b for i, (a, b) in bounds.items())
            return min(sum((F(u) for u, bounds in boxes if met(bounds)), F(0)) / F(largest), F(1))

        utilities.append((of, F(reservation)))
    add(name, "genius", files, [b - a + 1 for _, a, b in issues], utilities)


# --- GeniusWeb


def geniusweb(name, issues, sides):
    """issues: (title, values); sides: (weights, tables, reservation bid as places or None)."""
    files = {"domain.json": json.dumps({"name": name, "issuesValues": {t: {"values": v} for t, v in issues}}, indent=1) + "\n"}
    utilities = []
    for s, (weights, tables, bid) in enumerate(sides):
        number = lambda text: f"<{text}>"
        space = {
            "name": "ab"[s],
            "issueWeights": {t: number(w) for (t, _), w in zip(issues, weights)},
            "issueUtilities": {
                t: {"DiscreteValueSetUtilities": {"valueUtilities": {x: number(e) for x, e in zip(v, table)}}}
                for (t, v), table in zip(issues, tables)
            },
        }
        rows = [[F(w) * F(e) for e in table] for w, table in zip(weights, tables)]
        reservation = F(0)
        if bid is not None:
            space["reservationBid"] = {"issuevalues": {issues[i][0]: issues[i][1][place] for i, place in bid.items()}}
            reservation = sum((rows[i][place] for i, place in bid.items()), F(0))
        text = json.dumps({"LinearAdditiveUtilitySpace": space}, indent=1)
        files["ab"[s] + ".json"] = text.replace('"<', "").replace('>"', "") + "\n"
        utilities.append((lambda deal, rows=rows: sum(row[place] for row, place in zip(rows, deal)), reservation))
    add(name, "geniusweb", files, [len(v) for _, v in issues], utilities)


# --- NegMAS


def negmas(name, issues, sides, yaml=False, discount=None, bias=None):
    """issues: (title, values) or (title, low, high); sides: (weights, tables or affine functions, reservation)."""
    number = lambda text: f"<{text}>"
    rows_of, issue_files, counts = [], [], []
    for issue in issues:
        kind = "CategoricalIssue" if len(issue) == 2 else "ContiguousIssue"
        values = issue[1] if len(issue) == 2 else [number(issue[1]), number(issue[2])]
        counts.append(len(issue[1]) if len(issue) == 2 else issue[2] - issue[1] + 1)
        issue_files.append({"name": issue[0], "type": kind, "values": values})
    objects = {"domain": {"name": name, "type": "DiscreteCartesianOutcomeSpace", "issues": issue_files}}
    utilities = []
    for s, (weights, tables, reservation) in enumerate(sides):
        values, rows = [], []
        for issue, weight, table in zip(issues, weights, tables):
            if isinstance(table, list):
                values.append({"type": "TableFun", "mapping": {v: number(e) for v, e in zip(issue[1], table)}})
                rows.append([F(weight) * F(e) for e in table])
            else:
                slope, offset = table
                values.append({"type": "AffineFun", "slope": number(slope), "bias": number(offset)})
                rows.append([F(weight) * (F(slope) * n + F(offset)) for n in range(issue[1], issue[2] + 1)])
        function = {"name": "ab"[s], "type": "LinearAdditiveUtilityFunction", "values": values, "weights": [number(w) for w in weights]}
        function["reserved_value"] = number(reservation)
        if bias:
            function["bias"] = number(bias)
        if discount:
            function = {"type": "ExpDiscountedUFun", "discount": number(discount), "factor": "step", "name": "ab"[s], "reserved_value": number("-Infinity"), "ufun": function}
        objects["ab"[s]] = function
        bound = {"-Infinity": None, "Infinity": "inf"}.get(reservation)
        bound = F(reservation) if reservation not in ("-Infinity", "Infinity") else bound
        extra = F(bias) if bias else F(0)
        utilities.append((lambda deal, rows=rows, extra=extra: extra + sum(row[place] for row, place in zip(rows, deal)), bound))
    strip = lambda text: text.replace('"<', "").replace('>"', "")
    files = {}
    for key, value in objects.items():
        text = strip(json.dumps(value, indent=1))
        if yaml:
            text = yaml_of(value, 0).lstrip("\n")
        files[key + (".yml" if yaml else ".json")] = text + ("" if text.endswith("\n") else "\n")
    add(name, "negmas", files, counts, utilities)


def yaml_of(value, depth):
    pad = "  " * depth
    if isinstance(value, dict):
        return "\n" + "".join(f"{pad}{json.dumps(k)}:{yaml_of(v, depth + 1)}" for k, v in value.items())
    if isinstance(value, list):
        return "\n" + "".join(f"{pad}-{yaml_of(v, depth + 1)}" for v in value)
    if value.startswith("<"):
        return " " + {"-Infinity": "-.inf", "Infinity": ".inf"}.get(value[1:-1], value[1:-1]) + "\n"
    return " " + json.dumps(value) + "\n"


# --- the domains

THIRD, SEVENTH = "0.3333333333333333", "0.14285714285714285"
up = lambda n, step="1": [str(int(step) * i) for i in range(n)]
down = lambda n: [str(n - 1 - i) for i in range(n)]
names = lambda n: [f"v{i}" for i in range(n)]

genius("four-by-four", [("i", 0, 3), ("j", 0, 3)], [(["0.5", "0.5"], [("linear", "0", THIRD)] * 2, "0"), (["0.5", "0.5"], [("linear", "1", "-" + THIRD)] * 2, "0")])
genius("plain", [("x", names(3)), ("y", names(3))], [(["0.4", "0.6"], [["1", "2", "4"], ["4", "2", "1"]], "0"), (["0.7", "0.3"], [["5", "2", "1"], ["1", "2", "5"]], "0")])
genius("weights-of-sixteen-digits", [("x", names(4)), ("y", names(5)), ("z", names(3))], [(["0.2881263502737411", "0.3191290482981283", "0.3927446014281306"], [["1", "10", "25", "33"], up(5), ["15", "6", "1"]], "0.4"), (["0.4421257758755369", "0.2782188426525948", "0.2796553814718683"], [["30", "20", "10", "5"], down(5), ["1", "9", "30"]], "0.4")])
genius("equal-weights-of-a-seventh", [(f"i{n}", names(3)) for n in range(7)], [([SEVENTH] * 7, [["1", "2", "3"]] * 7, "0"), ([SEVENTH] * 7, [["3", "2", "1"]] * 7, "0")])
genius("weights-over-one", [("x", names(3)), ("y", names(3))], [(["0.7", "0.6"], [up(3), up(3)], "0.65"), (["0.9", "0.6"], [down(3), down(3)], "0.75")])
genius("reservation-met-exactly", [("x", names(3)), ("y", names(3))], [(["0.3333333333333333", "0.6666666666666667"], [["0", "1", "3"], ["0", "1", "3"]], THIRD), (["0.5", "0.5"], [["3", "1", "0"], ["3", "1", "0"]], "0.5")])
genius("reservation-of-nine-digits", [("x", names(5))], [(["1"], [["0", "25", "50", "75", "100"]], "0.250000001"), (["1"], [["100", "75", "50", "25", "0"]], "0.249999999")])
genius("evaluators-cut", [("n", 10, 20), ("m", 0, 4)], [(["0.6", "0.4"], [("linear", "0.2", "0.1"), ("linear", "1.2", "-0.3")], "0.1"), (["0.5", "0.5"], [("linear", "1", "-0.15"), ("linear", "-0.1", "0.25")], "0.1")])
genius("constants-not-cut", [("n", 0, 3), ("c", 0, 2)], [(["0.6", "0.4"], [("linear", "0", "0.3"), ("constant", "1.5")], "0.6"), (["0.5", "0.5"], [("linear", "1", "-0.3"), ("constant", "0.5")], "0")])
genius("discounted", [("x", names(4))], [(["1"], [up(4)], "0.1"), (["1"], [down(4)], "0.1")], discount="0.75")
genius("discount-out-of-range", [("x", names(4))], [(["1"], [up(4)], "0.1"), (["1"], [down(4)], "0.1")], discount="1.5")
genius("windows-line-ends", [("x", names(3)), ("y", names(2))], [(["0.4", "0.6"], [up(3), up(2)], "0"), (["0.7", "0.3"], [down(3), down(2)], "0")], crlf=True, bom=True)
genius("all-zero-issue", [("x", names(3)), ("y", names(2))], [(["0.4", "0.6"], [["0", "0", "0"], up(2)], "0"), (["0.7", "0.3"], [down(3), down(2)], "0")])
genius("ampersands", [("tea &amp; milk", ["a &lt; b", "c &amp; d"])], [(["1"], [["1", "2"]], "0"), (["1"], [["2", "1"]], "0")])
genius("nothing-reaches", [("x", names(3))], [(["1"], [up(3)], "1.25"), (["1"], [down(3)], "0")])
genius("two-equal-names-by-index", [("same", names(2)), ("same", names(3))], [(["0.25", "0.75"], [up(2), up(3)], "0"), (["0.5", "0.5"], [down(2), down(3)], "0")])
hypervolume("hypervolume", [("x", 0, 4), ("y", 0, 4)], [("100", [("60", {0: (0, 2), 1: (1, 3)}), ("40", {0: (2, 4), 1: (3, 4)})], "0.3"), ("90", [("50", {0: (1, 4), 1: (0, 1)}), ("40", {0: (3, 4)})], "0.2")])
hypervolume("hypervolume-of-three-issues", [("x", 1, 4), ("y", 0, 2), ("z", 0, 5)], [("70", [("30", {0: (1, 2)}), ("25", {1: (1, 2), 2: (2, 4)}), ("15", {2: (0, 1)})], "0"), ("80", [("35", {0: (3, 4)}), ("45", {1: (0, 1), 2: (3, 5)})], "0")])
hypervolume("hypervolume-cut-at-one", [("x", 0, 3), ("y", 0, 3)], [("50", [("40", {0: (0, 2)}), ("30", {1: (1, 3)})], "0.5"), ("60", [("33", {0: (1, 3)}), ("27", {1: (0, 2)})], "0.45")])
geniusweb("web-plain", [("x", names(3)), ("y", names(3))], [(["0.4", "0.6"], [["0", "0.5", "1"], ["1", "0.25", "0"]], None), (["0.5", "0.5"], [["1", "0.3", "0"], ["0", "0.9", "1"]], None)])
geniusweb("web-reservation-bid", [("x", names(3)), ("y", names(3))], [(["0.4", "0.6"], [["0", "0.5", "1"], ["1", "0.25", "0"]], {0: 1, 1: 1}), (["0.5", "0.5"], [["1", "0.3", "0"], ["0", "0.9", "1"]], {0: 1})])
geniusweb("web-of-sixteen-digits", [("x", names(4)), ("y", names(4))], [(["0.5384615384615384", "0.4615384615384616"], [["0", THIRD, "0.6666666666666666", "1"]] * 2, {0: 1, 1: 2}), ([THIRD, "0.6666666666666667"], [["1", "0.6666666666666666", THIRD, "0"]] * 2, None)])
negmas("negmas-plain", [("x", names(3)), ("y", names(2))], [(["0.5", "0.5"], [["0", "0.5", "1"], ["1", "30"]], "0.5"), (["1", "2"], [["1", "0.5", "0"], ["0.25", "0"]], "-Infinity")])
negmas("negmas-yaml", [("x", names(3)), ("y", names(2))], [(["0.5", "0.5"], [["0", "0.5", "1"], ["1", "0"]], "0.5"), (["0.3", "0.7"], [["1", "0.5", "0"], ["0.25", "1.0e-3"]], "-Infinity")], yaml=True)
negmas("negmas-yaml-infinite", [("x", names(3))], [(["1"], [["0", "0.5", "1"]], "Infinity"), (["1"], [["1", "0.5", "0"]], "0")], yaml=True)
negmas("negmas-nothing-is-good-enough", [("x", names(3))], [(["1"], [["0", "0.5", "1"]], "Infinity"), (["1"], [["1", "0.5", "0"]], "0")])
negmas("negmas-discounted", [("x", names(4)), ("y", names(2))], [(["0.6", "0.4"], [["0", "0.2", "0.7", "1"], ["0", "1"]], "0.2"), (["0.6", "0.4"], [["1", "0.6", "0.3", "0"], ["1", "0"]], "0.2")], discount="0.9")
negmas("negmas-affine", [("n", 0, 10), ("c", names(2))], [(["0.5", "0.25"], [("0.1", "0"), ["1.0", "0"]], "0.25"), (["0.5", "0.5"], [("-0.1", "1"), ["0.0", "1"]], "0.25")])
negmas("negmas-with-a-bias", [("n", -3, 3), ("c", names(2))], [(["0.1", "1"], [("1", "0"), ["0.1", "0.2"]], "0.3"), (["-0.1", "1"], [("1", "0"), ["0.3", "0.1"]], "0.3")], bias="0.25")
negmas("negmas-negative", [("x", names(3)), ("y", names(3))], [(["1", "1"], [["-1", "0", "1"], ["0.5", "-0.5", "0"]], "-0.5"), (["1", "1"], [["1", "0", "-1"], ["-0.25", "0.75", "0"]], "-1.5")])
negmas("negmas-thirds", [("i", names(4)), ("j", names(4))], [([THIRD, "0.6666666666666667"], [["0", THIRD, "0.6666666666666666", "1"]] * 2, THIRD), (["0.6666666666666667", THIRD], [["1", "0.6666666666666666", THIRD, "0"]] * 2, "0.5")])
negmas("negmas-float-noise", [("x", names(4)), ("y", names(4))], [(["0.5", "0.5"], [["0", "0.1", "0.2", "0.30000000000000004"]] * 2, "0"), (["0.5", "0.5"], [["0.3", "0.2", "0.1", "0"]] * 2, "0")])
negmas("negmas-long-values", [("x", names(5)), ("y", names(5))], [(["0.5488135039273248", "0.4511864960726752"], [["0", "0.2645556121046269", "0.4236547993389047", "0.6458941130666561", "1"], ["0.4375872112626925", "0.8917730007820798", "0.9636627605010293", "0.3834415188257777", "0"]], "0.3"), (["0.7917250380826646", "0.2082749619173354"], [["1", "0.5288949197529045", "0.5680445610939323", "0.0710360582002949", "0"], ["0.0202183974403517", "0.8326198455479379", "0.7781567509498505", "0.8700121482468192", "1"]], "0.4")])


def main():
    check, wrong = "--check" in sys.argv[1:], []
    for name, (_, files, result) in DOMAINS.items():
        folder = HERE / "inputs" / name
        wanted = dict(files) | {"expected.json": json.dumps(result, indent=1) + "\n"}
        for file, text in wanted.items():
            path, data = folder / file, text.encode()
            if check:
                if not path.is_file() or path.read_bytes() != data:
                    wrong.append(str(path))
                continue
            folder.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    for path in wrong:
        print(f"{path}: not what make.py writes", file=sys.stderr)
    print(f"{len(DOMAINS)} domains")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
