"""Development-zone performance as one DuckDB file.

Every printed figure is a traceable row, every derived metric a SQL view inside the file.
The names below are the public interface; duckdb is imported only when one of them is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from zonedb.errors import (
    AssetError,
    CheckError,
    DatabaseError,
    ExportError,
    LoadError,
    QueryError,
    SourceTextError,
    TargetError,
    ZonedbError,
)
from zonedb.version import __version__ as __version__

if TYPE_CHECKING:
    from zonedb.dictionary import docs
    from zonedb.exports import export
    from zonedb.loading.history import Load, loads, refresh, unload
    from zonedb.loading.loader import load
    from zonedb.store.building import build
    from zonedb.store.named_queries import queries, query
    from zonedb.store.opening import connect
    from zonedb.store.verification import verify


__all__ = [
    "AssetError",
    "CheckError",
    "DatabaseError",
    "ExportError",
    "Load",
    "LoadError",
    "QueryError",
    "SourceTextError",
    "TargetError",
    "ZonedbError",
    "build",
    "connect",
    "docs",
    "export",
    "load",
    "loads",
    "queries",
    "query",
    "refresh",
    "unload",
    "verify",
]

_HOMES = {
    "Load": "zonedb.loading.history",
    "build": "zonedb.store.building",
    "connect": "zonedb.store.opening",
    "docs": "zonedb.dictionary",
    "export": "zonedb.exports",
    "load": "zonedb.loading.loader",
    "loads": "zonedb.loading.history",
    "queries": "zonedb.store.named_queries",
    "query": "zonedb.store.named_queries",
    "refresh": "zonedb.loading.history",
    "unload": "zonedb.loading.history",
    "verify": "zonedb.store.verification",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
