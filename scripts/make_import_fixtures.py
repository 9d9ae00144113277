"""Makes tests/fixtures/import: the same square in every format and coordinate system, and
files that are wrong in the ways that files are; and src/import/crs/cases.rs, definitions of
coordinate systems with a position by PROJ.

The tests use the bytes that are committed; this program says where they come from. Made with
pyproj 3.7.2, pyshp 3.1.6, pyogrio 0.13.0, geopandas 1.2.0 and shapely 2.2.0 from PyPI:
python scripts/make_import_fixtures.py
"""

import json
import shutil
import sqlite3
import struct
import tempfile
import zipfile
from pathlib import Path

import geopandas
import shapefile
from pyproj import CRS
from pyproj.aoi import AreaOfInterest
from pyproj.transformer import TransformerGroup
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, mapping
from shapely.ops import transform

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "tests" / "fixtures" / "import"
UKRAINE = AreaOfInterest(22, 44, 41, 53)

# A square of half a degree east of Poltava with a hole, a belt along the Vorskla, a site.
NAME, ROLE = "Північний сектор оборони", "deterrent-sector"
SQUARE = Polygon(
    [(34.5, 49.5), (35.0, 49.5), (35.0, 50.0), (34.5, 50.0)],
    [[(34.7, 49.7), (34.7, 49.8), (34.8, 49.8), (34.8, 49.7)]],
)
BELT = LineString([(34.2, 49.2), (34.5, 49.35), (35.1, 49.3)])
SITE = Point(34.55, 49.59)
NAMES = [NAME, "Лінія спостереження «Ворскла»", "Об’єкт Ґ-7, м. Полтава"]
ROLES = [ROLE, "monitored-line", "site"]
EPOCH = (1980, 1, 1, 0, 0, 0)


def moved(shape, code):
    """The shape in another coordinate system, by the best way that PROJ knows for Ukraine."""
    if code == 4326:
        return shape
    group = TransformerGroup(4326, code, always_xy=True, area_of_interest=UKRAINE)
    return transform(group.transformers[0].transform, shape)


# Codes in the dialect of well-known text in which GIS programs write them.
SYSTEMS = [
    (4326, "WKT1_ESRI"), (4326, "WKT2_2019"), (3857, "WKT1_ESRI"), (3857, "WKT1_GDAL"), (32636, "WKT1_ESRI"),
    (32637, "WKT1_GDAL"), (25836, "WKT2_2019"), (3035, "WKT1_ESRI"), (3034, "WKT1_ESRI"), (28406, "WKT1_ESRI"),
    (28467, "WKT1_GDAL"), (5564, "WKT1_ESRI"), (5568, "WKT2_2019"), (5575, "WKT1_ESRI"), (5582, "WKT1_ESRI"),
    (6386, "WKT1_ESRI"), (2587, "WKT1_ESRI"), (4284, "WKT1_ESRI"), (5561, "WKT1_ESRI"), (2180, "WKT1_ESRI"),
    (23036, "WKT1_ESRI"),
]
# Those that Cordon knows by their definition alone and not by their code.
WITHOUT_CODE = {2180, 23036}


def positions_by_proj():
    """The place 36.25, 50.0 in each system, for the tests of the transformation."""
    lines = [
        "/// Code, well-known text and the place 36.25, 50.0 by PROJ 9 (pyproj).",
        "#[rustfmt::skip]",
        '#[allow(clippy::unreadable_literal, reason = "positions as PROJ gives them")]',
        "const CASES: &[(u32, &str, f64, f64)] = &[",
    ]
    for code, dialect in SYSTEMS:
        group = TransformerGroup(4326, code, always_xy=True, area_of_interest=UKRAINE)
        x, y = group.transformers[0].transform(36.25, 50.0)
        known = 0 if code in WITHOUT_CODE else code
        lines.append(f'    ({known}, r#"{CRS(code).to_wkt(dialect)}"#, {x!r}, {y!r}),')
    (ROOT / "src" / "import" / "crs" / "cases.rs").write_text("\n".join(lines) + "\n];\n")


def packed(target, parts):
    """A ZIP archive with a fixed date, so that it is the same bytes every time."""
    with zipfile.ZipFile(FOLDER / target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)


