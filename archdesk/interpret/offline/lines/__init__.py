"""Understanding line work: the marks of vector PDF, DXF and SVG pages."""
