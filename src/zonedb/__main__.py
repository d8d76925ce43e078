"""``python -m zonedb``."""

from zonedb.cli import main

raise SystemExit(main())