def feature(shape, name, role):
    return {"type": "Feature", "properties": {"name": name, "role": role}, "geometry": mapping(shape)}


def square_as_geojson():
    features = [feature(SQUARE, NAME, ROLE)]
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
    (FOLDER / "square.geojson").write_text(text + "\n", encoding="utf-8")
    records = [feature(shape, name, role) for shape, name, role in zip([SQUARE, BELT, SITE], NAMES, ROLES)]
    lines = [json.dumps(record, ensure_ascii=False) for record in records]
    (FOLDER / "square.geojsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    pretty = [json.dumps(record, ensure_ascii=False, indent=1) for record in records]
    (FOLDER / "square.geojsons").write_text("".join(f"\x1e{record}\n" for record in pretty), encoding="utf-8")
    broken = [lines[0], lines[1][:60], lines[2]]
    (FOLDER / "bad_record.geojsonl").write_text("\n".join(broken) + "\n", encoding="utf-8")
    projected = feature(moved(SQUARE, 32636), NAME, ROLE)
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32636"}}
    text = json.dumps({"type": "FeatureCollection", "crs": crs, "features": [projected]}, ensure_ascii=False)
    (FOLDER / "utm_36n.geojson").write_text(text + "\n", encoding="utf-8")


def ring_text(ring):
    return " ".join(f"{x},{y},0" for x, y in ring.coords)


def kml(body):
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2">\n'
        f"<Document><name>Зони &amp; об’єкти</name>\n{body}</Document></kml>\n"
    )


