"""``python -m zonedb``, and the command ``zonedb``."""

import signal
import sys

# Until the command begins, Ctrl-C ends the process without a word, as it does any other program.
signal.signal(signal.SIGINT, signal.SIG_DFL)

from zonedb.cli import main  # noqa: E402 - after that

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
