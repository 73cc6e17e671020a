"""Static pages of figures, made from the same charts and sentences as the explorer's."""
