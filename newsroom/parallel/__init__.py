"""Work that all processors share."""
