"""Floor plans into a building and its scene."""
