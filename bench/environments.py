"""Virtual environments for contenders that do not go together with the newest DuckDB or pandas."""

from __future__ import annotations

import sys
from pathlib import Path

from measuring import run


def environment(folder: Path, *requirements: str) -> Path:
    """The Python of a new virtual environment that has some packages."""
    run(sys.executable, "-m", "venv", folder, cwd=folder.parent)
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    run(python, "-m", "pip", "install", "--quiet", *requirements, cwd=folder.parent)
    return python
