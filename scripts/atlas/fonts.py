"""Inter, cut down to the letters that are used, with tabular figures built in.

egui has no switch for the feature `tnum`, so the tabular digits take the place
of the proportional ones: every digit is equally wide on screen and on paper.
"""

import io

from fontTools import subset
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from . import packages, write

FACES = {
    "Inter-Regular.ttf": "400Regular/Inter_400Regular.ttf",
    "Inter-Medium.ttf": "500Medium/Inter_500Medium.ttf",
    "Inter-SemiBold.ttf": "600SemiBold/Inter_600SemiBold.ttf",
    "Inter-Bold.ttf": "700Bold/Inter_700Bold.ttf",
    "Inter-Italic.ttf": "400Regular_Italic/Inter_400Regular_Italic.ttf",
    "Inter-MediumItalic.ttf": "500Medium_Italic/Inter_500Medium_Italic.ttf",
}
# Latin with its extensions, Greek, Cyrillic, punctuation, super- and subscripts, currency,
# letter-like signs, fractions, arrows, mathematics, keys, shapes, check marks and stars.
RANGES = [
    (0x20, 0x17F), (0x18F, 0x18F), (0x192, 0x192), (0x1A0, 0x1A1), (0x1AF, 0x1B0), (0x1CD, 0x1DC), (0x1E6, 0x1E7),
    (0x1FA, 0x1FF), (0x218, 0x21B), (0x237, 0x237), (0x259, 0x259), (0x2BB, 0x2BC), (0x2C6, 0x2DD), (0x300, 0x30C),
    (0x326, 0x328), (0x384, 0x3CE), (0x400, 0x45F), (0x490, 0x491), (0x1E80, 0x1E85), (0x1E9E, 0x1E9E), (0x1EF2, 0x1EF3),
    (0x2000, 0x206F), (0x2070, 0x209C), (0x20AC, 0x20AC), (0x20B4, 0x20B4), (0x2116, 0x2116), (0x2122, 0x2122),
    (0x2126, 0x2126), (0x2150, 0x215F), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2300, 0x23FF), (0x25A0, 0x25FF),
    (0x2605, 0x2606), (0x2610, 0x2612), (0x26A0, 0x26A0), (0x2713, 0x2718), (0x27F5, 0x27FA), (0x2B06, 0x2B0D),
]
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl"]
# Inter has no ceiling brackets, which the arithmetic of shifts needs: made of its square ones.
CEILINGS = {0x2308: "bracketleft", 0x2309: "bracketright"}


def derive(shelf, root):
    """Writes the faces, each with its sidecar, and the licence."""
    folder = root / "assets" / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    for name, member in FACES.items():
        path = folder / name
        path.write_bytes(face(shelf.read(packages.INTER, f"package/{member}")))
        with TTFont(path) as font:
            letters = len(font.getBestCmap())
        sidecar(path, letters, f"package/{member}", "One face of Inter 4.001, cut down to Latin, Greek and Cyrillic "
                "letters, punctuation, arrows, mathematics and shapes; tabular digits in the place of proportional "
                "ones; ceiling brackets made of the square brackets; of the features only kerning and marks kept.")
    path = folder / "OFL.txt"
    path.write_bytes(shelf.read(packages.INTER, "package/LICENSE_FONT"))
    sidecar(path, 1, "package/LICENSE_FONT", "The licence of the fonts beside it. It reserves no font name.")


def sidecar(path, count, member, note):
    """The sidecar of a font: its features are the characters it draws."""
    write.sidecar(
        path, "fonts", count, source=packages.INTER.label(), version=packages.INTER.version, member=member,
        producer="The Inter Project Authors (github.com/rsms/inter)", licence="SIL Open Font License 1.1",
        date="2024-11-16", note=note,
    )


def face(content):
    """One face: ceiling brackets, tabular digits, then the subset."""
    font = TTFont(io.BytesIO(content), recalcTimestamp=False)
    for code, bracket in CEILINGS.items():
        add_ceiling(font, code, bracket)
    build_in_tabular_digits(font)
    options = subset.Options(
        layout_features=FEATURES, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17], notdef_outline=True,
        glyph_names=False, hinting=False, recalc_timestamp=False, drop_tables=["STAT"],
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
    cutter.subset(font)
    for record in font["name"].names:
        if record.nameID == 5:
            record.string = f"{record.toUnicode()}; subset with tabular digits"
    written = io.BytesIO()
    font.save(written, reorderTables=True)
    return written.getvalue()


def build_in_tabular_digits(font):
    """Lets the characters 0 to 9 draw the glyphs of the feature `tnum`."""
    rules = font["GSUB"].table
    tabular = {}
    for record in rules.FeatureList.FeatureRecord:
        if record.FeatureTag == "tnum":
            for index in record.Feature.LookupListIndex:
                for table in rules.LookupList.Lookup[index].SubTable:
                    tabular.update(getattr(table, "ExtSubTable", table).mapping)
    for table in font["cmap"].tables:
        for code in range(ord("0"), ord("9") + 1):
            if code in table.cmap:
                # Two tables can share one map, which is then met twice.
                table.cmap[code] = tabular.get(table.cmap[code], table.cmap[code])
    widths = {font["hmtx"][font.getBestCmap()[code]][0] for code in range(ord("0"), ord("9") + 1)}
    if len(widths) != 1:
        raise SystemExit(f"digits of several widths: {sorted(widths)}")


def add_ceiling(font, code, bracket):
    """A square bracket without its foot."""
    points, ends, _ = font["glyf"][bracket].getCoordinates(font["glyf"])
    points = list(points)
    if list(ends) != [7]:
        raise SystemExit(f"{bracket} is not a plain outline of eight points")
    bottom = min(y for _, y in points)
    middle = (max(y for _, y in points) + bottom) / 2
    upper = [p for p in points if p[1] > middle]
    # Seen from the four upper points, the stem is the pair that is level with the lower corners.
    corners = sorted((p for p in points if p[1] == bottom), key=lambda p: p[0])
    foot_inner = sorted((p for p in points if bottom < p[1] < middle), key=lambda p: p[0])
    if bracket == "bracketleft":
        outer, (inner_low, _) = corners[0], foot_inner
        inner_high = min((p for p in upper if p[1] < max(y for _, y in upper)), key=lambda p: p[0])
    else:
        outer, (_, inner_low) = corners[-1], foot_inner
        inner_high = max((p for p in upper if p[1] < max(y for _, y in upper)), key=lambda p: p[0])
    slope = (inner_high[0] - inner_low[0]) / (inner_high[1] - inner_low[1])
    inner = (round(inner_low[0] + slope * (bottom - inner_low[1])), bottom)
    top = max(y for _, y in upper)
    bar_top = sorted(p for p in upper if p[1] == top)
    bar_low = sorted(p for p in upper if p[1] < top)
    if bracket == "bracketleft":
        outline = [outer, bar_top[0], bar_top[-1], bar_low[-1], inner_high, inner]
    else:
        outline = [inner, inner_high, bar_low[0], bar_top[0], bar_top[-1], outer]
    pen = TTGlyphPen(None)
    pen.moveTo(outline[0])
    for point in outline[1:]:
        pen.lineTo(point)
    pen.closePath()
    name = f"uni{code:04X}"
    order = font.getGlyphOrder()
    font["glyf"][name] = pen.glyph()
    font["hmtx"][name] = font["hmtx"][bracket]
    font.setGlyphOrder(order if name in order else [*order, name])
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = name
