"""Open an edition and hold its rows. Never computes a statistic."""
