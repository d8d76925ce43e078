"""Runs the commands of the pages for users; as a script, writes their output and tables anew."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import zonedb
from zonedb.store import assets
from zonedb.store.catalogue import words

ROOT = Path(__file__).parents[1]
# each in English and in Chinese
PAIRS = tuple((ROOT / f"{name}.md", ROOT / f"{name}.zh.md") for name in ("README", "docs/loading"))
PAGES = tuple(page for pair in PAIRS for page in pair)
# A command with what it prints, or files that commands after it read.
STEP = re.compile(r"```(?:console\n\$ ([^\n]+)\n(.*?)|sh\n(cat > .*?))```", re.DOTALL)
METRICS = re.compile(r"(\| (?:view|视图) \|[^\n]*\n\|---\|---\|\n)((?:\| `\w+` [^\n]*\n)*)")


def output_of(command: str, folder: Path) -> str:
    """What a command of a page prints, run in a folder with a built file."""
    scripts = str(Path(sys.executable).parent)
    environment = {
        **os.environ,
        "PATH": scripts + os.pathsep + os.environ["PATH"],
        "PYTHONUNBUFFERED": "1",  # errors stand behind what was printed before, as on a terminal
        "LC_ALL": "C.UTF-8",  # LANG=en_US would make the load speak English
    }
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
    """The page with the output that its commands print now, run in order in a folder."""

    def step(found: re.Match[str]) -> str:
        command, _, files = found.groups()
        output = output_of(command or files, folder)
        return f"```console\n$ {command}\n{output}```" if command else found[0]

    text = STEP.sub(step, page.read_text("utf-8"))
    chinese = page.name.endswith(".zh.md")
    return METRICS.sub(lambda found: found[1] + metrics_table(chinese=chinese), text)


def main() -> None:
    for page in PAGES:
        with tempfile.TemporaryDirectory() as folder:
            zonedb.build(Path(folder) / "zonedb.duckdb")
            page.write_text(renewed(page, Path(folder)), "utf-8")


if __name__ == "__main__":
    main()
