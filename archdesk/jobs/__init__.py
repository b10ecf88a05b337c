"""Conversions in a queue, seen from the app's side."""