def square_as_kml():
    polygon = (
        f"<Polygon><outerBoundaryIs><LinearRing><coordinates>\n{ring_text(SQUARE.exterior)}\n"
        "</coordinates></LinearRing></outerBoundaryIs><innerBoundaryIs><LinearRing>"
        f"<coordinates>{ring_text(SQUARE.interiors[0])}</coordinates></LinearRing></innerBoundaryIs></Polygon>"
    )
    data = '<ExtendedData><Data name="role"><value>{}</value></Data></ExtendedData>'
    belt = " ".join(f"{x},{y}" for x, y in BELT.coords)
    body = (
        f"<Folder><name>Сектори</name><Placemark id=\"a\"><name><![CDATA[{NAME}]]></name>"
        f"{data.format(ROLE)}{polygon}</Placemark></Folder>\n"
        f"<Placemark><name>{NAMES[1]}</name>{data.format(ROLES[1])}"
        f"<LineString><coordinates>{belt}</coordinates></LineString></Placemark>\n"
        f"<Placemark><name>{NAMES[2]}</name>{data.format(ROLES[2])}"
        f"<Point><coordinates>{SITE.x}, {SITE.y}</coordinates></Point></Placemark>\n"
        "<NetworkLink><Link><href>http://example.org/more.kml</href></Link></NetworkLink>\n"
    )
    text = kml(body)
    (FOLDER / "square.kml").write_text(text, encoding="utf-8")
    (FOLDER / "square_1251.kml").write_bytes(
        text.replace('encoding="UTF-8"', 'encoding="windows-1251"').encode("cp1251")
    )
    packed("square.kmz", {"doc.kml": text.encode(), "files/icon.png": b"\x89PNG"})
    (FOLDER / "bad_cut.kml").write_text(text[: len(text) // 2], encoding="utf-8")
    bomb = "<!DOCTYPE kml [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]>" + kml(
        "<Placemark><name>&b;x</name><Point><coordinates>34,49</coordinates></Point></Placemark>"
    ).split("\n", 1)[1]
    (FOLDER / "bad_entities.kml").write_text(bomb, encoding="utf-8")
    (FOLDER / "bad_nesting.kml").write_text("<kml>" + "<Folder>" * 300, encoding="utf-8")
    stray = kml(
        "<Placemark><name>A</name><LineString><coordinates>34,49 oops 35,50</coordinates></LineString></Placemark>"
        "<Placemark><name>B</name><Model/></Placemark>"
    )
    (FOLDER / "bad_tuple.kml").write_text(stray, encoding="utf-8")


def square_as_gpx():
    points = "".join(f'<trkpt lat="{y}" lon="{x}"><ele>120</ele></trkpt>' for x, y in SQUARE.exterior.coords)
    route = "".join(f'<rtept lat="{y}" lon="{x}"/>' for x, y in BELT.coords)
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" creator="hand" xmlns="http://www.topografix.com/GPX/1/1">\n'
        "<metadata><name>Об’їзд</name><time>2024-12-01T08:00:00Z</time></metadata>\n"
        f'<wpt lat="{SITE.y}" lon="{SITE.x}"><name>{NAMES[2]}</name></wpt>\n'
        f"<rte><name>{NAMES[1]}</name>{route}</rte>\n"
        f"<trk><name>{NAME}</name><trkseg>{points}</trkseg></trk>\n</gpx>\n"
    )
    (FOLDER / "square.gpx").write_text(text, encoding="utf-8")
    (FOLDER / "bad_point.gpx").write_text(
        '<gpx version="1.1"><wpt lat="north" lon="34"><name>A</name></wpt><wpt lat="49" lon="34"/></gpx>\n'
    )


def square_as_csv():
    rows = [(f'"{shape.wkt}"', name, role) for shape, name, role in zip([SQUARE, BELT, SITE], NAMES, ROLES)]
    lines = ["WKT,name,role"] + [",".join(row[:1] + (f'"{row[1]}"', row[2])) for row in rows]
    (FOLDER / "square.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    table = "Назва;Широта;Довгота;Мешканців\r\nПолтава;49,59;34,55;279593\r\nГадяч;50,37;33,99;22851\r\n"
    (FOLDER / "points_1251.csv").write_bytes(table.encode("cp1251"))
    (FOLDER / "bad_cell.csv").write_text("name,lon,lat\nA,34.5,49.5\nB,east,49\nC,,\nD,500,49\n")
    (FOLDER / "bad_columns.csv").write_text("name,people\nA,1\n")
    (FOLDER / "bad_wkt.csv").write_text("id,wkt\n1,POINT (34 49)\n2,POINT (34\n")
    (FOLDER / "utm_36n.csv").write_text(f'id,geom\n7,"SRID=32636;{moved(SQUARE, 32636).wkt}"\n')


def parts_of_shapefile(shape, code, encoding, prj=True, cpg=True, names=(NAME, ROLE)):
    """The parts of a shapefile with one feature."""
    folder = Path(tempfile.mkdtemp())
    try:
        writer = shapefile.Writer(str(folder / "a"), shapeType=shapefile.POLYGON, encoding=encoding)
        writer.field("name", "C", 80)
        writer.field("role", "C", 40)
        writer.field("area_ha", "N", 18, 2)
        writer.shape(mapping(shape))
        writer.record(names[0], names[1], 12.5)
        writer.close()
        parts = {ending: (folder / f"a.{ending}").read_bytes() for ending in ("shp", "shx", "dbf")}
    finally:
        shutil.rmtree(folder)
    table = bytearray(parts["dbf"])
    table[1:4] = bytes((80, 1, 1))  # the day of writing
    parts["dbf"] = bytes(table)
    if prj:
        parts["prj"] = CRS(code).to_wkt("WKT1_ESRI").encode()
    if cpg:
        parts["cpg"] = b"1251" if encoding == "cp1251" else b"UTF-8"
    return parts


def square_as_shapefile():
    systems = {"wgs84": 4326, "web_mercator": 3857, "utm_36n": 32636, "ucs2000_gk6": 5564, "pulkovo_gk6": 28406,
               "laea": 3035}
    for name, code in systems.items():
        parts = parts_of_shapefile(moved(SQUARE, code), code, "utf8")
        packed(f"{name}.zip", {f"сектор/{name}.{ending}": content for ending, content in parts.items()})
    loose = parts_of_shapefile(SQUARE, 4326, "cp1251")
    for ending, content in loose.items():
        (FOLDER / f"square.{ending}").write_bytes(content)
    bare = parts_of_shapefile(SQUARE, 4326, "cp1251", prj=False, cpg=False)
    packed("no_prj_no_cpg.zip", {f"a.{ending}": content for ending, content in bare.items()})
    cut = dict(loose)
    cut["shp"] = cut["shp"][:-20]
    packed("bad_cut.zip", {f"a.{ending}": content for ending, content in cut.items()})
    tokyo = dict(loose)
    tokyo["prj"] = CRS(4301).to_wkt("WKT1_ESRI").encode()
    packed("bad_datum.zip", {f"a.{ending}": content for ending, content in tokyo.items()})
    metres = parts_of_shapefile(moved(SQUARE, 5564), 5564, "utf8", prj=False)
    packed("bad_no_prj.zip", {f"a.{ending}": content for ending, content in metres.items()})
    packed("bad_only_dbf.zip", {"a.dbf": loose["dbf"]})
    packed("bad_in_archive.zip", {"a.kml": (FOLDER / "square.kmz").read_bytes()})
    packed("bad_bomb.zip", {"bomb.geojson": b" " * (40 << 20)})
    packed("bad_picture.zip", {"photo.jpg": b"\xff\xd8\xff"})
    several = {f"north.{ending}": content for ending, content in loose.items()}
    several["south.kml"] = (FOLDER / "square.kml").read_bytes()
    packed("several.zip", several)


def square_as_databases():
    frame = geopandas.GeoDataFrame(
        {"name": NAMES[:1], "role": ROLES[:1], "people": [1200]}, geometry=[SQUARE], crs=4326
    )
    for name, code in {"square": 4326, "utm_36n": 32636, "ucs2000_gk6": 5564}.items():
        there = frame.copy()
        there.geometry = [moved(SQUARE, code)]
        there = there.set_crs(code, allow_override=True)
        there.to_file(FOLDER / f"{name}.fgb", driver="FlatGeobuf")
        target = FOLDER / f"{name}.gpkg"
        target.unlink(missing_ok=True)
        there.to_file(target, driver="GPKG", layer="sectors")
        if name == "square":
            belts = geopandas.GeoDataFrame({"назва": NAMES[1:2]}, geometry=[BELT], crs=4326)
            belts.to_file(target, driver="GPKG", layer="belts")
        settle(target)
    bytes_ = (FOLDER / "square.fgb").read_bytes()
    (FOLDER / "bad_cut.fgb").write_bytes(bytes_[:-30])
    (FOLDER / "bad_header.fgb").write_bytes(bytes_[:12] + b"\xff" * 40 + bytes_[52:])
    (FOLDER / "bad_cut.gpkg").write_bytes((FOLDER / "square.gpkg").read_bytes()[:30000])
    other = FOLDER / "bad_sqlite.gpkg"
    other.unlink(missing_ok=True)
    base = sqlite3.connect(other)
    base.execute("CREATE TABLE notes (text TEXT)")
    base.commit()
    base.close()
    damaged = FOLDER / "bad_geometry.gpkg"
    shutil.copy(FOLDER / "square.gpkg", damaged)
    base = sqlite3.connect(damaged)
    for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        base.execute(f'DROP TRIGGER "{name}"')
    base.execute("INSERT INTO sectors (geom, name) VALUES (?, 'Broken')", (b"GP\0\1" + struct.pack("<i", 4326) + b"\1\3",))
    base.commit()
    base.close()


def settle(path):
    """Fixes the times that GDAL writes."""
    base = sqlite3.connect(path)
    base.execute("UPDATE gpkg_contents SET last_change = '2024-12-01T08:00:00.000Z'")
    base.commit()
    base.execute("VACUUM")
    base.close()


def other_bad_files():
    (FOLDER / "bad_page.kml").write_text("<!DOCTYPE html><html><body>404</body></html>\n")
    (FOLDER / "bad_name.fgb").write_text("not what it is called\n")
    (FOLDER / "bad_empty.gpx").write_text("")
    (FOLDER / "bad_alone.dbf").write_bytes((FOLDER / "square.dbf").read_bytes())


if __name__ == "__main__":
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    square_as_geojson()
    square_as_kml()
    square_as_gpx()
    square_as_csv()
    square_as_shapefile()
    square_as_databases()
    other_bad_files()
    positions_by_proj()
