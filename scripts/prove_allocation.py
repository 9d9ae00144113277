"""Makes the stored instances of the allocation and proves their optima with HiGHS.

    python3 -m pip install highspy==1.15.1
    python3 scripts/prove_allocation.py                        # all of them
    python3 scripts/prove_allocation.py --only tight_25x30 --seconds 600
    python3 scripts/prove_allocation.py --time --gap 0.03      # writes nothing, stops at 3 %

Writes `tests/fixtures/allocation/NAME.json`: the instance, and what an outside
solver says about it. The objective is the one in docs/method.md, "Allocation",
and is written down here a second time, on purpose, from that paper: a mixed
integer program with one binary for each nation and zone ("is sent") and one for
a contingent below the least. It is solved in two steps, as the order of aims
asks: first the least shortfall, weighted by priority (a linear program); then,
with that shortfall held, the least of the rest.
"""

import argparse
import json
import pathlib
import random
import time

import highspy

FIT = 100  # per person and grade
CONTINGENT = 1_000  # per nation and zone
TOKEN = 1_000  # more for a contingent below the least
STEPS = 30  # of one per cent of an army; above, the slope stays
GRADES = {"fit": 0, "strained": 1, "unfit": 2}
FOLDER = pathlib.Path(__file__).resolve().parent.parent / "tests" / "fixtures" / "allocation"


class Whole:
    """The instance in whole people, what is locked taken off."""

    def __init__(self, instance):
        nations, zones = instance["nations"], instance["zones"]
        self.locked = {(l["nation"], l["zone"]): round(l["troops"]) for l in instance["locked"]}
        by_nation = [sum(t for (i, _), t in self.locked.items() if i == n) for n in range(len(nations))]
        by_zone = [sum(t for (_, j), t in self.locked.items() if j == z) for z in range(len(zones))]
        offer = [min(n["troops"], n["cap"] if n["cap"] is not None else n["troops"]) for n in nations]
        self.supply = [max(int(o) - by_nation[i], 0) for i, o in enumerate(offer)]
        self.need = [max(round(z["need"]) - by_zone[j], 0) for j, z in enumerate(zones)]
        self.priority = [round(100 * z["priority"]) for z in zones]
        self.load = [round(n["kept"]) + by_nation[i] for i, n in enumerate(nations)]
        self.army = [round(n["army"]) for n in nations]
        self.least = [min(round(instance["least"]), need) for need in self.need]
        self.pairs = {}
        for i in range(len(nations)):
            for j in range(len(zones)):
                grade = instance["fit"][i][j]
                barred = grade == "barred" or (grade == "unfit" and not instance["allow_unfit"])
                most = min(self.supply[i], self.need[j])
                if not barred and (i, j) not in self.locked and most > 0:
                    self.pairs[i, j] = (FIT * GRADES[grade], most)

    def steps(self, nation):
        """(people, slope) of each step of stretch that is still free."""
        army, load, left = self.army[nation], self.load[nation], self.supply[nation]
        for step in range(STEPS + 1):
            end = army * (step + 1) // 100 if step < STEPS else load + left
            width = min(end - load, left)
            if width > 0:
                yield width, 2 * step + 1
                load, left = load + width, left - width


