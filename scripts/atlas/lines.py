"""The line of contact of 1 December 2024, drawn by hand, and the land borders with Russia and Belarus."""

import csv
import json

import shapely
import shapely.ops
from geographiclib.geodesic import Geodesic
from shapely.geometry import LineString, MultiLineString, shape

from . import outlines, write

# From the Russian border near Topoli to the former Kakhovka reservoir near Vasylivka:
# longitude, latitude and what stands near, as public maps and reports of that week
# name the places taken, held and fought over. Each point is good to a few kilometres.
# No coordinates of anybody's line are in it, and it was not fitted to one.
FRONT = [
    (37.92, 49.985, "Topoli, east of the Oskil"),
    (37.82, 49.925, "the Oskil above Dvorichna"),
    (37.73, 49.885, "the Oskil above Dvorichna"),
    (37.70, 49.845, "Dvorichna, on the west bank"),
    (37.68, 49.795, "Masiutivka"),
    (37.70, 49.76, "south of Synkivka"),
    (37.75, 49.725, "Petropavlivka, east of Kupiansk"),
    (37.78, 49.685, "Kucherivka"),
    (37.79, 49.63, "east of Kivsharivka"),
    (37.76, 49.575, "Hlushkivka"),
    (37.72, 49.53, "Kolisnykivka, on the Oskil"),
    (37.71, 49.48, "Kruhliakivka, on the Oskil"),
    (37.75, 49.435, "Zahryzove"),
    (37.81, 49.40, "Lozova, east of Borova"),
    (37.86, 49.345, "Kopanky"),
    (37.90, 49.285, "Hrekivka"),
    (37.945, 49.23, "Makiivka, Luhansk oblast"),
    (37.98, 49.175, "Nevske"),
    (37.985, 49.105, "Terny"),
    (38.01, 49.05, "east of Torske and Zarichne"),
    (38.06, 48.99, "Dibrova, the Serebrianka forest"),
    (38.14, 48.955, "the forest north of Serebrianka"),
    (38.245, 48.935, "Bilohorivka, Luhansk oblast"),
    (38.25, 48.885, "Verkhnokamianske, east of Siversk"),
    (38.215, 48.835, "Spirne"),
    (38.16, 48.795, "Vyimka"),
    (38.06, 48.76, "Rozdolivka"),
    (37.99, 48.725, "Vasiukivka"),
    (37.94, 48.68, "Orikhovo-Vasylivka"),
    (37.89, 48.625, "Kalynivka"),
    (37.86, 48.59, "Chasiv Yar, the canal"),
    (37.875, 48.55, "Stupochky"),
    (37.91, 48.515, "Klishchiivka"),
    (37.905, 48.465, "Bila Hora"),
    (37.885, 48.425, "Druzhba"),
    (37.845, 48.395, "Toretsk, in the town"),
    (37.79, 48.36, "Nelipivka"),
    (37.72, 48.325, "west of Niu-York"),
    (37.65, 48.28, "Oleksandropil"),
    (37.55, 48.25, "Vozdvyzhenka"),
    (37.44, 48.255, "north of Hrodivka"),
    (37.34, 48.245, "Krutyi Yar, south of Myrnohrad"),
    (37.25, 48.215, "Lysivka, south of Pokrovsk"),
    (37.19, 48.175, "Zhovte"),
    (37.185, 48.13, "Novotroitske"),
    (37.205, 48.085, "Pushkine"),
    (37.24, 48.045, "Sontsivka"),
    (37.275, 48.01, "Stari Terny, the Kurakhove reservoir"),
    (37.28, 47.98, "Kurakhove, in the town"),
    (37.25, 47.94, "Dalnie"),
    (37.19, 47.895, "Romanivka"),
    (37.11, 47.875, "Trudove"),
    (37.01, 47.86, "Kostiantynopolske"),
    (36.925, 47.84, "Rozdolne, east of Velyka Novosilka"),
    (36.865, 47.80, "south of Velyka Novosilka"),
    (36.79, 47.78, "Rivnopil"),
    (36.71, 47.765, "Novodarivka"),
    (36.61, 47.735, "Pryiutne"),
    (36.47, 47.685, "Malynivka"),
    (36.35, 47.635, "Marfopil"),
    (36.24, 47.595, "Dorozhnianka, south of Huliaipole"),
    (36.10, 47.565, "Charivne"),
    (35.98, 47.525, "south of Mala Tokmachka"),
    (35.87, 47.475, "north of Robotyne"),
    (35.75, 47.475, "Novopokrovka"),
    (35.64, 47.48, "Nesterianka"),
    (35.55, 47.49, "Shcherbaky"),
    (35.45, 47.51, "Piatykhatky"),
    (35.35, 47.52, "Kamianske, north of Vasylivka"),
    (35.24, 47.505, "Plavni, the shore of the former reservoir"),
]
# Where the line joins and leaves the centre line of the Dnipro of the river layer.
RESERVOIR_HEAD = (35.06, 47.505)
KHERSON = (32.646, 46.65)
# Below Kherson the river layer ends; the main arm and the head of the estuary.
MOUTH = [(32.58, 46.615, "Kherson"), (32.48, 46.565, "Bilozerka"), (32.40, 46.53, "Kizomys"), (32.25, 46.50, "the estuary")]
TOWNS = [
    "Dvorichna", "Kupiansk", "Kivsharivka", "Borova", "Lyman", "Kreminna", "Siversk", "Bakhmut", "Chasiv Yar", "Toretsk",
    "Myrnohrad", "Pokrovsk", "Selydove", "Kurakhove", "Velyka Novosilka", "Huliaipole", "Orikhiv", "Polohy", "Vasylivka",
    "Enerhodar", "Nikopol", "Nova Kakhovka", "Beryslav", "Oleshky", "Kherson",
]


