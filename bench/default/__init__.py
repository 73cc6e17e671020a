"""Our own pages without what the launcher and the caches do for them."""
