"""What an IFC file says of its storeys and products, as it travels from the process that reads it; all in metres."""

import dataclasses
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from archdesk.model.shapes import Point

_DEEPEST = 64  # parts of parts


@dataclass(frozen=True, slots=True)
class StoreyFacts:
    """``height`` is where its placement stands in the world, ``elevation`` what it says of itself.

    ``gross`` is told from this floor to the next, ``net`` from the floor to the ceiling, and ``level`` by ArchDesk alone.
    """

    id: int
    name: str
    height: float | None = None
    elevation: float | None = None
    gross: float | None = None
    net: float | None = None
    level: int | None = None


@dataclass(frozen=True, slots=True)
class ProductFacts:
    """A product by its number in the file; 0 stands for no other product.

    ``classes`` are its class and those above it. ``whole`` is what it is a part of, ``host`` the wall that a door or window
    is in, or the one it is a hole of, ``storey`` where it stands. ``area`` and ``thickness`` are those that the file's
    quantities tell, ``line`` what a wall follows on the ground, ``told`` what ArchDesk wrote beyond that.
    """

    id: int
    classes: tuple[str, ...]
    guid: str
    name: str = ""
    long_name: str = ""
    material: str = ""
    storey: int = 0
    whole: int = 0
    host: int = 0
    is_drawn: bool = True
    is_external: bool = False
    width: float | None = None
    height: float | None = None
    area: float | None = None
    risers: int = 0
    operation: str = ""
    line: tuple[Point, ...] = ()
    thickness: float | None = None
    told: dict[str, str | float | bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is told of a file but its shapes."""

    schema: str
    unit: float
    storeys: tuple[StoreyFacts, ...] = ()
    products: tuple[ProductFacts, ...] = ()
    unreadable: int = 0


def facts_to_json(facts: Facts) -> str:
    return json.dumps(dataclasses.asdict(facts))


def facts_from_json(text: str | bytes) -> Facts:
    """The facts back.

    Raises:
        ValueError: the text is cut off or of another kind.
    """
    try:
        record = json.loads(text)
        storeys = tuple(StoreyFacts(**one) for one in record.pop("storeys"))
        products = tuple(_product(one) for one in record.pop("products"))
        return Facts(**record, storeys=storeys, products=products)
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError("these are no facts") from error


def _product(record: dict[str, Any]) -> ProductFacts:
    line = tuple((x, y) for x, y in record["line"])
    return ProductFacts(**record | {"classes": tuple(record["classes"]), "line": line})


def circling(products: Sequence[ProductFacts]) -> frozenset[int]:
    """Products that are parts of themselves, by way of others."""
    wholes = {product.id: product.whole for product in products}
    found: set[int] = set()
    for start in wholes:
        seen: list[int] = []
        here = start
        while here in wholes and here not in seen and len(seen) < _DEEPEST:
            seen.append(here)
            here = wholes[here]
        if here in seen:
            found.update(seen)
    return frozenset(found)
