"""Pictures (scans, photos, exported images) into evidence, by classical vision."""
