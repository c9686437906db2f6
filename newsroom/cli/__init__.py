"""The command line: errors as sentences, prompts, the writer's editor."""
