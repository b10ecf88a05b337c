"""Pages into floor plans: what the lines mean."""
