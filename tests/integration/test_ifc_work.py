"""One bad product takes no others with it: the child that reads a model crashes and hangs on purpose."""

import time
from pathlib import Path

import numpy as np
import pytest

from archdesk.model.options import Options
from archdesk.model.problems import Cancelled
from archdesk.model.progress import SilentReporter
from archdesk.readers.catalogue import read_document
from archdesk.readers.ifc import work
from archdesk.readers.ifc.facts import Facts, ProductFacts, circling, facts_from_json, facts_to_json
from archdesk.readers.ifc.shapes import Copy, Shape, ShapeWriter, Style, read_shapes
from tests.ifc_models import house, storey_of

ROOT = Path(__file__).resolve().parents[4]  # for the child that runs from the tests


class StoppingReporter:
    def report(self, progress: object) -> None:
        del progress
        raise Cancelled


@pytest.fixture
def misbehaving(monkeypatch):
    monkeypatch.setattr(work, "_CHILD", "tests.unit.readers.ifc.misbehaving_child")
    monkeypatch.setattr(work, "_SLOWEST", 3.0)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


def with_walls(tmp_path, *names):
    model = house()
    walls = [model.wall(name, model.placement(0, 9, 0), model.shape(model.box(2, 0.2, 2))) for name in names]
    model.contain(storey_of(model, "Ground floor"), *walls)
    return model.write(tmp_path / "house.ifc")


@pytest.mark.parametrize("fault", ["crashes", "hangs"])
def test_a_product_that_ends_the_child_is_named_and_the_others_stay(tmp_path, misbehaving, fault):
    source = with_walls(tmp_path, fault, "sound")

    building = read_document(source, tmp_path / "pages", Options(), SilentReporter())

    walls = [node for node in building.scene.root.walk() if node.extras.get("kind") == "wall"]
    assert [fault] == [node.name for node in walls if not node.meshes]
    assert 10 == len(walls)
    (issue,) = [issue for issue in building.issues if issue.code == "products-failed"]
    assert f"1 × wall ({fault})" in issue.text


def test_a_child_without_end_is_ended_and_what_is_left_is_named(tmp_path, misbehaving, monkeypatch):
    monkeypatch.setattr(work, "_LONGEST", 4.0)
    began = time.monotonic()

    building = read_document(with_walls(tmp_path, "hangs", "sound"), tmp_path / "pages", Options(), SilentReporter())

    assert time.monotonic() - began < 20
    assert {"products-late", "products-failed"} & {issue.code for issue in building.issues}


def test_a_person_can_stop_the_reading(tmp_path):
    with pytest.raises(Cancelled):
        read_document(house().write(tmp_path / "house.ifc"), tmp_path / "pages", Options(), StoppingReporter())


def test_facts_come_back_as_they_were_told():
    facts = Facts("IFC4", 0.001, (), (ProductFacts(1, ("IfcWall", "IfcElement"), "guid", width=1.0),), 2)

    assert facts == facts_from_json(facts_to_json(facts))


@pytest.mark.parametrize("text", ["", "{", "[]", '{"storeys": 1, "products": []}', '{"products": [{}], "storeys": []}'])
def test_facts_that_are_none_are_refused(text):
    with pytest.raises(ValueError, match=r"\w"):
        facts_from_json(text)


def test_parts_of_themselves_are_found():
    products = [ProductFacts(number, (), "", whole=whole) for number, whole in ((1, 2), (2, 1), (3, 0), (4, 3))]

    assert {1, 2} == circling(products)


@pytest.mark.parametrize("cut", [1, 10, 60, 200])
def test_a_stream_of_shapes_is_read_up_to_where_it_ends(tmp_path, cut):
    path = tmp_path / "shapes.bin"
    shape = Shape(np.eye(3), np.array([[0, 1, 2]], np.int32), np.array([0], np.int32), (Style("Red", (1.0, 0.0, 0.0, 1.0)),))
    with path.open("wb") as file:
        writer = ShapeWriter(file)
        writer.shape("one", shape)
        writer.copy(Copy(7, "one", np.eye(4)))
        writer.begin(8)
    whole = read_shapes(path)
    path.write_bytes(path.read_bytes()[:-cut])

    part = read_shapes(path)

    assert (8, [7]) == (whole.begun, [copy.product for copy in whole.copies])
    assert shape.likeness == whole.shapes["one"].likeness
    assert 0 == part.begun
    assert not part.is_whole
