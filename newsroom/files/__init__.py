"""Files on disk: media types, locks, temporary folders and exchanges of folders in one step."""
