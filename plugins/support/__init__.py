"""What the plugins share: reading heads and HTML, reports, and the shapes of Pelican's objects."""