def program(whole, held):
    """The program; with `held`, the weighted shortfall may not exceed it."""
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("random_seed", 1)
    infinity = highspy.kHighsInf
    columns = 0

    def column(cost, low, high, whole_number=False):
        nonlocal columns
        solver.addCol(float(cost), float(low), float(high), 0, [], [])
        if whole_number:
            solver.changeColIntegrality(columns, highspy.HighsVarType.kInteger)
        columns += 1
        return columns - 1

    def row(low, high, terms):
        index, value = [c for c, _ in terms], [float(v) for _, v in terms]
        solver.addRow(float(low), float(high), len(terms), index, value)

    rest = held is not None
    short = [column(0 if rest else p, 0, need) for p, need in zip(whole.priority, whole.need)]
    sent = {pair: column(cost if rest else 0, 0, most) for pair, (cost, most) in whole.pairs.items()}
    for j, need in enumerate(whole.need):
        row(need, need, [(short[j], 1)] + [(c, 1) for (_, z), c in sent.items() if z == j])
    for i, supply in enumerate(whole.supply):
        mine = [(c, 1) for (n, _), c in sent.items() if n == i]
        row(-infinity, supply, mine)
        if rest and mine:
            row(0, 0, mine + [(column(slope, 0, width), -1) for width, slope in whole.steps(i)])
    if rest:
        row(-infinity, held, [(c, p) for c, p in zip(short, whole.priority)])
        for (i, j), people in sent.items():
            most = whole.pairs[i, j][1]
            least = whole.least[j]
            used = column(CONTINGENT, 0, 1, True)
            row(-infinity, 0, [(people, 1), (used, -most)])
            if most < least:
                solver.changeColCost(used, float(CONTINGENT + TOKEN))
            elif least > 1:
                token = column(TOKEN, 0, 1, True)
                row(0, infinity, [(people, 1), (used, -least), (token, least)])
                row(0, infinity, [(used, 1), (token, -1)])
    return solver


def prove(instance, seconds, gap):
    whole = Whole(instance)
    first = program(whole, None)
    first.run()
    weighted = round(first.getInfo().objective_function_value)
    columns = list(first.getSolution().col_value)
    shortfall = round(sum(columns[: len(whole.need)]))
    second = program(whole, weighted)
    second.setOptionValue("time_limit", float(seconds))
    second.setOptionValue("mip_rel_gap", gap)
    began = time.perf_counter()
    second.run()
    took = time.perf_counter() - began
    info = second.getInfo()
    status = second.modelStatusToString(second.getModelStatus())
    mixed = bool(whole.pairs)
    return {
        "solver": "HiGHS " + second.version(),
        "status": status,
        "shortfall": shortfall,
        "weighted_shortfall": weighted,
        "rest": round(info.objective_function_value),
        "bound": round(info.mip_dual_bound, 1) if mixed else 0.0,
        "gap": round(info.mip_gap, 6) if mixed else 0.0,
        "nodes": info.mip_node_count,
        "seconds": round(took, 2),
    }


# --- the instances -----------------------------------------------------------


def nation(name, troops, army, kept=0, cap=None):
    return {"name": name, "troops": troops, "army": army, "kept": kept, "cap": cap}


def zone(name, need, priority=1):
    return {"name": name, "need": need, "priority": priority}


def instance(nations, zones, fit, locked=(), least=100, allow_unfit=False):
    return {
        "nations": nations,
        "zones": zones,
        "fit": fit,
        "locked": list(locked),
        "least": least,
        "allow_unfit": allow_unfit,
    }


def drawn(seed, nations, zones, supply, needs=(400, 6_000), strained=0.3, unfit=0.1, barred=0.0, **more):
    """Nations with armies as they are in Europe, zones of a few hundred to some thousand
    people, and troops that come to `supply` times the need."""
    dice = random.Random(seed)
    spread = lambda low, high: low * (high / low) ** dice.random()
    wanted = [int(spread(*needs)) for _ in range(zones)]
    armies = [int(spread(5_000, 120_000)) for _ in range(nations)]
    kept = [int(army * dice.uniform(0, 0.04)) for army in armies]
    share = supply * sum(wanted) / sum(armies)
    troops = [int(army * share * dice.uniform(0.6, 1.4)) for army in armies]

    def grade():
        turn = dice.random()
        for name, part in (("barred", barred), ("unfit", unfit), ("strained", strained)):
            if turn < part:
                return name
            turn -= part
        return "fit"

    fit = [[grade() for _ in range(zones)] for _ in range(nations)]
    priorities = more.pop("priorities", [1])
    return instance(
        [nation(f"N{i:02}", troops[i], armies[i], kept[i]) for i in range(nations)],
        [zone(f"Zone {j + 1}", need, dice.choice(priorities)) for j, need in enumerate(wanted)],
        fit,
        **more,
    )


def by_hand():
    return instance(
        [nation("DE", 4_000, 62_000, 1_000), nation("FR", 6_000, 77_000, 2_000), nation("IT", 2_000, 97_000, 5_000)],
        [zone("Line", 7_000), zone("Odesa", 3_000)],
        [["fit", "fit"], ["fit", "strained"], ["unfit", "fit"]],
    )


