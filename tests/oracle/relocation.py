"""Relocation computed again: slopes, what is shut out, scores and areas with NumPy, PROJ and GEOS; weights with NumPy's
eigenvectors; who moves where with SciPy's milp and, through PuLP, with CBC.

Reads a question as JSON from standard input and writes the answer to standard output.
"""

import heapq
import json
import math
import sys
import warnings

import numpy
import pulp
import pyproj
import shapely
from geographiclib.geodesic import Geodesic
from scipy.optimize import Bounds, LinearConstraint, milp
from shapely.geometry import shape

A = 6378137.0
F = 1 / 298.257223563
E2 = F * (2 - F)
LONGEST_EDGE_M = 2000.0


def cell_sizes(grid):
    """Width and height of the cells of each row, by the radii of curvature of the ellipsoid."""
    lat = numpy.radians(grid["north"] - (numpy.arange(grid["height"]) + 0.5) * grid["cell_height"])
    under = 1 - E2 * numpy.sin(lat) ** 2
    east = numpy.radians(A / numpy.sqrt(under) * numpy.cos(lat))
    north = numpy.radians(A * (1 - E2) / under**1.5)
    return grid["cell_width"] * east, grid["cell_height"] * north


def heights_on(grid, raster):
    """The mean of the raster's cells in each cell; not a number outside it."""
    parts = round(grid["cell_width"] / raster["cell_width"])
    values = numpy.array([numpy.nan if v is None else v for v in raster["values"]], dtype=float)
    values = values.reshape(raster["height"], raster["width"])
    first_column = round((grid["west"] - raster["west"]) / raster["cell_width"])
    first_row = round((raster["north"] - grid["north"]) / raster["cell_height"])
    wide, tall = grid["width"] * parts, grid["height"] * parts
    whole = numpy.full((tall, wide), numpy.nan)
    rows = numpy.arange(tall) + first_row
    columns = numpy.arange(wide) + first_column
    in_rows = (rows >= 0) & (rows < raster["height"])
    in_columns = (columns >= 0) & (columns < raster["width"])
    whole[numpy.ix_(in_rows, in_columns)] = values[numpy.ix_(rows[in_rows], columns[in_columns])]
    blocks = whole.reshape(grid["height"], parts, grid["width"], parts)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # a cell without any height
        return numpy.nanmean(blocks, axis=(1, 3))


def horn(grid, z):
    """Slope in degrees; not a number at the edge."""
    width, height = cell_sizes(grid)
    slope = numpy.full(z.shape, numpy.nan)
    nw, n, ne = z[:-2, :-2], z[:-2, 1:-1], z[:-2, 2:]
    w, e = z[1:-1, :-2], z[1:-1, 2:]
    sw, s, se = z[2:, :-2], z[2:, 1:-1], z[2:, 2:]
    dx = ((ne + 2 * e + se) - (nw + 2 * w + sw)) / (8 * width[1:-1, None])
    dy = ((sw + 2 * s + se) - (nw + 2 * n + ne)) / (8 * height[1:-1, None])
    slope[1:-1, 1:-1] = numpy.degrees(numpy.arctan(numpy.sqrt(dx**2 + dy**2)))
    return slope


def fallen_on(grid, z, is_source, ratio, farthest):
    """Cells within a distance of a source from which the fall is at least a share of the distance."""
    width, height = cell_sizes(grid)
    rows, columns = z.shape
    reached = numpy.zeros(z.shape, dtype=bool)
    across, down = int(farthest / width.min()) + 1, int(farthest / height.min()) + 1
    for dy in range(-down, down + 1):
        for dx in range(-across, across + 1):
            if (dx, dy) == (0, 0):
                continue
            distance = numpy.sqrt((dx * width) ** 2 + (dy * height) ** 2)[:, None]
            from_rows = slice(max(0, -dy), rows - max(0, dy))
            to_rows = slice(max(0, dy), rows - max(0, -dy))
            from_columns = slice(max(0, -dx), columns - max(0, dx))
            to_columns = slice(max(0, dx), columns - max(0, -dx))
            falls = z[from_rows, from_columns] - z[to_rows, to_columns] >= ratio * distance[from_rows]
            near = distance[from_rows] <= farthest
            reached[to_rows, to_columns] |= is_source[from_rows, from_columns] & near & falls
    return reached


