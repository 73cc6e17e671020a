"""Search in all that the explorer holds, in both languages at once."""
