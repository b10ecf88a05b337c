"""The files by which the child and its parent speak."""

FACTS, SHAPES, REFUSAL, TASK = "facts.json", "shapes.bin", "refusal.txt", "task.txt"
SCHEMA, DAMAGE = "schema", "damage"
