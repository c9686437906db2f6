"""The command line: how commands end, prompts, the writer's editor."""
