"""Figures as pure functions, one module per form: rows in, chart out."""
