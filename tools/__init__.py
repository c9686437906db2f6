"""What a writer runs: one module a command, each with --help."""
