"""The commands, one module each, and the application that they make together."""
