#!/usr/bin/env python3
"""Writes the outlines of the world's maps, data/outlines.txt.

    scripts/outlines.py COUNTRIES

COUNTRIES is the file countries-110m.json of the npm package world-atlas: Natural Earth's countries
at 1:110 million as TopoJSON. Nothing is downloaded; the same input gives the same file, byte for
byte.

A line of the table is a line of the map: `land`, the outline of a piece of land or of a lake in it
(closed: its first point is also its last), or `border`, between two countries. Then come longitude
and latitude of its points in hundredths of a degree, each as the difference from the point before.
What lies across the 180th meridian goes on beyond it: its longitudes are above 180 or below -180.
"""

import json
import sys
from collections import defaultdict
from pathlib import Path

HALF = 180_00
SOUTH = -90_00
OUT = Path(__file__).resolve().parent.parent / "data/outlines.txt"
HEAD = "# Made by scripts/outlines.py from Natural Earth's countries 1:110m. Its docstring tells the format.\n"


def arcs_of(topology):
    """The arcs of a topology as lists of points in hundredths of a degree."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((round((x * sx + tx) * 100), round((y * sy + ty) * 100)))
        yield points


def rings_of(geometry):
    """The rings of a geometry and what it is made of, as lists of arc numbers."""
    if geometry["type"] == "GeometryCollection":
        return [ring for part in geometry["geometries"] for ring in rings_of(part)]
    if geometry["type"] == "MultiPolygon":
        return [ring for polygon in geometry["arcs"] for ring in polygon]
    return geometry["arcs"]


def line_of(numbers, arcs):
    """Arcs joined end to end, the same point never twice in a row; ~n is arc n from its end."""
    points = []
    for number in numbers:
        for point in arcs[number] if number >= 0 else reversed(arcs[~number]):
            if not points or points[-1] != point:
                points.append(point)
    return points


def unrolled(points):
    """A line that jumps from one edge of the map to the other, going on beyond the edge instead."""
    out, shift, before = [], 0, None
    for x, y in points:
        if before is not None and abs(x - before) > HALF:
            shift += 2 * HALF if x < before else -2 * HALF
        before = x
        out.append((x + shift, y))
    return out


def closed(ring):
    """A ring that ends where it begins: the one around a pole takes the pole in."""
    (first, _), (last, _) = ring[0], ring[-1]
    if first == last:
        return ring
    return [*ring, (last, SOUTH), (first, SOUTH), ring[0]]


def borders_of(topology):
    """The numbers of the arcs that two countries share, in order."""
    sides = defaultdict(set)
    for at, country in enumerate(topology["objects"]["countries"]["geometries"]):
        for ring in rings_of(country):
            for number in ring:
                sides[number if number >= 0 else ~number].add(at)
    return sorted(number for number, countries in sides.items() if len(countries) > 1)


def written(kind, points):
    before = (0, 0)
    numbers = []
    for point in points:
        numbers += [point[0] - before[0], point[1] - before[1]]
        before = point
    return f"{kind} {' '.join(map(str, numbers))}\n"


def main(arguments):
    if len(arguments) != 1:
        sys.exit(__doc__)
    topology = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    arcs = list(arcs_of(topology))
    land = [closed(unrolled(line_of(ring, arcs))) for ring in rings_of(topology["objects"]["land"])]
    borders = [unrolled(line_of([number], arcs)) for number in borders_of(topology)]
    lines = [written("land", ring) for ring in land] + [written("border", line) for line in borders]
    OUT.write_text(HEAD + "".join(lines), encoding="utf-8")
    points = sum(map(len, land)), sum(map(len, borders))
    print(f"{len(land)} outlines of {points[0]} points, {len(borders)} borders of {points[1]}")


if __name__ == "__main__":
    main(sys.argv[1:])
