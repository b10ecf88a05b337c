"""The building in 3D: view, picking, storeys and kinds."""
