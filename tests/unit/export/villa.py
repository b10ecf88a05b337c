"""A house of two storeys to be exported: doors, windows, rooms, a stair, a column and a bed."""

from archdesk.model.document import Format, Source
from archdesk.model.floorplan import (
    Column,
    Fixture,
    FloorPlan,
    Hinge,
    Opening,
    OpeningKind,
    Room,
    Stair,
    Survey,
    Swing,
    Use,
    Wall,
)

DOOR, WINDOW = OpeningKind.DOOR, OpeningKind.WINDOW


def villa() -> Survey:
    return Survey(Source("villa.pdf", "0", Format.PDF), (_ground(), _upper()))


def _shell() -> tuple[Wall, ...]:
    corners = ((0.0, 0.0), (9.0, 0.0), (9.0, 7.0), (0.0, 7.0))
    sides = zip(corners, (*corners[1:], corners[0]), strict=True)
    return tuple(Wall(f"w{n}", side, 0.3, exterior=True) for n, side in enumerate(sides, 1))


def _rooms(*names: tuple[str, Use]) -> tuple[Room, ...]:
    left, right = (
        ((0.15, 0.15), (4.44, 0.15), (4.44, 6.85), (0.15, 6.85)),
        ((4.56, 0.15), (8.85, 0.15), (8.85, 6.85), (4.56, 6.85)),
    )
    area = 4.29 * 6.7
    return tuple(
        Room(f"r{n}", ring, area, name=name, use=use, printed_area=28.7 if n == 1 else None)
        for n, (ring, (name, use)) in enumerate(zip((left, right), names, strict=True), 1)
    )


def _ground() -> FloorPlan:
    walls = (*_shell(), Wall("w5", ((4.5, 0.0), (4.5, 7.0)), 0.12))
    openings = (
        Opening("d1", DOOR, "w1", 2.0, 1.0, hinge=Hinge.START, swing=Swing.LEFT),
        Opening("d2", DOOR, "w5", 2.0, 0.9, hinge=Hinge.END, swing=Swing.RIGHT),
        Opening("n1", WINDOW, "w1", 6.5, 1.4, 0.9, 2.1),
        Opening("n2", WINDOW, "w2", 3.5, 1.8, 0.9, 2.1),
        Opening("n3", WINDOW, "w4", 3.5, 1.6, 0.9, 2.1),
    )
    stair = Stair("s1", ((7.75, 3.0), (8.8, 3.0), (8.8, 6.0), (7.75, 6.0)), ((8.275, 3.1), (8.275, 5.9)), 15)
    bed = Fixture("f1", "bed", ((1.0, 4.0), (2.6, 4.0), (2.6, 6.0), (1.0, 6.0)))
    column = Column("c1", ((6.0, 3.0), (6.3, 3.0), (6.3, 3.3), (6.0, 3.3)))
    rooms = _rooms(("Kitchen", Use.KITCHEN), ("Living room", Use.LIVING))
    return FloorPlan("Ground floor", 0, None, None, 0.0, 2.7, walls, openings, rooms, (column,), (stair,), (bed,))


def _upper() -> FloorPlan:
    walls = (*_shell(), Wall("w5", ((4.5, 0.0), (4.5, 7.0)), 0.12))
    openings = (
        Opening("d1", DOOR, "w5", 4.0, 0.8, hinge=Hinge.START, swing=Swing.LEFT),
        Opening("n1", WINDOW, "w3", 2.5, 1.4, 0.9, 2.1),
        Opening("n2", WINDOW, "w3", 6.5, 1.4, 0.9, 2.1),
    )
    rooms = _rooms(("Chambre 1", Use.BEDROOM), ("Salle d’eau", Use.BATH))
    return FloorPlan("First floor", 1, None, None, 2.7, 2.7, walls, openings, rooms)
