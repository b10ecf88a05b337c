"""Evidence into floor plans: walls joined, openings hosted, rooms closed, storeys told apart."""
