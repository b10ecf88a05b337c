"""Doors and windows of a model as openings of its walls."""

from archdesk.model.floorplan import Hinge, Opening, OpeningKind, Swing, Wall
from archdesk.readers.ifc.axes import direction_at, offset_on
from archdesk.readers.ifc.bodies import Body

_NARROWEST, _WIDEST = 0.1, 30.0  # metres: a slit, a hangar's gate
_REACH = 0.5  # metres beyond a wall's end that an opening's middle may lie, for frames that are drawn aside
_SLIDING = ("SLIDING",)
_FOLDING = ("FOLDING", "ROLLINGUP")
_STEP, _LOWEST_WAY, _NARROWEST_WAY = 0.3, 1.7, 0.3  # metres: over, under and between which one can walk


def opening_of(body: Body, wall: Wall, id_: str, floor: float) -> Opening | None:
    """The opening that a door or window fills; ``floor`` is the storey's. None where it is not in the wall."""
    if not body.has_shape:
        return None
    low, high = body.low, body.high
    offset = offset_on(wall, (float(low[0] + high[0]) / 2, float(low[1] + high[1]) / 2))
    along = direction_at(wall, offset)
    width = body.product.width or _extent(body, along)
    if not _NARROWEST <= width <= _WIDEST or not -_REACH <= offset <= max(wall.length, offset_on(wall, wall.end)) + _REACH:
        return None
    sill = float(low[2]) - floor
    is_door = body.kind.name == "door"
    hinge, swing, leaves = _operation(body, along) if is_door else (None, None, 1)
    return Opening(
        id_,
        OpeningKind.DOOR if is_door else OpeningKind.WINDOW,
        wall.id,
        round(offset, 5),
        width,
        sill,
        sill + (body.product.height or float(high[2] - low[2])),
        hinge,
        swing,
        leaves,
    )


def gap_of(body: Body, wall: Wall, id_: str, floor: float) -> Opening | None:
    """The passage that a hole is; None where one cannot walk through it."""
    if not body.has_shape:
        return None
    low, high = body.low, body.high
    offset = offset_on(wall, (float(low[0] + high[0]) / 2, float(low[1] + high[1]) / 2))
    along = direction_at(wall, offset)
    width, depth = _extent(body, along), _extent(body, (-along[1], along[0]))
    sill, head = float(low[2]) - floor, float(high[2]) - floor
    is_way = sill <= _STEP and head - sill >= _LOWEST_WAY and depth >= wall.thickness and width >= _NARROWEST_WAY
    if not is_way or not 0 <= offset <= max(wall.length, offset_on(wall, wall.end)):
        return None
    return Opening(id_, OpeningKind.PASSAGE, wall.id, round(offset, 5), width, max(sill, 0.0), head)


def _extent(body: Body, along: tuple[float, float]) -> float:
    run = body.points[:, 0] * along[0] + body.points[:, 1] * along[1]
    return float(run.max() - run.min())


def _operation(body: Body, along: tuple[float, float]) -> tuple[Hinge | None, Swing | None, int]:
    """Hinge, swing and leaves as seen along the wall: a door's own x runs along it, and it opens towards its own y."""
    words = body.product.operation
    leaves = 2 if words.startswith("DOUBLE_DOOR") else 1
    if any(word in words for word in _SLIDING):
        return None, Swing.SLIDE, leaves
    if any(word in words for word in _FOLDING):
        return None, Swing.FOLD, leaves
    if "SWING" not in words or not body.copies:
        return None, None, leaves
    matrix = body.copies[0].matrix
    runs_along = matrix[0, 0] * along[0] + matrix[1, 0] * along[1] > 0
    opens_left = along[0] * matrix[1, 1] - along[1] * matrix[0, 1] > 0
    swing = Swing.BOTH if "DOUBLE_SWING" in words else Swing.LEFT if opens_left else Swing.RIGHT
    if words.endswith("LEFT"):
        return Hinge.START if runs_along else Hinge.END, swing, leaves
    if words.endswith("RIGHT"):
        return Hinge.END if runs_along else Hinge.START, swing, leaves
    return None, swing, leaves
