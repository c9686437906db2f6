"""`python -m newsroom COMMAND`, which `python3 blog.py COMMAND` runs in `.venv`."""

from newsroom.commands.application import main

raise SystemExit(main())
