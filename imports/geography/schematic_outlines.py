#!/usr/bin/env python3
"""Writes communes-schematic.geojson: schematic outlines of the overseas communes.

Cells around the commune centres, cut by the GSHHG shoreline (and, for Guyane, its borders). They are drawings
for the demo, never real limits; the screen says so. Usage and licences: README.md beside this file.
"""

import json
import math
import sys
from collections import defaultdict
from pathlib import Path

import communes
from cells import cut
from coastline import UNITS, area_km2, inside, join, pieces, shortest_path, simplify, to_grid

# département: region asked of GMT, tolerance of the simplification in metres, smallest island kept in km².
TERRITORIES = {
    "971": ("-61.95/-60.95/15.75/16.6", 30, 0.15),
    "972": ("-61.3/-60.75/14.3/14.95", 18, 0.08),
    "973": ("-55/-51/1.5/6.5", 150, 3.0),
    "974": ("55.1/55.95/-21.5/-20.8", 22, 0.15),
    "976": ("44.9/45.4/-13.1/-12.5", 14, 0.08),
}
# Smaller than Terre-de-Haut (5 km²), an island cannot carry the centre of a commune.
INHABITED_KM2 = 4.0
# A centre moved ashore keeps this distance from the water, in grid units (about 440 metres).
SHORE = 400
# Mouths of the Maroni and of the Oyapock, where the land border of Guyane meets the sea.
MARONI, OYAPOCK = (-53.9647, 5.7650), (-51.6828, 4.0350)


def main(packages, target):
    features = []
    for departement in sorted(TERRITORIES):
        features += outlines(departement, [c for c in communes.current(packages) if c["departement"] == departement])
    target.write_text(document(features), encoding="utf-8")
    print(f"{len(features)} communes, {target.stat().st_size} bytes")


def outlines(departement, members):
    """The features of one département, in code order."""
    region, tolerance, smallest = TERRITORIES[departement]
    rings, paths = join(pieces(region, "-W1"))
    if departement == "973":
        rings.append(guyane(rings, paths))
    islands = [to_grid(simplify(ring, tolerance)) for ring in rings]
    islands = sorted((i for i in islands if len(i) > 3 and area_km2(i) >= smallest), key=area_km2, reverse=True)
    if departement == "973":
        islands = islands[:1]
    stretch = math.cos(math.radians(sum(c["lat"] for c in members) / len(members)))
    sites = [ashore((round(c["lon"] * UNITS), round(c["lat"] * UNITS)), islands, stretch) for c in members]
    home = [carrier(site, islands) for site in sites]
    parts = defaultdict(list)
    for number, island in enumerate(islands):
        carried = [n for n, where in enumerate(home) if where == number]
        if carried:
            for n, outer in cut(island, [sites[n] for n in carried], stretch).items():
                parts[carried[n]] += outer
        else:
            nearest = min(range(len(sites)), key=lambda n: min(math.dist(sites[n], p) for p in island))
            parts[nearest].append(island)
    check(departement, members, sites, parts)
    return [feature(commune, sites[n], parts[n]) for n, commune in enumerate(members)]


def ashore(site, islands, stretch):
    """The centre itself, or, when the drawn coast leaves it in the water, the nearest place with solid ground around."""
    if carrier(site, islands) is not None:
        return site
    for radius in range(10, 5000, 10):
        for step in range(64):
            angle = 2 * math.pi * step / 64
            moved = (round(site[0] + radius * math.cos(angle) / stretch), round(site[1] + radius * math.sin(angle)))
            where = carrier(moved, islands)
            if where is not None and min(math.dist(moved, p) for p in islands[where]) > SHORE:
                print(f"centre {site} moved ashore by {radius * 1.1:.0f} m")
                return moved
    raise ValueError(f"no ground near {site}")


