"""Runs the commands of the READMEs; as a script, writes their output and the metrics table anew."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import zonedb
from zonedb.store import assets
from zonedb.store.catalogue import words

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md", ROOT / "README.zh.md")
CONSOLE = re.compile(r"```console\n\$ ([^\n]+)\n(.*?)```", re.DOTALL)
FILES = re.compile(r"```sh\n(cat > .*?)```", re.DOTALL)  # what the commands after it read
METRICS = re.compile(r"(\| (?:view|视图) \|[^\n]*\n\|---\|---\|\n)((?:\| `\w+` [^\n]*\n)*)")


@cache
def output_of(command: str, folder: Path) -> str:
    """What a command of the README prints, run once in a folder with a built file."""
    scripts = str(Path(sys.executable).parent)
    environment = {**os.environ, "PATH": scripts + os.pathsep + os.environ["PATH"]}
    done = subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,  # a command may be there for its errors; the page shows them
    )
    return done.stdout.decode().replace("\r\n", "\n")


def metrics_table(*, chinese: bool) -> str:
    """The rows of the table of metrics, from the comments of the views in the catalogue."""
    lines = []
    catalogue = (ROOT / "seeds" / "metrics.sql").read_text("utf-8")
    catalogued = set(re.findall(r"^\('\w+', '(\w+)'", catalogue, re.M))
    for path in sorted(assets.views(ROOT), key=lambda path: path.stem):
        if path.stem not in catalogued:
            continue
        text = path.read_text("utf-8")
        comment = re.search(r"comment on view \w+ is\n(.*);", text, re.DOTALL)
        assert comment, path
        label, description = words("".join(re.findall(r"'([^']*)'", comment[1])))
        tells = f"{label.zh}: {description.in_('zh' if chinese else 'en')}"
        lines.append(f"| `{path.stem}` | {tells} |\n")
    return "".join(lines)


def renewed(page: Path, folder: Path) -> str:
    """The page with the output that its commands print now."""
    text = page.read_text("utf-8")
    for files in FILES.findall(text):
        output_of(files, folder)
    text = CONSOLE.sub(
        lambda block: f"```console\n$ {block[1]}\n{output_of(block[1], folder)}```",
        text,
    )
    chinese = page.name == "README.zh.md"
    return METRICS.sub(lambda found: found[1] + metrics_table(chinese=chinese), text)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        zonedb.build(Path(folder) / "zonedb.duckdb")
        for page in PAGES:
            page.write_text(renewed(page, Path(folder)), "utf-8")


if __name__ == "__main__":
    main()
