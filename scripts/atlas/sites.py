"""Airports, seaports and nuclear power plants of Ukraine."""

import csv
import io
import json

from . import packages, write

AIRPORT_NAMES = {"UKDB": "Berdiansk Airport", "UKWW": "Vinnytsia International Airport"}

# Code of the port → its Ukrainian name in Latin letters and in Ukrainian.
PORTS = {
    "UABGD": ("Bilhorod-Dnistrovskyi", "Білгород-Дністровський"), "UAERD": ("Berdiansk", "Бердянськ"),
    "UAILK": ("Chornomorsk", "Чорноморськ"), "UAFEO": ("Feodosiia", "Феодосія"), "UAIZM": ("Izmail", "Ізмаїл"),
    "UAKEH": ("Kerch", "Керч"), "UAKHE": ("Kherson", "Херсон"), "UAKIA": ("Kiliia", "Кілія"),
    "UAMPW": ("Mariupol", "Маріуполь"), "UANIK": ("Mykolaiv", "Миколаїв"), "UAODS": ("Odesa", "Одеса"),
    "UASVP": ("Sevastopol", "Севастополь"), "UASKD": ("Skadovsk", "Скадовськ"), "UAYAL": ("Yalta", "Ялта"),
    "UAYUZ": ("Pivdennyi", "Південний"),
}
# River ports in the package that no sea-going ship reaches.
RENI = "Reni"

# The town of each plant, its plant, and how far the plant stands from the town's point.
PLANTS = [
    ("Varash", "Rivne NPP", "Рівненська АЕС", 4, "operating", 51.3245, 25.8965),
    ("Netishyn", "Khmelnytskyi NPP", "Хмельницька АЕС", 2, "operating", 50.3023, 26.6483),
    ("Pivdennoukrainsk", "South Ukraine NPP", "Південноукраїнська АЕС", 3, "operating", 47.8120, 31.2200),
    ("Enerhodar", "Zaporizhzhia NPP", "Запорізька АЕС", 6, "shut down, occupied since March 2022", 47.5119, 34.5859),
    ("Chornobyl", "Chornobyl NPP", "Чорнобильська АЕС", 0, "closed in 2000", 51.3890, 30.0994),
]


def derive(shelf, root):
    """Writes airports, seaports and nuclear plants."""
    folder = root / "data" / "map"
    airports(shelf, folder / "airports.csv")
    seaports(shelf, folder / "seaports.csv", folder / "settlements.csv")
    plants(folder / "nuclear-plants.csv", folder / "settlements.csv")


def airports(shelf, path):
    """Airports of Ukraine that have an IATA code."""
    text = shelf.read(packages.AIRPORTS, "airportsdata/airports.csv").decode()
    rows = []
    for row in csv.DictReader(io.StringIO(text)):
        if row["country"] == "UA" and row["iata"]:
            name = AIRPORT_NAMES.get(row["icao"], row["name"])
            rows.append([name, row["iata"], row["icao"], write.number(float(row["lon"]), 4), write.number(float(row["lat"]), 4), "UA"])
    rows.sort(key=lambda r: r[1])
    write.table(path, ["name", "iata", "icao", "lon", "lat", "country"], rows)
    write.sidecar(
        path, "sites", len(rows), source=packages.AIRPORTS.label(), version=packages.AIRPORTS.version,
        member="airportsdata/airports.csv", producer="airportsdata by Mike Borsetti and contributors", licence="MIT",
        date="2026-09-05",
        note="Airports of Ukraine with an IATA code, Crimea and Sevastopol included (Sevastopol carries the ICAO code URFB "
        "in the source). Closed to civil traffic since 24 February 2022; several are destroyed.",
    )


def settlement_points(path):
    """Name → (lon, lat, GeoNames id) of the settlements of Ukraine; the largest of a name wins."""
    found = {}
    for row in csv.DictReader(path.open(encoding="utf-8")):
        if row["country"] == "UA":
            found.setdefault(row["name"], (row["lon"], row["lat"], row["geonames"]))
    return found


def seaports(shelf, path, settlements):
    """Seaports of Ukraine; Reni, missing in the package, stands at its town."""
    layer = json.loads(shelf.read(packages.PORTS, "searoute-1.6.0/searoute/data/ports.geojson"))
    rows = {}
    for feature in layer["features"]:
        code = feature["properties"]["port"]
        if feature["properties"].get("cty") == "Ukraine" and code in PORTS:
            lon, lat = feature["geometry"]["coordinates"]
            rows[code] = [*PORTS[code], code, write.number(lon, 4), write.number(lat, 4), "UA", packages.PORTS.label()]
    lon, lat, number = settlement_points(settlements)[RENI]
    rows["UARNI"] = [RENI, "Рені", "UARNI", lon, lat, "UA", f"GeoNames {number}: the town, not the quay"]
    write.table(path, ["name", "name_uk", "code", "lon", "lat", "country", "from"], [rows[code] for code in sorted(rows)])
    write.sidecar(
        path, "sites", len(rows), source=packages.PORTS.label() + "; Reni from " + packages.CITIES.label(),
        version=f"{packages.PORTS.version}; {packages.CITIES.version}", member="searoute/data/ports.geojson",
        producer="Genthalili (searoute) after Eurostat; GeoNames", licence="Apache-2.0; Reni CC BY 4.0, credit GeoNames",
        date="2026-01-01",
        note="Names mended to Ukrainian ones. River ports (Kyiv, Kharkiv, Poltava, Chernihiv, Dnipro, Zaporizhzhia) left out. "
        "Reni is missing in the package and stands at its town. Positions of some ports are off by one or two kilometres.",
    )


def plants(path, settlements):
    """The nuclear power plants, near the town that GeoNames gives."""
    towns = settlement_points(settlements)
    rows = []
    for town, name, name_uk, units, state, lat, lon in PLANTS:
        number = towns[town][2] if town in towns else ""
        rows.append([name, name_uk, write.number(lon, 4), write.number(lat, 4), units, state, town, number, "R"])
    header = ["name", "name_uk", "lon", "lat", "units", "state", "town", "town_geonames", "basis"]
    write.table(path, header, rows)
    write.sidecar(
        path, "sites", len(rows), source="written by hand; towns from " + packages.CITIES.label(),
        version=packages.CITIES.version, member="package/dist/cities500.txt", producer="Cordon; GeoNames",
        licence="facts; towns CC BY 4.0, credit GeoNames", date="2024-12-01",
        note="Positions of the plants are recalled (basis R) to about half a kilometre and were compared with the town "
        "that GeoNames gives: the four that have one lie within 7 km of it; Chornobyl has none there. Zaporizhzhia has six units, all shut down.",
    )
