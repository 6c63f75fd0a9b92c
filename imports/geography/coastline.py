"""Reads the shoreline and borders that GMT prints, and joins them into closed rings.

GMT cuts the shoreline at whole degrees: the pieces share their end points exactly, so they are joined
on equal coordinates. This module knows nothing of communes.
"""

import heapq
import math
import subprocess
from collections import defaultdict

# Grid of the committed file: 1e-5 degree is about one metre.
UNITS = 100_000


def pieces(region, *options):
    """The polylines `gmt coast` prints for a region (west/east/south/north), as lists of (lon, lat)."""
    command = ["gmt", "coast", f"-R{region}", "-Df", "-M", "--GMT_HISTORY=false", *options]
    lines, current = [], None
    for line in subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines():
        if line.startswith(">"):
            current = []
            lines.append(current)
        elif line.strip():
            lon, lat = line.split()[:2]
            current.append((float(lon), float(lat)))
    return [line for line in lines if len(line) > 1]


def join(lines):
    """Joins pieces that share an end point. Returns (closed rings, open paths)."""
    rings = [line for line in lines if line[0] == line[-1]]
    rest = [line for line in lines if line[0] != line[-1]]
    paths = []
    while rest:
        path = rest.pop()
        grown = True
        while grown and path[0] != path[-1]:
            grown = False
            for index, line in enumerate(rest):
                if line[0] == path[-1]:
                    path = path + line[1:]
                elif line[-1] == path[-1]:
                    path = path + line[-2::-1]
                elif line[-1] == path[0]:
                    path = line[:-1] + path
                elif line[0] == path[0]:
                    path = line[:0:-1] + path
                else:
                    continue
                rest.pop(index)
                grown = True
                break
        (rings if path[0] == path[-1] else paths).append(path)
    return rings, paths


def shortest_path(lines, start, end):
    """The shortest way along the lines from the vertex nearest `start` to the one nearest `end`.

    Where three countries meet, one border ends beside a vertex of the others (80 metres away): a loose end is
    tied to the nearest vertex of another line when there is one within a hundredth of a degree.
    """
    ways = defaultdict(set)
    for line in lines:
        for a, b in zip(line, line[1:]):
            ways[a].add(b)
            ways[b].add(a)
    for end_point in [line[k] for line in lines for k in (0, -1)]:
        if len(ways[end_point]) == 1:
            others = [p for line in lines if end_point not in line for p in line]
            tie = min(others, key=lambda p: math.dist(p, end_point))
            if math.dist(tie, end_point) < 0.01:
                ways[end_point].add(tie)
                ways[tie].add(end_point)
    source, target = (min(ways, key=lambda q: math.dist(q, place)) for place in (start, end))
    queue, before = [(0.0, source, None)], {}
    while queue:
        length, here, origin = heapq.heappop(queue)
        if here in before:
            continue
        before[here] = origin
        if here == target:
            break
        for there in ways[here] - before.keys():
            heapq.heappush(queue, (length + math.dist(here, there), there, here))
    path = [target]
    while before[path[-1]] is not None:
        path.append(before[path[-1]])
    return path[::-1]


def simplify(ring, tolerance_m):
    """Douglas-Peucker on a closed ring, distances in metres; keeps the ring closed and oriented."""
    lat0 = math.radians(sum(p[1] for p in ring) / len(ring))
    metres = [(p[0] * 111_320 * math.cos(lat0), p[1] * 110_574) for p in ring]
    far = max(range(len(ring)), key=lambda i: math.dist(metres[0], metres[i]))
    keep = {0, far, len(ring) - 1}
    stack = [(0, far), (far, len(ring) - 1)]
    while stack:
        first, last = stack.pop()
        (ax, ay), (bx, by) = metres[first], metres[last]
        length = math.dist((ax, ay), (bx, by)) or 1.0
        worst, where = tolerance_m, None
        for i in range(first + 1, last):
            px, py = metres[i]
            if (ax, ay) == (bx, by):
                distance = math.dist((px, py), (ax, ay))
            else:
                distance = abs((bx - ax) * (ay - py) - (ax - px) * (by - ay)) / length
            if distance > worst:
                worst, where = distance, i
        if where is not None:
            keep.add(where)
            stack += [(first, where), (where, last)]
    return [ring[i] for i in sorted(keep)]


def to_grid(ring):
    """A closed ring on the integer grid, counter-clockwise, without repeated points; the closing point is dropped."""
    points = []
    for lon, lat in ring:
        point = (round(lon * UNITS), round(lat * UNITS))
        if not points or points[-1] != point:
            points.append(point)
    if points[0] == points[-1]:
        points.pop()
    return points if area2(points) > 0 else points[::-1]


def area2(points):
    """Twice the signed area of a ring, in grid units; positive when counter-clockwise."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1]))


def area_km2(points):
    """Area of a ring of the integer grid in square kilometres (good enough to drop rocks)."""
    lat = math.radians(sum(p[1] for p in points) / len(points) / UNITS)
    return abs(area2(points)) / 2 / UNITS**2 * 111.32 * math.cos(lat) * 110.574


def inside(point, ring):
    """Whether a point is strictly inside a ring (even-odd rule)."""
    x, y = point
    result = False
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1]):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            result = not result
    return result
