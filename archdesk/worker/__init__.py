"""Conversions in a queue, seen from the worker's side."""
