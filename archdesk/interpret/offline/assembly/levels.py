"""The storeys' levels: each its own, those without a number in the free places."""

GROUND = 0
TOP = 90  # an attic: above every numbered storey, its level is known when all storeys are


def name_of(level: int) -> str:
    """What a storey is called where the drawing does not say."""
    if level < GROUND:
        return "Basement" if level == GROUND - 1 else f"Basement {-level}"
    return "Ground floor" if level == GROUND else f"Floor {level}"


def settle(levels: list[int | None]) -> tuple[list[int], bool]:
    """One level a storey, each its own, and whether any had to be guessed."""
    numbered = [level for level in levels if level is not None and level != TOP]
    settled: list[int] = []
    guessed = False
    for level in levels:
        wanted = GROUND if level is None else max(numbered, default=GROUND - 1) + 1 if level == TOP else level
        guessed = guessed or (level is None and len(levels) > 1)
        while wanted in settled or (level is None and wanted in numbered):
            wanted += 1
            guessed = True
        settled.append(wanted)
    return settled, guessed
