"""Plane and solid geometry on the model's shapes: pure functions."""