def dense(line):
    """The line with geodesic positions so that no edge is longer than two kilometres."""
    found = [line[0]]
    for (lon1, lat1), (lon2, lat2) in zip(line, line[1:]):
        way = Geodesic.WGS84.Inverse(lat1, lon1, lat2, lon2)
        parts = max(1, math.ceil(way["s12"] / LONGEST_EDGE_M))
        for part in range(1, parts):
            at = Geodesic.WGS84.Direct(lat1, lon1, way["azi1"], way["s12"] * part / parts)
            found.append((at["lon2"], at["lat2"]))
        found.append((lon2, lat2))
    return found


def distances(geometries, to_plane, lon, lat, x, y):
    """Metres in the plane from each place to the nearest geometry; 0 inside an area."""
    flat, areas = [], []
    for geometry in geometries:
        for part in getattr(geometry, "geoms", [geometry]):
            if part.geom_type == "Point":
                flat.append(shapely.Point(to_plane(part.x, part.y)))
                continue
            lines = [part] if part.geom_type == "LineString" else [part.exterior, *part.interiors]
            for line in lines:
                xs, ys = to_plane(*zip(*dense([c[:2] for c in line.coords])))
                flat.append(shapely.LineString(list(zip(xs, ys))))
            if part.geom_type == "Polygon":
                areas.append(part)
    tree = shapely.STRtree(flat)
    _, found = tree.query_nearest(shapely.points(x, y), return_distance=True, all_matches=False)
    for area in areas:
        shapely.prepare(area)
        found = numpy.where(shapely.intersects_xy(area, lon, lat), 0.0, found)
    return found


def border(units):
    """Edges of border units that no other unit shares."""
    def edges(unit):
        for part in getattr(unit, "geoms", [unit]):
            for ring in [part.exterior, *part.interiors]:
                yield from zip(ring.coords, ring.coords[1:])

    shapes = [(shape(unit["geometry"]), unit["is_border"]) for unit in units]
    count = {}
    for unit, _ in shapes:
        for a, b in edges(unit):
            count[frozenset((a, b))] = count.get(frozenset((a, b)), 0) + 1
    return [shapely.LineString([a, b]) for unit, is_border in shapes if is_border
            for a, b in edges(unit) if count[frozenset((a, b))] == 1]


