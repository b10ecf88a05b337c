"""Drawings into buildings: read a floor plan, get a 3D model."""