def example():
    armies = {"FR": 77_000, "GB": 75_000, "DE": 62_000, "PL": 90_000, "IT": 97_000, "NL": 19_000, "SE": 9_000, "ES": 72_000}
    kept = {"FR": 3_500, "GB": 2_500, "DE": 2_200, "PL": 1_800, "IT": 5_400, "NL": 700, "SE": 400, "ES": 2_600}
    needs = [9_400, 6_200, 5_100, 4_800, 3_900, 3_000, 2_600, 1_900, 1_400, 900, 700, 450]
    nations = [nation(name, round(0.10 * army - kept[name]), army, kept[name]) for name, army in armies.items()]
    fit = []
    for name in armies:
        lean = {"IT": "monitoring", "ES": "monitoring", "PL": "outside"}.get(name, "deterrence")
        deter = {"monitoring": "unfit", "outside": "strained"}.get(lean, "fit")
        watch = {"outside": "strained"}.get(lean, "fit")
        fit.append([deter if j % 3 == 0 else watch for j in range(len(needs))])
    return instance(nations, [zone(f"Zone {j + 1}", need) for j, need in enumerate(needs)], fit)


def with_locked():
    made = drawn(61, 12, 15, 1.1)
    # One unfit, one beyond what its nation has, one beyond what its zone needs.
    made["fit"][2][3] = "unfit"
    made["locked"] = [
        {"nation": 2, "zone": 3, "troops": 300},
        {"nation": 5, "zone": 0, "troops": made["nations"][5]["troops"] + 250},
        {"nation": 7, "zone": 8, "troops": made["zones"][8]["need"] + 40},
        {"nation": 0, "zone": 1, "troops": 150},
        {"nation": 1, "zone": 1, "troops": 0},
    ]
    return made


def alike():
    """Six nations and six zones that cannot be told apart, one of each with nothing."""
    nations = [nation(f"N{i}", 1_000, 10_000) for i in range(6)] + [nation("N6", 0, 0)]
    zones = [zone(f"Zone {j}", 1_000) for j in range(6)] + [zone("Zone 6", 0)]
    return instance(nations, zones, [["fit"] * 7 for _ in range(7)])


def nothing_to_do():
    made = drawn(81, 4, 3, 1.0)
    made["zones"] = [zone(z["name"], 0) for z in made["zones"]]
    return made


INSTANCES = {
    "hand_3x2": by_hand,
    "example_8x12": example,
    "tight_25x30": lambda: drawn(11, 25, 30, 0.9),
    "even_25x30": lambda: drawn(21, 25, 30, 1.08),
    "slack_25x30": lambda: drawn(31, 25, 30, 2.2),
    "small_zones_25x30": lambda: drawn(41, 25, 30, 1.5, needs=(120, 700), least=150),
    "priorities_20x15": lambda: drawn(51, 20, 15, 0.7, priorities=[0.5, 1, 1, 3]),
    "locked_12x15": with_locked,
    "unfit_15x20": lambda: drawn(71, 15, 20, 1.2, strained=0.3, unfit=0.4, barred=0.1, allow_unfit=True),
    "alike_7x7": alike,
    "nothing_4x3": nothing_to_do,
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", help="names, separated by commas")
    parser.add_argument("--seconds", type=float, default=300, help="longest time for each proof")
    parser.add_argument("--gap", type=float, default=1e-6, help="share of the rest to stop at")
    parser.add_argument("--time", action="store_true", help="only print, write nothing")
    chosen = parser.parse_args()
    for name in chosen.only.split(",") if chosen.only else INSTANCES:
        made = INSTANCES[name]()
        proof = prove(made, chosen.seconds, chosen.gap)
        print(name, proof, flush=True)
        if not chosen.time:
            FOLDER.mkdir(parents=True, exist_ok=True)
            text = json.dumps({"name": name, "instance": made, "proof": proof}, separators=(",", ":"))
            (FOLDER / f"{name}.json").write_text(text.replace('"proof"', '\n"proof"') + "\n")


if __name__ == "__main__":
    main()
