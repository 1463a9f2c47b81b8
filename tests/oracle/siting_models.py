"""The models of siting by PySAL spopt: reads instances as JSON, writes the optimal values of each."""

import json
import os
import sys
import warnings

warnings.filterwarnings("ignore")

# The solver writes to standard output of its own accord; what it writes goes to standard error.
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)

import numpy
import pulp
from spopt.locate import LSCP, MCLP, PCenter, PMedian


def objective(model):
    solved = model.solve(pulp.HiGHS(msg=False, gapRel=0))
    if solved.problem.status != pulp.LpStatusOptimal:
        return None
    return pulp.value(solved.problem.objective)


def values(case):
    minutes = numpy.array(case["minutes"], dtype=float)
    pupils = numpy.array(case["pupils"], dtype=float)
    capacities = numpy.array(case["capacities"], dtype=float)
    limit, sites = case["most_minutes"], case["most_open"]
    capacitated = {"demand_quantity_arr": pupils, "facility_capacity_arr": capacities}
    return {
        "lscp": objective(LSCP.from_cost_matrix(minutes, limit)),
        "lscp-capacities": objective(LSCP.from_cost_matrix(minutes, limit, **capacitated)),
        "mclp": objective(MCLP.from_cost_matrix(minutes, pupils, limit, sites)),
        "p-median": objective(PMedian.from_cost_matrix(minutes, pupils, sites)),
        "p-median-capacities": objective(
            PMedian.from_cost_matrix(minutes, pupils, sites, facility_capacities=capacities)
        ),
        "p-center": objective(PCenter.from_cost_matrix(minutes, sites)),
    }


json.dump([values(case) for case in json.load(sys.stdin)], answers)
answers.flush()
