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


class Cells:
    """The grid that is walked over, its heights and the rivers on it."""

    def __init__(self, question):
        self.width, self.height = question["width"], question["height"]
        self.heights, self.friction = question["heights"], question["friction"]
        self.west, self.north, self.size = question["west"], question["north"], question["cell"]
        self.rivers = [pair for river in question["rivers"] for pair in zip(river, river[1:])]
        self.blocked = 0

    def centre(self, x, y):
        return (self.west + (x + 0.5) * self.size, self.north - (y + 0.5) * self.size)

    def of(self, at):
        return math.floor((at[0] - self.west) / self.size), math.floor((self.north - at[1]) / self.size)

    def is_inside(self, x, y):
        return 0 <= x < self.width and 0 <= y < self.height

    def meets_river(self, a, b):
        return any(cross(a, b, c, d) for c, d in self.rivers)

    def level(self, cells):
        """Minutes a level kilometre takes, in place of those of open ground off paths."""
        if not self.friction:
            return 60 / (6 * math.exp(-3.5 * 0.05) * 0.6)
        return sum(self.friction[cell] for cell in cells) / len(cells)

    def moves(self):
        """Every move that no river stops: from, to, minutes."""
        for y in range(self.height):
            lengths = {move: metres(self.centre(0, y), self.centre(move[0], y + move[1])) for move in MOVES}
            for x in range(self.width):
                for (dx, dy), length in lengths.items():
                    if not self.is_inside(x + dx, y + dy):
                        continue
                    if self.meets_river(self.centre(x, y), self.centre(x + dx, y + dy)):
                        self.blocked += 1
                        continue
                    a, b = y * self.width + x, (y + dy) * self.width + x + dx
                    crossed = [a, b]
                    if abs(dx) + abs(dy) == 3:
                        ways = [(dx // 2, 0), (dx // 2, dy)] if abs(dx) == 2 else [(0, dy // 2), (dx, dy // 2)]
                        crossed += [(y + v) * self.width + x + u for u, v in ways]
                    slope = (self.heights[b] - self.heights[a]) / length
                    steeper = math.exp(3.5 * (abs(slope + 0.05) - 0.05))
                    yield a, b, length / 1000 * self.level(crossed) * steeper

    def step_in(self, at):
        """The cell whose middle is reached from a position over no river, and the minutes there."""
        def leg(x, y):
            if not self.is_inside(x, y) or self.meets_river(at, self.centre(x, y)):
                return None
            cell = y * self.width + x
            return metres(at, self.centre(x, y)) / 1000 * self.level([cell]), cell

        x, y = self.of(at)
        own = leg(x, y)
        around = [leg(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        return own or min((one for one in around if one), default=None)


def shortest(steps, count, asked):
    rows, columns, minutes = zip(*steps)
    matrix = coo_matrix((minutes, (rows, columns)), shape=(count, count)).tocsr()
    return dijkstra(matrix, directed=True, indices=asked)[:, asked]


def known(found):
    return [[m if math.isfinite(m) else None for m in row] for row in found.tolist()]


def terrain(question):
    """Minutes between the given cells, over sixteen moves from each."""
    cells = Cells(question)
    asked = [y * cells.width + x for x, y in question["cells"]]
    found = shortest(cells.moves(), cells.width * cells.height, asked)
    return {"minutes": known(found), "blocked": cells.blocked}


def combined(question):
    """Minutes between places, on foot over the terrain and by vehicle along roads, changing at any vertex of a road.

    Vertices of roads that are the same position are one node; a place on a vertex starts there, and every place steps into
    a cell. Two places in one cell may walk straight to each other.
    """
    cells = Cells(question)
    count = cells.width * cells.height
    nodes, steps = {}, list(cells.moves())
    for road in question["roads"]:
        line = [tuple(at) for at in road["line"]]
        for at in line:
            nodes.setdefault(at, count + len(nodes))
        for a, b in zip(line, line[1:]):
            minutes = metres(a, b) * 60 / (road["speed_kmh"] * 1000)
            steps.append((nodes[a], nodes[b], minutes))
            if not road["is_one_way"]:
                steps.append((nodes[b], nodes[a], minutes))
    least = {}
    for a, b, minutes in steps:
        least[a, b] = min(minutes, least.get((a, b), math.inf))
    places = [tuple(at) for at in question["places"]]
    first = count + len(nodes)
    for at, node in nodes.items():
        entered = cells.step_in(at)
        if entered:
            least[node, entered[1]] = least[entered[1], node] = entered[0]
    for number, at in enumerate(places):
        doors = [cells.step_in(at)] + ([(0.0, nodes[at])] if at in nodes else [])
        for minutes, node in filter(None, doors):
            # SciPy takes a step of no minutes for none at all.
            least[first + number, node] = least[node, first + number] = max(minutes, 1e-300)
    steps = [(a, b, minutes) for (a, b), minutes in least.items()]
    asked = [first + number for number in range(len(places))]
    found = shortest(steps, first + len(places), asked)
    for a, b in numpy.ndindex(found.shape):
        if cells.of(places[a]) == cells.of(places[b]) and not cells.meets_river(places[a], places[b]):
            walk = metres(places[a], places[b]) * question["detour_factor"] * 60 / (question["walking_kmh"] * 1000)
            found[a, b] = min(found[a, b], walk)
    return {"minutes": known(found), "nodes": len(nodes)}


question = json.load(sys.stdin)
kinds = {"network": network, "terrain": terrain, "combined": combined}
json.dump(kinds[question["kind"]](question), sys.stdout)
