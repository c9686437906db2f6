"""Files on disk: their media types, atomic writes and temporary folders."""