def derive(_shelf, root):
    """Writes the line of contact and the two borders."""
    folder = root / "data" / "map"
    areas = {f["properties"]["iso"]: shape(f["geometry"]) for f in features_of(folder / "countries.geojson")}
    borders(folder / "borders.geojson", areas)
    contact(folder / "line-of-contact-2024-12-01.geojson", areas, folder)


def features_of(path):
    """The features of a GeoJSON file."""
    return json.loads(path.read_text(encoding="utf-8"))["features"]


def length_km(line):
    """Geodesic length on WGS84, every edge a geodesic."""
    points = list(line.coords)
    return sum(
        Geodesic.WGS84.Inverse(a[1], a[0], b[1], b[0], Geodesic.DISTANCE)["s12"] for a, b in zip(points, points[1:])
    ) / 1000


def shared(a, b):
    """The common border of two countries as one line."""
    common = shapely.line_merge(shapely.intersection(a.boundary, b.boundary))
    pieces = [p for p in getattr(common, "geoms", [common]) if p.geom_type == "LineString"]
    if len(pieces) != 1:
        raise SystemExit(f"a border in {len(pieces)} pieces")
    return pieces[0]


def borders(path, areas):
    """Ukraine-Russia from the north-west to the Sea of Azov, Ukraine-Belarus from west to east."""
    russia = shared(areas["UA"], areas["RU"])
    if russia.coords[0][1] < russia.coords[-1][1]:
        russia = russia.reverse()
    belarus = shared(areas["UA"], areas["BY"])
    if belarus.coords[0][0] > belarus.coords[-1][0]:
        belarus = belarus.reverse()
    rows = [
        ({"id": "border-russia", "name": "Border with Russia", "schematic": False}, russia),
        ({"id": "border-belarus", "name": "Border with Belarus", "schematic": False}, belarus),
    ]
    write.geojson(path, rows)
    write.sidecar(
        path, "lines", len(rows), source="data/map/countries.geojson, see its sidecar", version="5.1.1",
        member="countries.geojson", date="2022-05-13", **write.NATURAL_EARTH,
        note="The internationally recognised land borders: the edges that Ukraine shares with Russia and with Belarus in "
        "countries.geojson, vertex for vertex. From the north-west to the Sea of Azov, and from west to east. Generalised: "
        f"they measure {length_km(russia):.0f} km and {length_km(belarus):.0f} km, less than the treaty figures.",
    )


def contact(path, areas, folder):
    """The front, then the Dnipro down to its mouth."""
    russia = shared(areas["UA"], areas["RU"])
    front = [(lon, lat) for lon, lat, _ in FRONT]
    border = russia.interpolate(russia.project(shapely.Point(front[0])))
    river = dnipro(folder / "rivers.geojson")
    points = [(border.x, border.y), *front, *river, *((lon, lat) for lon, lat, _ in MOUTH)]
    line = LineString([(round(x, 4), round(y, 4)) for x, y in points])
    if not line.is_simple:
        raise SystemExit("the line of contact crosses itself")
    properties = {
        "id": "contact", "name": "Line of contact", "date": "2024-12-01", "schematic": True,
        "note": "Drawn by hand from named towns and the course of the lower Dnipro; not a survey.",
    }
    write.geojson(path, [(properties, line)])
    places = {row["name"]: row for row in reversed(list(csv.DictReader((folder / "settlements.csv").open(encoding="utf-8"))))}
    write.sidecar(
        path, "lines", 1, source="drawn for Cordon; the lower Dnipro from data/map/rivers.geojson", version="2024-12-01",
        member="scripts/atlas/lines.py", producer="Cordon; Natural Earth for the river",
        licence="the project's own; river public domain", date="2024-12-01",
        note="Schematic, at about 1:2 million. Drawn by hand from public knowledge of the places that stood on or near the line "
        "on 1 December 2024; each point is good to a few kilometres; it is not fitted to anybody's line. "
        "From the border near Topoli to the former "
        "Kakhovka reservoir near Vasylivka, then along the middle of the former reservoir and the Dnipro to its mouth. The "
        "fighting inside the Russian border, at Vovchansk and Lyptsi is not part of it. "
        f"Measures {length_km(line):.0f} km; published figures for the active line begin at 1 040 km.",
        places=[near for _, _, near in FRONT + MOUTH],
        towns={name: f"{distance_km(line, places[name]):.0f} km from the line" for name in TOWNS},
    )


def distance_km(line, place):
    """Distance of a town's point from the line."""
    at = shapely.Point(float(place["lon"]), float(place["lat"]))
    near = line.interpolate(line.project(at))
    return Geodesic.WGS84.Inverse(at.y, at.x, near.y, near.x, Geodesic.DISTANCE)["s12"] / 1000


def dnipro(path):
    """The course of the lower Dnipro from the head of the bay of Vasylivka down to Kherson."""
    course = next(shape(f["geometry"]) for f in features_of(path) if f["properties"]["name"] == "Dnipro")
    merged = shapely.line_merge(course if course.geom_type == "MultiLineString" else MultiLineString([course]))
    piece = min(getattr(merged, "geoms", [merged]), key=lambda p: p.distance(shapely.Point(KHERSON)) + p.distance(shapely.Point(RESERVOIR_HEAD)))
    ends = sorted(piece.project(shapely.Point(at)) for at in (RESERVOIR_HEAD, KHERSON))
    part = list(shapely.ops.substring(piece, *ends).coords)
    return part if part[0][0] > part[-1][0] else part[::-1]
