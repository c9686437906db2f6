"""The commands, one module each."""

import sys

from newsroom.cli.runner import uncaught

sys.excepthook = uncaught  # before a command loads its modules, for Ctrl+C may come then
