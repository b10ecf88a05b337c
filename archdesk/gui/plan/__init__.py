"""The drawing and what was found in it, in 2D."""
