"""The dictionary of a file, as Markdown and as HTML with diagrams, from its own catalogue."""

from __future__ import annotations

from pathlib import Path

from zonedb.errors import TargetError
from zonedb.store.assets import DEFAULT_PATH


def docs(
    folder: str | Path = "docs", db: str | Path = DEFAULT_PATH, *, force: bool = False
) -> list[Path]:
    """Write ``dictionary.md`` and ``dictionary.html`` into a folder, which is made if missing.

    Everything in them comes from the file: comments, constraints, ``view_dictionary``,
    ``metrics``, ``lineage`` and ``reconciliation``. The same content gives the same pages.

    Returns:
        The paths written.

    Raises:
        TargetError: a page exists and ``force`` is off, or the folder cannot be written.
        DatabaseError: the database is missing, locked, or not one of zonedb's.
    """
    from zonedb.dictionary import html, markdown
    from zonedb.dictionary.page import page
    from zonedb.store.opening import clear_errors, connect
    from zonedb.store.publishing import replacing

    folder = Path(folder)
    with connect(db) as connection, clear_errors(Path(db), folder):
        blocks = page(connection)
    texts = {
        folder / "dictionary.md": markdown.render(blocks),
        folder / "dictionary.html": html.render(blocks),
    }
    if folder.exists() and not folder.is_dir():
        raise TargetError(f"{folder}: is a file; name a folder with -o")
    for path in texts:
        if path.exists() and not force:
            raise TargetError(f"{path}: exists; name another folder, or overwrite it with --force")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TargetError(f"{folder}: cannot be made ({error.strerror})") from error
    for path, text in texts.items():
        with replacing(path) as temporary:
            temporary.write_text(text, "utf-8", newline="\n")
    return list(texts)
