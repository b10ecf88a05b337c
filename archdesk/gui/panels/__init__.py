"""Building tree, properties, checks, log."""
