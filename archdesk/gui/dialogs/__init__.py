"""Export and preferences."""
