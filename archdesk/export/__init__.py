"""Scenes and plans into files."""
