"""Measures zonedb and writes the results into ``README.md``.

``python bench/run.py [article|build|city|million|country|race|all]`` (needs the extra ``bench``)
measures these parts, by default all of them, and writes a section for each; the others stay.
"""

from __future__ import annotations

import argparse
import tempfile
from importlib import import_module
from pathlib import Path

import page

PARTS = ("article", "build", "city", "million", "country", "race")


def main() -> None:
    """Read the command line and run the parts one after another."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("part", nargs="*", choices=(*PARTS, "all"), default="all", metavar="PART")
    parser.add_argument("--folder", type=Path, help="where the data is made for the time (3 GB)")
    parser.add_argument(
        "--rows", type=int, help="fewer figures (from 500,000) in the country, to try it out"
    )
    given = parser.parse_args()
    for part in PARTS if "all" in given.part else given.part:
        with tempfile.TemporaryDirectory(dir=given.folder) as folder:
            fewer = [given.rows] if given.rows and part == "country" else []
            text = import_module(f"parts.{part}").measure(Path(folder), *fewer)
        page.write(part, text)
        print(f"{part}\n\n{text}\n", flush=True)


if __name__ == "__main__":
    main()
