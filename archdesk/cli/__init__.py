"""ArchDesk in a terminal."""
