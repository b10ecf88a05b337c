"""IFC models: a child process asks the library, and what it tells becomes storeys and a building."""
