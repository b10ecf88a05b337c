"""Pictures of sheets made flat, upright and clean, with the way back to where everything was."""
