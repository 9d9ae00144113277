"""Writes data files and their sidecars so that a rerun gives the same bytes."""

import csv
import hashlib
import io
import json

COMMAND = "python3 scripts/derive_atlas.py --only "


def number(value, places):
    """A coordinate as text: rounded, without idle zeros."""
    text = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


def coordinates(nested, places):
    """Nested coordinate lists as compact JSON."""
    if isinstance(nested[0], (list, tuple)):
        return "[" + ",".join(coordinates(part, places) for part in nested) + "]"
    return "[" + ",".join(number(value, places) for value in nested[:2]) + "]"


def geojson(path, features, places=4):
    """Writes (properties, geometry) pairs as a FeatureCollection, one feature a line."""
    rows = []
    for properties, geometry in features:
        shape = geometry.__geo_interface__
        rows.append(
            '{"type":"Feature","properties":'
            + json.dumps(properties, ensure_ascii=False, separators=(",", ":"))
            + f',"geometry":{{"type":"{shape["type"]}","coordinates":'
            + coordinates(shape["coordinates"], places)
            + "}}"
        )
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(rows) + "\n]}\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def table(path, header, rows):
    """Writes a CSV file: UTF-8, LF, quotes only where needed."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.getvalue().encode())


def sidecar(path, step, count, *, source, version, member, producer, licence, date, note, **more):
    """Writes `<file>.source.json` beside a data file."""
    facts = {
        "file": path.name,
        "source": source,
        "version": version,
        "path": member,
        "producer": producer,
        "licence": licence,
        "date": date,
        "command": COMMAND + step if step else "written by hand",
        "features": count,
        "note": note,
        **more,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
    }
    text = json.dumps(facts, ensure_ascii=False, indent=2) + "\n"
    path.with_name(path.name + ".source.json").write_bytes(text.encode())


NATURAL_EARTH = dict(producer="Natural Earth (naturalearthdata.com)", licence="public domain")


def figures(_shelf, root):
    """Sidecars of the figures encoded by hand."""
    folder = root / "data" / "atlas-figures"
    path = folder / "oblasts.csv"
    rows = list(csv.DictReader(path.open(encoding="utf-8")))
    sidecar(
        path, None, len(rows),
        source="State Statistics Service of Ukraine, as quoted by the sources named in the file (S38, S39, S40)",
        version="1 January 2022; Crimea and Sevastopol 1 January 2014", member="not from a package",
        producer="State Statistics Service of Ukraine", licence="facts; official statistics",
        date="2022-01-01",
        note="Pre-war population. Areas are official land register areas and differ from the drawn outlines.",
        population_total=sum(int(row["population"]) for row in rows),
        area_total_km2=sum(int(row["area_km2"]) for row in rows),
    )
