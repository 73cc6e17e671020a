"""Which words? Headlines, sentences and text alternatives, from the same rows as the figure."""
