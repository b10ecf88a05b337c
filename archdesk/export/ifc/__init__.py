"""Buildings into IFC4, by a library that is an extra."""
