"""The pipeline: what a plugin is, in which order plugins run, and the run itself."""
