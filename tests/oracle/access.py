"""Travel times computed again: networks by NetworkX and SciPy, terrain by Tobler's function and SciPy.

Reads a question as JSON from standard input and writes the answer to standard output. Distances are GeographicLib's.
"""

import json
import math
import sys

import networkx
import numpy
from geographiclib.geodesic import Geodesic
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components, dijkstra
from scipy.spatial import cKDTree


def metres(a, b):
    return Geodesic.WGS84.Inverse(a[1], a[0], b[1], b[0])["s12"]


def geocentric(places):
    lon, lat = numpy.radians(numpy.array(places)).T
    e2 = (2 - 1 / 298.257223563) / 298.257223563
    normal = 6378137.0 / numpy.sqrt(1 - e2 * numpy.sin(lat) ** 2)
    return numpy.column_stack([
        normal * numpy.cos(lat) * numpy.cos(lon),
        normal * numpy.cos(lat) * numpy.sin(lon),
        normal * (1 - e2) * numpy.sin(lat),
    ])


def network(question):
    """Nodes: vertices within 1 m; ends that touch a line split it. Minutes between the given vertices."""
    vertices, pieces, ends = [], [], []
    for road in question["roads"]:
        first = len(vertices)
        vertices += road["line"]
        last = len(vertices) - 1
        pieces += [(v, v + 1, road) for v in range(first, last)]
        ends += [first, last]
    at = geocentric(vertices)
    near = cKDTree(at).query_pairs(1.0, output_type="ndarray")
    joins = coo_matrix((numpy.ones(len(near)), (near[:, 0], near[:, 1])), shape=(len(at), len(at)))
    node = connected_components(joins, directed=False)[1]
    splits = {}
    starts = at[[p[0] for p in pieces]]
    along = at[[p[1] for p in pieces]] - starts
    lengths = (along**2).sum(axis=1)
    for end in ends:
        share = ((at[end] - starts) * along).sum(axis=1) / lengths
        foot = starts + along * numpy.clip(share, 0, 1)[:, None]
        touched = numpy.nonzero(((at[end] - foot) ** 2).sum(axis=1) <= 1.0)[0]
        for index in touched:
            a, b, _ = pieces[index]
            if node[end] not in (node[a], node[b]) and 0 < share[index] < 1:
                splits.setdefault(index, []).append((share[index], end))
    graph = networkx.DiGraph()

    def edge(a, b, road):
        if node[a] == node[b]:
            return
        minutes = metres(vertices[a], vertices[b]) * 60 / (road["speed_kmh"] * 1000)
        for u, v in [(a, b)] + ([] if road["is_one_way"] else [(b, a)]):
            known = graph.get_edge_data(node[u], node[v])
            if known is None or known["minutes"] > minutes:
                graph.add_edge(node[u], node[v], minutes=minutes)

    for index, (a, b, road) in enumerate(pieces):
        chain = [a] + [end for _, end in sorted(splits.get(index, []))] + [b]
        for u, v in zip(chain, chain[1:]):
            edge(u, v, road)
    asked = [node[v] for v in question["vertices"]]
    by_networkx = []
    for a in asked:
        found = networkx.single_source_dijkstra_path_length(graph, a, weight="minutes") if a in graph else {a: 0.0}
        by_networkx.append([found.get(b) for b in asked])
    rows, columns, minutes = zip(*((u, v, data["minutes"]) for u, v, data in graph.edges(data=True)))
    matrix = coo_matrix((minutes, (rows, columns)), shape=(len(at), len(at))).tocsr()
    found = dijkstra(matrix, directed=True, indices=asked)[:, asked]
    by_scipy = [[m if math.isfinite(m) else None for m in row] for row in found.tolist()]
    return {"networkx": by_networkx, "scipy": by_scipy, "splits": sum(map(len, splits.values()))}


MOVES = [(dx, dy) for dx in range(-2, 3) for dy in range(-2, 3) if math.gcd(dx, dy) == 1]


def turn(a, b, c):
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def cross(a, b, c, d):
    return turn(a, b, c) * turn(a, b, d) <= 0 and turn(c, d, a) * turn(c, d, b) <= 0


def terrain(question):
    """Minutes between the given cells, over sixteen moves from each."""
    width, height = question["width"], question["height"]
    heights, friction = question["heights"], question["friction"]
    west, north, size = question["west"], question["north"], question["cell"]
    rivers = [pair for river in question["rivers"] for pair in zip(river, river[1:])]

    def centre(x, y):
        return (west + (x + 0.5) * size, north - (y + 0.5) * size)

    rows, columns, minutes, blocked = [], [], [], 0
    for y in range(height):
        lengths = {move: metres(centre(0, y), centre(move[0], y + move[1])) for move in MOVES}
        for x in range(width):
            for (dx, dy), length in lengths.items():
                if not (0 <= x + dx < width and 0 <= y + dy < height):
                    continue
                here, there = centre(x, y), centre(x + dx, y + dy)
                if any(cross(here, there, a, b) for a, b in rivers):
                    blocked += 1
                    continue
                a, b = y * width + x, (y + dy) * width + x + dx
                slope = (heights[b] - heights[a]) / length
                kmh = 6 * math.exp(-3.5 * abs(slope + 0.05)) * 0.6
                if friction:
                    # Minutes a level kilometre takes, in place of those of open ground off paths.
                    crossed = [a, b]
                    if abs(dx) + abs(dy) == 3:
                        ways = [(dx // 2, 0), (dx // 2, dy)] if abs(dx) == 2 else [(0, dy // 2), (dx, dy // 2)]
                        crossed += [(y + v) * width + x + u for u, v in ways]
                    level = sum(friction[cell] for cell in crossed) / len(crossed)
                    kmh *= (60 / level) / (6 * math.exp(-3.5 * 0.05) * 0.6)
                rows.append(a)
                columns.append(b)
                minutes.append(length / 1000 / kmh * 60)
    cells = width * height
    matrix = coo_matrix((minutes, (rows, columns)), shape=(cells, cells)).tocsr()
    asked = [y * width + x for x, y in question["cells"]]
    found = dijkstra(matrix, directed=True, indices=asked)[:, asked]
    return {"minutes": [[m if math.isfinite(m) else None for m in row] for row in found.tolist()], "blocked": blocked}


question = json.load(sys.stdin)
json.dump({"network": network, "terrain": terrain}[question["kind"]](question), sys.stdout)
