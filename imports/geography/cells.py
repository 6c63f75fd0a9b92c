"""Cuts one island into the Voronoi cells of the points it carries, as faces of a planar graph.

Everything lives on the integer grid of `coastline`: a border between two cells is made of the same grid
points on both sides, so neighbours neither overlap nor leave a gap.
"""

import math
from collections import defaultdict

from coastline import area2, inside


def voronoi_edges(sites, stretch):
    """Edges between nearest-site cells: (left site, right site, start, end), ends in grid coordinates (floats).

    `stretch` is the cosine of the latitude: distances are taken on the ground. The end of an edge is the
    circumcentre of three sites, computed from the same sorted triple for each of the three edges that meet there.
    """
    plane = [(x * stretch, y) for x, y in sites]

    def circumcentre(triple):
        (ax, ay), (bx, by), (cx, cy) = (plane[i] for i in sorted(triple))
        d = 2 * (ax * (by - cy) + bx * (cy - ay) + cx * (ay - by))
        a, b, c = ax * ax + ay * ay, bx * bx + by * by, cx * cx + cy * cy
        return (a * (by - cy) + b * (cy - ay) + c * (ay - by)) / d, (a * (cx - bx) + b * (ax - cx) + c * (bx - ax)) / d

    edges = []
    for i in range(len(plane)):
        for j in range(i + 1, len(plane)):
            (ax, ay), (bx, by) = plane[i], plane[j]
            mx, my, dx, dy = (ax + bx) / 2, (ay + by) / 2, -(by - ay), bx - ax
            low, high, low_k, high_k = -1e3, 1e3, None, None
            for k in range(len(plane)):
                if k in (i, j):
                    continue
                nx, ny = plane[k][0] - ax, plane[k][1] - ay
                gap = ((plane[k][0] ** 2 + plane[k][1] ** 2) - (ax * ax + ay * ay)) / 2 - (mx * nx + my * ny)
                slope = dx * nx + dy * ny
                if slope > 0 and gap / slope < high:
                    high, high_k = gap / slope, k
                elif slope < 0 and gap / slope > low:
                    low, low_k = gap / slope, k
                elif slope == 0 and gap < 0:
                    low, high = 1.0, 0.0
            if low >= high:
                continue
            start = (mx + dx * low, my + dy * low) if low_k is None else circumcentre((i, j, low_k))
            end = (mx + dx * high, my + dy * high) if high_k is None else circumcentre((i, j, high_k))
            # Walking along (dx, dy), site i lies on the left.
            edges.append((i, j, (start[0] / stretch, start[1]), (end[0] / stretch, end[1])))
    return edges


def crossing(a, b, c, d):
    """Parameters (along ab, along cd) where two segments cross, or None."""
    rx, ry, sx, sy = b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]
    cross = rx * sy - ry * sx
    if cross == 0:
        return None
    t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / cross
    u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / cross
    return (t, u) if 0 <= t <= 1 and 0 <= u <= 1 else None


def arrangement(ring, edges):
    """Directed segments of the planar graph: {(point, point): site on the left or None}. The sea has no entry."""
    sides, cuts = {}, defaultdict(list)
    for left, right, start, end in edges:
        stops = [(0.0, None), (1.0, None)]
        for index, (a, b) in enumerate(zip(ring, ring[1:] + ring[:1])):
            hit = crossing(start, end, a, b)
            if hit:
                point = (round(start[0] + hit[0] * (end[0] - start[0])), round(start[1] + hit[0] * (end[1] - start[1])))
                stops.append((hit[0], point))
                cuts[index].append((hit[1], point))
        stops.sort(key=lambda stop: stop[0])
        for (t, p), (u, q) in zip(stops, stops[1:]):
            middle = tuple(start[k] + (t + u) / 2 * (end[k] - start[k]) for k in (0, 1))
            if not inside(middle, ring):
                continue
            p = p or tuple(round(v) for v in start)
            q = q or tuple(round(v) for v in end)
            if p != q:
                sides[(p, q)] = left
                sides[(q, p)] = right
    for index, (a, b) in enumerate(zip(ring, ring[1:] + ring[:1])):
        chain = [a] + [point for _, point in sorted(cuts[index])] + [b]
        for p, q in zip(chain, chain[1:]):
            if p != q:
                sides.setdefault((p, q), None)
    return sides


def faces(sides):
    """Faces of the graph as (site, ring): each ring keeps its face on the left."""
    outgoing = defaultdict(list)
    for p, q in sides:
        outgoing[p].append(q)
    for p, heads in outgoing.items():
        heads.sort(key=lambda q: math.atan2(q[1] - p[1], q[0] - p[0]))
    # At a crossing the next side of the face on the left is the first one met turning clockwise from where
    # we come; a shoreline point met once has one way on.
    result, left = [], set(sides)
    while left:
        first = min(left)
        ring, site, here = [], None, first
        while here in left:
            left.remove(here)
            ring.append(here[0])
            site = site if sides[here] is None else sides[here]
            p, q = here
            back = math.atan2(p[1] - q[1], p[0] - q[0])
            heads = outgoing[q]
            turn = lambda r: (back - math.atan2(r[1] - q[1], r[0] - q[0])) % (2 * math.pi) or 2 * math.pi
            here = (q, min(heads, key=turn))
        result.append((site, ring))
    return result


def cut(ring, sites, stretch):
    """Cuts a counter-clockwise ring between the sites it contains. Returns {site number: [outer rings]}.

    A piece cut off from its own site by a bay joins the neighbour it shares the longest border with, so that a
    commune has one piece per island.
    """
    if len(sites) == 1:
        return {0: [ring]}
    found = faces(arrangement(ring, voronoi_edges(sites, stretch)))
    owner = {n: site for n, (site, outline) in enumerate(found) if inside(sites[site], outline)}
    edge_face = {(p, q): n for n, (_, outline) in enumerate(found) for p, q in zip(outline, outline[1:] + outline[:1])}
    while len(owner) < len(found):
        for n, (_, outline) in enumerate(found):
            if n in owner:
                continue
            shared = defaultdict(float)
            for p, q in zip(outline, outline[1:] + outline[:1]):
                other = owner.get(edge_face.get((q, p)))
                if other is not None:
                    shared[other] += math.dist(p, q)
            if shared:
                owner[n] = max(shared, key=lambda site: (shared[site], -site))
    return dissolve(found, owner)


def dissolve(found, owner):
    """Joins the faces of one owner: sides used in both directions disappear."""
    result = {}
    for site in set(owner.values()):
        sides = {}
        for n, (_, outline) in enumerate(found):
            if owner[n] == site:
                for side in zip(outline, outline[1:] + outline[:1]):
                    if sides.pop(side[::-1], None) is None:
                        sides[side] = site
        rings = [outline for _, outline in faces(sides)]
        if any(area2(outline) <= 0 for outline in rings):
            raise ValueError(f"a cell of site {site} has a hole: choose other sites or a finer coast")
        result[site] = rings
    return result
