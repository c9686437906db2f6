"""The live preview: saves, a process that builds, a server, and a script in the open pages."""
