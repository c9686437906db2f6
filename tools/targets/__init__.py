"""Where a site can be put: one module a target, each with an `open_target`."""
