"""Puts this folder on the path, so that every test reads charts with the same `reading`."""
