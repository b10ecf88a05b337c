from collections import Counter
from collections.abc import Iterable

import pytest

from archdesk.model.problems import Severity
from archdesk.readers.dwg_drawing import Tally, rebuild
from archdesk.readers.dwg_library import DwgBlock, DwgContents, DwgEntity, DwgLayer, DwgSheet

MODEL, SHEET, BLOCK, LAYER = 1, 2, 3, 4  # handles
ORIGIN = (0.0, 0.0, 0.0)


def contents_of(name: str, entities: tuple[DwgEntity, ...], copies: int = 1) -> DwgContents:
    """A file whose layers, blocks and sheet all have the same name."""
    blocks = [DwgBlock(MODEL, "*Model_Space", ORIGIN, False), DwgBlock(SHEET, "*Paper_Space", ORIGIN, False)]
    blocks += [DwgBlock(BLOCK + 100 * number, name, ORIGIN, False) for number in range(copies)]
    layers = (DwgLayer(LAYER, name, 3, None, "Continuous", True, False),) * copies

    def decode(kind: str) -> Iterable[DwgEntity]:
        return [entity for entity in entities if entity.kind == kind]

    sheets = (DwgSheet(name, SHEET, True),)
    return DwgContents(layers, tuple(blocks), sheets, 6, Counter(entity.kind for entity in entities), decode)


def line(handle: int, place: int | None = None) -> DwgEntity:
    return DwgEntity("LINE", handle, {"start": ORIGIN, "end": (1.0, 1.0, 0.0), "layer_handle": LAYER}, place)


@pytest.mark.parametrize("name", ["", "A/B", 'a"*<>:;?=`b', "Ground|Walls", "*U", "**", "\\", "Étage 1", "MODEL", "x" * 300])
@pytest.mark.parametrize("copies", [1, 2])
def test_any_name_will_do(name: str, copies: int) -> None:
    drawing, tally = rebuild(contents_of(name, (line(10), line(11, BLOCK), line(12, SHEET)), copies))

    assert 3 == tally.made["LINE"]
    assert 1 == len(drawing.modelspace().query("LINE"))


def test_an_entity_whose_owner_is_not_there_is_counted_as_lost() -> None:
    _, tally = rebuild(contents_of("A", (line(10), line(11, place=77))))

    counted, doubt = tally.issues()
    assert "2 entities were read from the DWG: 1 converted, 1 left out (1 LINE)." == counted.text
    assert Severity.WARNING is doubt.severity


def test_bodies_and_pictures_are_left_out_without_a_doubt() -> None:
    tally = Tally(Counter({"LINE": 5, "3DSOLID": 2, "POINT": 1}), Counter(LINE=5))

    (counted,) = tally.issues()
    assert Severity.INFO is counted.severity
