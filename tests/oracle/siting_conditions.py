"""Siting under every condition, written down anew as mixed-integer programs and solved by CBC (Forrest and others):
reads instances as JSON, writes the optimal value of each, or null where nothing keeps the conditions.

A case holds `minutes` (places x sites, null where there is no way), `pupils`, `sites` (capacity, cost, is_existing,
is_satellite, has_boarding, is_inter_level, duty, unit), `units` (code, is_border), `model` and `rules`.
"""

import json
import math
import os
import sys

# The solver writes to standard output of its own accord; what it writes goes to standard error.
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)

import pulp

SATELLITE_CUT = 0.4
BOARDING_SHARE = 0.8


def conditions_on_sites(problem, case, open_site):
    sites, rules = case["sites"], case["rules"]
    for index, site in enumerate(sites):
        if site["duty"] == "open":
            problem += open_site[index] == 1
        if site["duty"] == "closed":
            problem += open_site[index] == 0
    new = [index for index, site in enumerate(sites) if not site["is_existing"]]
    if rules.get("most_open") is not None:
        problem += pulp.lpSum(open_site) <= rules["most_open"]
    if rules.get("most_new") is not None:
        problem += pulp.lpSum(open_site[index] for index in new) <= rules["most_new"]
    if rules.get("budget") is not None:
        problem += pulp.lpSum(sites[index]["cost"] * open_site[index] for index in new) <= rules["budget"]
    goals_of_the_programme(problem, case, open_site)


def goals_of_the_programme(problem, case, open_site):
    sites, rules = case["sites"], case["rules"]
    if rules.get("satellite_cut"):
        points = [index for index, site in enumerate(sites) if site["is_satellite"] and site["is_existing"]]
        closed = pulp.lpSum(1 - open_site[index] for index in points)
        problem += closed >= math.ceil(SATELLITE_CUT * len(points) - 1e-9)
    if rules.get("boarding_communes"):
        has = pulp.LpVariable.dicts("boarding", range(len(case["units"])), cat="Binary")
        for number, unit in enumerate(case["units"]):
            there = [i for i, site in enumerate(sites) if site["has_boarding"] and site["unit"] == unit["code"]]
            problem += has[number] <= pulp.lpSum(open_site[index] for index in there)
        problem += pulp.lpSum(has.values()) >= math.floor(BOARDING_SHARE * len(case["units"]) + 1e-9) + 1
    if rules.get("border_boarding"):
        for unit in case["units"]:
            if unit["is_border"]:
                there = [i for i, site in enumerate(sites) if site["is_inter_level"] and site["unit"] == unit["code"]]
                problem += pulp.lpSum(open_site[index] for index in there) >= 1


def value(case):
    model, rules, sites = case["model"], case["rules"], case["sites"]
    sense = pulp.LpMaximize if model == "mclp" else pulp.LpMinimize
    problem = pulp.LpProblem("siting", sense)
    open_site = [pulp.LpVariable(f"open_{index}", cat="Binary") for index in range(len(sites))]
    conditions_on_sites(problem, case, open_site)
    limit = rules.get("most_minutes")
    is_whole = rules.get("keep_together", False)
    share, minutes_of = {}, {}
    for place, row in enumerate(case["minutes"]):
        if case["pupils"][place] <= 0:
            continue
        for index, minutes in enumerate(row):
            if minutes is not None and (limit is None or minutes <= limit):
                cat = "Binary" if is_whole else "Continuous"
                share[place, index] = pulp.LpVariable(f"share_{place}_{index}", 0, 1, cat=cat)
                minutes_of[place, index] = minutes
                problem += share[place, index] <= open_site[index]
    longest = pulp.LpVariable("longest", 0)
    covered = []
    for place, pupils in enumerate(case["pupils"]):
        if pupils <= 0:
            continue
        own = [key for key in share if key[0] == place]
        if model == "mclp":
            is_covered = pulp.LpVariable(f"covered_{place}", 0, 1)
            problem += pulp.lpSum(share[key] for key in own) == is_covered
            covered.append(pupils * is_covered)
        else:
            problem += pulp.lpSum(share[key] for key in own) == 1
    if rules.get("keep_capacities"):
        for index, site in enumerate(sites):
            if site["capacity"] is not None:
                there = [key for key in share if key[1] == index]
                taken = pulp.lpSum(case["pupils"][key[0]] * share[key] for key in there)
                problem += taken <= site["capacity"]
    if model == "p-center":
        for key in share:
            goes = pulp.LpVariable(f"goes_{key[0]}_{key[1]}", cat="Binary")
            problem += share[key] <= goes
            problem += longest >= minutes_of[key] * goes
    problem.setObjective({
        "lscp": pulp.lpSum(open_site),
        "mclp": pulp.lpSum(covered),
        "p-median": pulp.lpSum(case["pupils"][key[0]] * minutes_of[key] * share[key] for key in share),
        "p-center": longest + 0,
    }[model])
    status = problem.solve(pulp.PULP_CBC_CMD(msg=False, gapRel=0, gapAbs=0))
    if status == pulp.LpStatusInfeasible:
        return None
    assert status == pulp.LpStatusOptimal, pulp.LpStatus[status]
    return pulp.value(problem.objective)


json.dump([value(case) for case in json.load(sys.stdin)], answers)
answers.flush()
