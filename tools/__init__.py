"""What a writer runs: one module a command, each with --help."""

import sys

from tools.support.command import uncaught

sys.excepthook = uncaught  # before a command loads its modules, for Ctrl+C may come then
