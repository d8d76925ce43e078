"""docs/clients.md: its code runs in the real clients and prints what the page shows."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import duckdb
import pytest
from conftest import ROOT

PAGES = (ROOT / "docs/clients.md", ROOT / "docs/clients.zh.md")
# What the page says it was tried with; the tests install these versions.
TRIED = {
    "DuckDB shell": {"duckdb-cli": "1.5.6"},
    "pandas, polars, Arrow": {
        "duckdb": "2.0.0", "pandas": "3.1.1", "polars": "2.1.0", "pyarrow": "26.0.1"
    },
    "SQLAlchemy": {"sqlalchemy": "2.1.9", "duckdb-sqlalchemy": "1.5.6.5", "duckdb": "1.5.6"},
    "Node.js": {"@duckdb/node-api": "1.5.6-r.1"},
    "Browser": {"@duckdb/duckdb-wasm": "1.32.0"},
}  # fmt: skip
DRIVER = {"playwright-core": "1.65.1"}

SECTION = re.compile(r"^## (.+?)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"(?:`([\w.]+)`[::]\n\n)?```(\w+)\n(.*?)```", re.DOTALL)  # file name, kind, text


def blocks(client):
    return BLOCK.findall(dict(SECTION.findall(PAGES[0].read_text("utf-8")))[client])


class Shell:
    """A folder with the database and an environment, where a user would type the commands."""

    def __init__(self, folder: Path, db: Path, versions: dict[str, str]) -> None:
        self.folder = folder
        self.db = Path(shutil.copy(db, folder / "zonedb.duckdb"))
        bin_ = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
        constraints = folder / "constraints.txt"
        # pip and npm install the versions named here when a block names none
        constraints.write_text("".join(f"{n}=={v}\n" for n, v in versions.items() if n[0] != "@"))
        (folder / "package.json").write_text(json.dumps({"dependencies": versions}))
        self.environment = {
            **{name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
            "PATH": f"{bin_}{os.pathsep}{os.environ['PATH']}",
            "PIP_CONSTRAINT": str(constraints),
            "npm_config_audit": "false",
        }

    def run(self, command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, shell=True, cwd=self.folder, env=self.environment,
            capture_output=True, text=True, encoding="utf-8",
        )  # fmt: skip

    def output(self, command: str) -> str:
        done = self.run(command)
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
        return done.stdout

    def follow(self, client: str) -> list[str]:
        """Do what the page says; the commands whose output it shows."""
        commands = []
        for name, kind, text in blocks(client):
            if name:
                (self.folder / name).write_text(text, "utf-8")
            elif kind == "sh":
                self.output(text)
            elif kind == "console":
                command, shown = text.removeprefix("$ ").split("\n", 1)
                assert self.output(command) == shown, command
                commands.append(command)
        return commands


@pytest.fixture
def shell(db, tmp_path, client):
    shell = Shell(tmp_path, db, TRIED[client])
    if not any(name.startswith("@") for name in TRIED[client]):
        shell.output(f'"{sys.executable}" -m venv venv')
    elif not shutil.which("npm"):
        pytest.fail("npm is missing: install Node.js 20 or newer")
    return shell


@pytest.mark.slow
@pytest.mark.parametrize("client", [client for client in TRIED if client != "Browser"])
def test_client_prints_what_the_page_shows(shell, client):
    if client.startswith("pandas"):
        shell.output(f'pip install -q -e "{ROOT}"')
    commands = shell.follow(client)
    shell.db.unlink()
    done = shell.run(commands[-1])
    assert done.returncode != 0
    assert re.search("no such file|does not exist", done.stderr)
    assert not shell.db.exists(), "a wrong path made an empty file"


class Server(ThreadingHTTPServer):
    """Serves a folder and notes who asks for the database, and for which range."""

    def __init__(self, folder: Path) -> None:
        self.asked: list[tuple[str, str | None]] = []
        asked = self.asked

        class Handler(SimpleHTTPRequestHandler):
            def log_message(self, *_):
                if self.path == "/zonedb.duckdb":
                    asked.append((self.command, self.headers.get("Range")))

        super().__init__(("127.0.0.1", 0), partial(Handler, directory=folder))


@pytest.mark.slow
@pytest.mark.parametrize("client", ["Browser"])
def test_browser_shows_what_the_page_shows(shell, client):
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.fail("chromium is missing: install Debian's package chromium")
    shell.follow(client)
    [shown] = [text for _, kind, text in blocks(client) if kind == "text"]
    driver = shell.folder / "driver"
    driver.mkdir()
    (driver / "package.json").write_text(json.dumps({"dependencies": DRIVER}))
    shutil.copy(ROOT / "tests/clients/browse.mjs", driver)
    shell.output("npm install --prefix driver")
    with Server(shell.folder) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browse = f"node driver/browse.mjs {chromium} http://127.0.0.1:{server.server_port}/"
        assert shell.output(browse) == shown
        assert server.asked == [("GET", None)]
        shell.db.unlink()
        done = shell.run(browse)
        assert done.returncode == 1
        assert "database does not exist" in done.stderr
        server.shutdown()


def test_both_pages_have_the_same_code_and_output():
    english, chinese = (BLOCK.findall(page.read_text("utf-8")) for page in PAGES)
    assert english == chinese
    assert {name for name, _, _ in english} > {"hand_over.py", "reflect.py", "batches.mjs"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_page_names_the_versions(page):
    text = page.read_text("utf-8")
    for versions in TRIED.values():
        assert f"| {', '.join(map(' '.join, versions.items()))} |" in text


def test_a_new_build_is_read_once_every_connection_is_closed(db, tmp_path):
    path, new = (Path(shutil.copy(db, tmp_path / name)) for name in ("zonedb.duckdb", "new.duckdb"))
    with duckdb.connect(str(new)) as connection:
        connection.execute("create table new_build as select 1 as one")
    tables = "select count(*) from duckdb_tables() where table_name = 'new_build'"
    with duckdb.connect(str(path), read_only=True) as first:
        new.replace(path)
        with duckdb.connect(str(path), read_only=True) as second:
            assert first.execute(tables).fetchall() == second.execute(tables).fetchall() == [(0,)]
    with duckdb.connect(str(path), read_only=True) as third:
        assert third.execute(tables).fetchall() == [(1,)]
