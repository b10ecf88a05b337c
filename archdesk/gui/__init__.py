"""ArchDesk in a window."""
