"""Which rows? One module per kind of evidence; figure, words and files are made of what it selects."""