def ground(question):
    grid, limits = question["grid"], question["limits"]
    width, height = cell_sizes(grid)
    columns, rows = grid["width"], grid["height"]
    z = heights_on(grid, question["elevation"])
    slope = horn(grid, z)
    lon = (grid["west"] + (numpy.arange(columns) + 0.5) * grid["cell_width"])[None, :].repeat(rows, 0)
    lat = (grid["north"] - (numpy.arange(rows) + 0.5) * grid["cell_height"])[:, None].repeat(columns, 1)
    asked = numpy.zeros(z.shape, dtype=bool)
    for unit in question["units"]:
        if unit["code"] == question["unit"]:
            asked |= shapely.intersects_xy(shape(unit["geometry"]), lon, lat)
    project = pyproj.Transformer.from_crs("EPSG:4326", pyproj.CRS.from_proj4(question["proj"]), always_xy=True)
    at = asked.nonzero()
    x, y = project.transform(lon[at], lat[at])
    metres = {}
    themes = {theme: [shape(g) for g in shapes] for theme, shapes in question["themes"].items()}
    themes["border"] = border(question["units"])
    for theme, shapes in themes.items():
        metres[theme] = numpy.full(z.shape, numpy.inf)
        metres[theme][at] = distances(shapes, project.transform, lon[at], lat[at], x, y)
    middle = rows // 2
    half_diagonal = math.hypot(width[middle], height[middle]) / 2
    with numpy.errstate(invalid="ignore"):
        is_source = slope >= limits["source_slope_degrees"]
        ratio = 10 ** (-0.085 * math.log10(limits["slide_volume_m3"]) - 0.047)
        above = max(limits["steep_upslope_m"], 2 * half_diagonal)
        shut_out = [
            metres["hazard"] <= limits["hazard_margin_m"] + question["hazard_accuracy_m"] + half_diagonal,
            fallen_on(grid, z, is_source, ratio, limits["run_out_m"]),
            fallen_on(grid, z, is_source, sys.float_info.min, above),
            slope > limits["slope_degrees"],
            metres["river"] <= limits["river_m"],
            metres["forest"] <= half_diagonal,
            metres["border"] <= limits["border_strip_m"],
            metres["road"] > limits["road_m"],
            numpy.isnan(slope),
        ]
    bits = sum((reason & asked).astype(int) << bit for bit, reason in enumerate(shut_out))
    score = numpy.zeros(z.shape)
    for one in question["criteria"]:
        measured = slope if one["theme"] == "slope" else metres[one["theme"]]
        score += one["weight"] * numpy.clip((one["worst"] - measured) / (one["worst"] - one["best"]), 0, 1)
    score[~asked | (bits != 0)] = numpy.nan
    found = grow(grid, score.ravel(), question, project.transform)
    clean = [None if math.isnan(s) else s for s in score.ravel().tolist()]
    return {"bits": bits.ravel().tolist(), "scores": clean, "areas": found,
            "slopes": [None if math.isnan(s) else s for s in slope.ravel().tolist()]}


