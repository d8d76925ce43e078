"""Apache Superset in an environment of its own, for test_superset.py and for the kept picture.

``python tests/superset_server.py docs/superset.png`` renews the picture: it installs Superset,
imports the bundle, opens the dashboard in Chromium and removes everything again.
"""

from __future__ import annotations

import http.cookiejar
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

# What pip takes today; without the bounds it installs parts that Superset 6.1 does not work with.
REQUIREMENTS = (
    "apache-superset[duckdb]==6.1.0",
    "flask-caching<2.5",
    "flask-limiter<4",
    "cachetools",
    "rich",
    "gunicorn",
    "playwright",
)
CONFIG = """\
SECRET_KEY = "a key for tests on loopback only, never for a server"
SQLALCHEMY_DATABASE_URI = "sqlite:///{folder}/superset.db"
BABEL_DEFAULT_LOCALE = "{lang}"
LANGUAGES = {{"zh": {{"flag": "cn", "name": "中文"}}, "en": {{"flag": "us", "name": "English"}}}}
"""


class Superset:
    """A Superset server on loopback; its own environment, metadata and port."""

    def __init__(self, folder: Path, lang: str = "zh") -> None:
        self.folder = folder
        self.bin = folder / "venv" / "bin"
        (folder / "superset_config.py").write_text(CONFIG.format(folder=folder, lang=lang))
        self.environment = {
            name: value for name, value in os.environ.items() if name != "PYTHONPATH"
        } | {
            "SUPERSET_CONFIG_PATH": str(folder / "superset_config.py"),
            "SUPERSET_HOME": str(folder),
            "FLASK_APP": "superset",
            "PATH": f"{self.bin}:{os.environ['PATH']}",
        }
        self.process: subprocess.Popen[bytes] | None = None
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        )
        self.headers: dict[str, str] = {}

    def run(self, *command: str | Path) -> str:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
        return done.stdout

    def install(self) -> None:
        self.run(sys.executable, "-m", "venv", self.folder / "venv")
        self.run(self.bin / "pip", "install", "-q", *REQUIREMENTS)
        self.run("superset", "db", "upgrade")
        names = ("--username", "admin", "--firstname", "Zone", "--lastname", "Office")
        account = ("--email", "admin@localhost", "--password", "admin")
        self.run("superset", "fab", "create-admin", *names, *account)
        self.run("superset", "init")

    def start(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        log = (self.folder / "server.log").open("wb")
        self.process = subprocess.Popen(
            [self.bin / "gunicorn", "-w", "1", "--threads", "8", "-t", "120",
             "-b", f"127.0.0.1:{port}", "superset.app:create_app()"],
            cwd=self.folder, env=self.environment, stdout=log, stderr=log,
        )  # fmt: skip
        for _ in range(120):
            try:
                self.opener.open(f"{self.address}/health").close()
                break
            except OSError:
                assert self.process.poll() is None, (self.folder / "server.log").read_text()
                time.sleep(0.5)
        login = {"username": "admin", "password": "admin", "provider": "db"}
        token = self.call("POST", "/api/v1/security/login", login)["access_token"]
        self.headers = {"Authorization": f"Bearer {token}"}
        csrf = self.call("GET", "/api/v1/security/csrf_token/")["result"]
        self.headers |= {"X-CSRFToken": csrf, "Referer": self.address}

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(30)

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """JSON of an API call; a dict goes as JSON, bytes as an uploaded file."""
        headers = dict(self.headers)
        data = None
        if isinstance(body, bytes):
            headers["Content-Type"] = "multipart/form-data; boundary=zonedb"
            head = 'name="bundle"; filename="bundle.zip"\r\nContent-Type: application/zip'
            data = (
                f"--zonedb\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode()
                + body
                + b"\r\n--zonedb--\r\n"
            )
        elif body is not None:
            headers["Content-Type"] = "application/json"
            data = json.dumps(body).encode()
        request = urllib.request.Request(self.address + path, data, headers, method=method)
        try:
            with self.opener.open(request) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{path}: {error.code} {error.read()[:2000]!r}") from error

    def import_dashboards(self, bundle: Path) -> None:
        """First import, as from Superset's menu."""
        self.run("superset", "import-dashboards", "-p", bundle, "-u", "admin")

    def import_assets(self, bundle: Path) -> None:
        """Import that overwrites database, datasets, charts and dashboard."""
        self.call("POST", "/api/v1/assets/import/", bundle.read_bytes())

    def items(self, kind: str) -> dict[str, dict[str, Any]]:
        """Charts, datasets, dashboards or databases by uuid."""
        found = self.call("GET", f"/api/v1/{kind}/?q=(page_size:100)")["result"]
        return {item["uuid"]: item for item in found}

    def picture(self, slug: str, target: Path) -> dict[str, Any]:
        """Take the dashboard's picture; what is on it."""
        page = Path(__file__).with_name("superset_page.py")
        out = self.run(
            self.bin / "python", page, self.address, urllib.parse.quote(slug), target.absolute()
        )
        return json.loads(out)


def main(target: Path) -> None:
    import zonedb

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        zonedb.build(folder / "zonedb.duckdb")
        zonedb.export(folder / "bundle.zip", folder / "zonedb.duckdb", format="superset")
        superset = Superset(folder)
        superset.install()
        superset.import_dashboards(folder / "bundle.zip")
        try:
            superset.start()
            superset.picture("zonedb", target)
        finally:
            superset.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
