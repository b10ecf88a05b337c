"""Buildings into USDZ, by a library that is an extra."""
