"""What a build writes: links, feeds, metadata, newsletters, the manifest and the output folder."""
