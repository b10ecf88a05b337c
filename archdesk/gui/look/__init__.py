"""Palettes, icons, the number box for lengths."""
