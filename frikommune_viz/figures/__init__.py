"""Figures, complete: chart, words, key, table, rows and source. One module a kind of evidence."""