def grow(grid, score, question, to_plane):
    """The areas: around each village first, then the best anywhere."""
    options = question["areas"]
    columns, rows = grid["width"], grid["height"]
    width, height = cell_sizes(grid)
    size = numpy.repeat(width * height, columns)
    parts = numpy.rint(numpy.nan_to_num(score, nan=-1.0) * 1e9).astype(int)
    fit = [c for c in range(len(score)) if score[c] >= options["least_score"]]
    fit.sort(key=lambda c: (-parts[c], c))
    place = {c: to_plane(grid["west"] + (c % columns + 0.5) * grid["cell_width"],
                         grid["north"] - (c // columns + 0.5) * grid["cell_height"]) for c in fit}
    taken, seeds, areas = set(), [], []

    def grown(seed):
        waiting, seen, cells, area = [(-parts[seed], seed)], {seed}, [], 0.0
        while waiting:
            _, cell = heapq.heappop(waiting)
            if cells and area + size[cell] > options["most_ha"] * 1e4:
                break
            area += size[cell]
            cells.append(cell)
            column = cell % columns
            beside = [cell - columns, cell + columns] + [cell - 1] * (column > 0) + [cell + 1] * (column + 1 < columns)
            for other in beside:
                is_free = 0 <= other < len(score) and other not in taken and other not in seen
                if is_free and score[other] >= options["least_score"]:
                    seen.add(other)
                    heapq.heappush(waiting, (-parts[other], other))
        return cells, area

    def take(candidates, most):
        for seed in candidates:
            if most == 0:
                return
            apart = all(math.dist(place[seed], other) >= options["spacing_m"] for other in seeds)
            if seed in taken or not apart:
                continue
            cells, area = grown(seed)
            if area >= options["least_ha"] * 1e4:
                taken.update(cells)
                seeds.append(place[seed])
                areas.append((cells, area))
                most -= 1

    for village in question["villages"]:
        at = to_plane(*village)
        take([c for c in fit if math.dist(place[c], at) <= options["reach_km"] * 1000], options["each"])
    take(fit, max(0, options["most"] - len(areas)))
    found = []
    for cells, area in areas:
        boxes = [shapely.box(grid["west"] + (c % columns) * grid["cell_width"],
                             grid["north"] - (c // columns + 1) * grid["cell_height"],
                             grid["west"] + (c % columns + 1) * grid["cell_width"],
                             grid["north"] - (c // columns) * grid["cell_height"]) for c in cells]
        outline = shapely.union_all(shapely.set_precision(boxes, 1e-10))
        drawn = [shape(one) for one in question["drawn"]]
        apart = min(outline.symmetric_difference(shapely.set_precision(one, 1e-10)).area for one in drawn)
        found.append({"score": float(score[cells].mean()), "area_m2": float(area), "apart": apart / outline.area})
    found.sort(key=lambda one: -one["score"])
    return found[: options["most"]]


def weights(question):
    """The principal eigenvector and eigenvalue of each matrix."""
    answers = []
    for matrix in question["matrices"]:
        values, vectors = numpy.linalg.eig(numpy.array(matrix))
        first = numpy.argmax(values.real)
        vector = numpy.abs(vectors[:, first].real)
        answers.append({"weights": (vector / vector.sum()).tolist(), "eigenvalue": float(values[first].real)})
    return answers


def pairs_of(instance):
    sites = len(instance["capacity"])
    return [(c, s, instance["minutes"][c * sites + s]) for c in range(len(instance["households"]))
            for s in range(sites) if instance["minutes"][c * sites + s] is not None]


def by_scipy(instance):
    """Fewest households left behind, then least minutes × people: two integer programs."""
    pairs, households = pairs_of(instance), numpy.array(instance["households"])
    count = len(pairs) + len(households)
    once = numpy.zeros((len(households), count))
    room = numpy.zeros((len(instance["capacity"]), count))
    for index, (c, s, _) in enumerate(pairs):
        once[c, index] = 1
        room[s, index] = households[c]
    once[:, len(pairs):] = numpy.eye(len(households))
    left = numpy.concatenate([numpy.zeros(len(pairs)), households])
    travel = numpy.array([m * instance["people"][c] for c, _, m in pairs] + [0.0] * len(households))
    rules = [LinearConstraint(once, 1, 1), LinearConstraint(room, -numpy.inf, instance["capacity"])]
    kinds = {"integrality": numpy.ones(count), "bounds": Bounds(0, 1), "options": {"mip_rel_gap": 0}}
    first = milp(left, constraints=rules, **kinds)
    fewest = round(first.fun)
    second = milp(travel, constraints=[*rules, LinearConstraint(left[None, :], -numpy.inf, fewest)], **kinds)
    return {"left": fewest, "travel": float(second.fun)}


def by_cbc(instance):
    pairs, households = pairs_of(instance), instance["households"]
    move = {(c, s): pulp.LpVariable(f"m{c}_{s}", cat="Binary") for c, s, _ in pairs}
    stay = [pulp.LpVariable(f"s{c}", cat="Binary") for c in range(len(households))]
    left = pulp.lpSum(h * v for h, v in zip(households, stay))
    travel = pulp.lpSum(m * instance["people"][c] * move[c, s] for c, s, m in pairs)

    def solve(objective, most):
        problem = pulp.LpProblem("moves", pulp.LpMinimize)
        problem += objective
        for c in range(len(households)):
            problem += pulp.lpSum(v for (one, _), v in move.items() if one == c) + stay[c] == 1
        for s, capacity in enumerate(instance["capacity"]):
            problem += pulp.lpSum(households[c] * v for (c, one), v in move.items() if one == s) <= capacity
        if most is not None:
            problem += left <= most
        problem.solve(pulp.PULP_CBC_CMD(msg=False, gapRel=0))
        return pulp.value(problem.objective) or 0.0

    fewest = round(solve(left, None))
    return {"left": fewest, "travel": solve(travel, fewest)}


def assignment(question):
    return [{"scipy": by_scipy(one), "cbc": by_cbc(one)} for one in question["instances"]]


question = json.load(sys.stdin)
json.dump({"ground": ground, "weights": weights, "assignment": assignment}[question["kind"]](question), sys.stdout)
