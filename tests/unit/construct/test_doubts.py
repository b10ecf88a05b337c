"""What of a style could not be built is told with the storey and the reason."""

import pytest

from archdesk.construct.building import build_scene
from archdesk.construct.doubts import doubts_of
from archdesk.construct.merging import merged
from archdesk.model.problems import Severity
from archdesk.model.scene import Node, Scene
from archdesk.model.style import BuildStyle, Roof, RoofShape
from tests.unit.construct.houses import survey_of
from tests.unit.construct.test_roofs import RECTANGLE, storey

HIP = BuildStyle(roof=Roof(RoofShape.HIP))
WIDE = ((0, 0), (16, 0), (16, 6), (0, 6))


def building(*storeys: tuple[str, ...]) -> Scene:
    """Storeys with roofs of these shapes."""
    return Scene(Node("Building", children=tuple(map(_storey, range(len(storeys)), storeys))))


def _storey(level: int, shapes: tuple[str, ...]) -> Node:
    roofs = tuple(
        Node("Roof", extras={"id": f"roof-{level}-{n}", "kind": "roof", "shape": shape}) for n, shape in enumerate(shapes, 1)
    )
    return Node(f"Floor {level}", children=(Node("Roof", children=roofs),), extras={"kind": "storey", "level": level})


def test_a_roof_that_is_flat_instead_of_sloped_is_told():
    (issue,) = doubts_of(building(("hip", "flat")), HIP)

    assert ("roof-flat", Severity.WARNING, 0, "roof-0-2") == (issue.code, issue.severity, issue.storey, issue.element)
    assert "The roof over Floor 0 is flat: its outline is too intricate for a hip roof." == issue.text


def test_a_storey_without_a_roof_is_told():
    (issue,) = doubts_of(building(()), HIP)

    assert ("roof-missing", Severity.WARNING) == (issue.code, issue.severity)


def test_flat_roofs_beside_a_further_storey_are_noted():
    scene = build_scene(survey_of(storey(WIDE), storey(RECTANGLE, 1)), HIP)

    (issue,) = doubts_of(scene, HIP)

    assert ("roof-flat", Severity.INFO, 0) == (issue.code, issue.severity, issue.storey)
    assert "Storey 1 stands beside it" in issue.text


@pytest.mark.parametrize("style", [HIP, BuildStyle(roof=Roof(RoofShape.HIP), merge=True)])
def test_what_was_built_as_asked_raises_no_doubt(style):
    assert () == doubts_of(build_scene(survey_of(storey(RECTANGLE)), style), style)


def test_a_merged_building_tells_the_same():
    scene = building(("flat",))

    assert doubts_of(scene, HIP) == doubts_of(merged(scene), HIP)


def test_without_a_roof_asked_nothing_is_missed():
    assert () == doubts_of(building(()), BuildStyle())