def carrier(site, islands):
    """Number of the island a centre stands on, or None in the water and on an islet."""
    grounds = (n for n, island in enumerate(islands) if area_km2(island) >= INHABITED_KM2 and inside(site, island))
    return next(grounds, None)


def guyane(rings, paths):
    """Guyane from its mouths: the shore between the Maroni and the Oyapock, closed by the border."""
    shore = max(paths, key=len)
    west = min(range(len(shore)), key=lambda i: math.dist(shore[i], MARONI))
    # The bay of the Oyapock has two banks; the French one comes first when walking from the Maroni.
    step = 1 if shore[west][0] < shore[min(west + 200, len(shore) - 1)][0] else -1
    walk = shore[west::step]
    east = next(i for i, p in enumerate(walk) if math.dist(p, OYAPOCK) < 0.07)
    while math.dist(walk[east + 1], OYAPOCK) < math.dist(walk[east], OYAPOCK):
        east += 1
    border = shortest_path(pieces("-55.5/-51/1.5/6.2", "-N1"), OYAPOCK, MARONI)
    return walk[: east + 1] + border + [walk[0]]


def feature(commune, site, rings):
    polygons = [[[list(p) for p in ring + ring[:1]]] for ring in sorted(rings, key=area_km2, reverse=True)]
    simple = len(polygons) == 1
    return {
        "type": "Feature",
        "properties": {
            "code": commune["code"],
            "nom": commune["nom"],
            "population": commune["population"],
            "outline": "schematic",
            "centre": [site[0] / UNITS, site[1] / UNITS],
        },
        "geometry": {
            "type": "Polygon" if simple else "MultiPolygon",
            "coordinates": polygons[0] if simple else polygons,
        },
    }


def document(features):
    """One feature per line, coordinates with the digits they need."""

    def degrees(value):
        if isinstance(value, int):
            return value / UNITS
        return [degrees(part) for part in value]

    lines = []
    for one in features:
        one["geometry"]["coordinates"] = degrees(one["geometry"]["coordinates"])
        lines.append(json.dumps(one, ensure_ascii=False, separators=(",", ":")))
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"


def check(departement, members, sites, parts):
    """Refuses a département whose outlines cross, overlap or miss their centre."""
    sides = {}
    for n, rings in parts.items():
        if not any(inside(sites[n], ring) for ring in rings):
            raise ValueError(f"{members[n]['nom']}: the centre is outside its outline")
        for ring in rings:
            for side in zip(ring, ring[1:] + ring[:1]):
                if side in sides:
                    raise ValueError(f"{departement}: a side is used twice in one direction at {side}")
                sides[side] = n
    bins = defaultdict(list)
    for p, q in {tuple(sorted(side)) for side in sides}:
        for x in range(min(p[0], q[0]) // 2000, max(p[0], q[0]) // 2000 + 1):
            for y in range(min(p[1], q[1]) // 2000, max(p[1], q[1]) // 2000 + 1):
                bins[(x, y)].append((p, q))
    for lines in bins.values():
        for i, (a, b) in enumerate(lines):
            for c, d in lines[i + 1 :]:
                if len({a, b, c, d}) == 4 and cross_or_touch(a, b, c, d):
                    raise ValueError(f"{departement}: sides cross near {a}")


def cross_or_touch(a, b, c, d):
    """Whether two segments of the grid without a common end share a point; exact, integers only."""

    def turn(p, q, r):
        value = (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])
        return (value > 0) - (value < 0)

    if max(a[0], b[0]) < min(c[0], d[0]) or max(c[0], d[0]) < min(a[0], b[0]):
        return False
    if max(a[1], b[1]) < min(c[1], d[1]) or max(c[1], d[1]) < min(a[1], b[1]):
        return False
    return turn(a, b, c) * turn(a, b, d) <= 0 and turn(c, d, a) * turn(c, d, b) <= 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: schematic_outlines.py NODE_MODULES TARGET.geojson")
    main(Path(sys.argv[1]), Path(sys.argv[2]))
