"""IFC models become storeys and a building."""

from collections import Counter
from pathlib import Path

import pytest

from archdesk.model.floorplan import Hinge, OpeningKind, ScaleMethod, Swing
from archdesk.model.options import Options
from archdesk.model.problems import Severity
from archdesk.model.progress import SilentReporter
from archdesk.model.ready import ReadyBuilding
from archdesk.readers.base import Damaged, NothingInside, NotInstalled, TooLarge, WrongVersion
from archdesk.readers.catalogue import read_document
from archdesk.readers.ifc import archive, reader
from tests.ifc_models import IfcModel, house, storey_of


def read(model: IfcModel, folder: Path) -> ReadyBuilding:
    found = read_document(model.write(folder / "house.ifc"), folder / "pages", Options(), SilentReporter())
    assert isinstance(found, ReadyBuilding)
    return found


def kinds(building: ReadyBuilding) -> Counter:
    return Counter(node.extras.get("kind") for node in building.scene.root.walk())


def nodes(building: ReadyBuilding, kind: str):
    return [node for node in building.scene.root.walk() if node.extras.get("kind") == kind]


@pytest.mark.parametrize(("schema", "unit"), [("IFC2X3", "mm"), ("IFC4", "m"), ("IFC4X3_ADD2", "ft"), ("IFC4", "ft")])
def test_a_house_is_the_same_in_every_schema_and_unit(tmp_path, schema, unit):
    building = read(house(schema, unit), tmp_path)

    ground, upper = building.storeys
    assert ("Ground floor", 0, 0.0) == (ground.name, ground.level, ground.elevation)
    assert ("Upper floor", 1, pytest.approx(2.8)) == (upper.name, upper.level, upper.elevation)
    assert pytest.approx(2.8) == ground.height
    assert [6.0, 3.4, 6.0, 3.4] == pytest.approx([wall.length for wall in ground.walls])
    assert [0.3] * 4 == pytest.approx([wall.thickness for wall in ground.walls])
    assert [5.4 * 3.4] == pytest.approx([room.area for room in ground.rooms])
    assert {"wall": 8, "window": 4, "door": 2, "room": 2, "slab": 2, "storey": 2, "stair": 1, "column": 1, "furniture": 1} == {
        kind: count for kind, count in kinds(building).items() if kind not in ("building", "group")
    }


def test_the_scale_is_that_of_the_file(tmp_path):
    ground = read(house("IFC4", "mm"), tmp_path).storeys[0]

    assert (ScaleMethod.FILE_UNIT, 0.001) == (ground.scale.method, pytest.approx(ground.scale.metres_per_unit))
    assert ground.sheet is None


def test_windows_lie_where_their_holes_are(tmp_path):
    ground = read(house(), tmp_path).storeys[0]

    windows = [opening for opening in ground.openings if opening.kind is OpeningKind.WINDOW]
    assert [1.4, 4.2] == pytest.approx([window.offset for window in windows])
    assert [(1.2, 0.9, 2.1)] * 2 == [pytest.approx((window.width, window.sill, window.head)) for window in windows]
    assert {"w1"} == {window.wall for window in windows}


def test_a_door_tells_its_hinge_and_swing(tmp_path):
    ground = read(house(), tmp_path).storeys[0]

    (door,) = [opening for opening in ground.openings if opening.kind is OpeningKind.DOOR]
    assert (Hinge.START, Swing.LEFT) == (door.hinge, door.swing)


def test_what_was_asked_of_a_drawing_is_not_asked_of_a_model(tmp_path):
    source = house().write(tmp_path / "house.ifc")

    building = read_document(source, tmp_path / "pages", Options(storey_height=3.0), SilentReporter())

    assert "options-unused" in [issue.code for issue in building.issues]
    assert pytest.approx(2.8) == building.storeys[0].height


def test_a_room_has_its_long_name_and_a_stair_its_way_up(tmp_path):
    ground = read(house(), tmp_path).storeys[0]

    assert ["Kitchen"] == [room.name for room in ground.rooms]
    (stair,) = ground.stairs
    assert stair.direction[1][0] > stair.direction[0][0]
    assert ["table"] == [fixture.kind for fixture in ground.fixtures]
    assert 1 == len(ground.columns)


def test_identical_windows_share_a_mesh(tmp_path):
    building = read(house(), tmp_path)

    assert 1 == len({id(mesh) for node in nodes(building, "window") for mesh in node.meshes})


def test_holes_are_cut(tmp_path):
    wall = nodes(read(house(), tmp_path), "wall")[0]

    assert pytest.approx(6.0 * 0.3 * 2.5 - 2 * 1.2 * 1.2 * 0.3, abs=1e-3) == wall.extras["measures"]["volume"]


def test_names_colours_and_ids_of_the_file_are_kept(tmp_path):
    wall = nodes(read(house(), tmp_path), "wall")[0]

    assert ("Wall 1", "w1", "Ground floor", "IfcWall") == (wall.name, *(wall.extras[key] for key in ("id", "storey", "class")))
    assert 22 == len(wall.extras["GlobalId"])
    assert "Brick" == wall.meshes[0].material.name
    assert (0.448, 0.073, 0.033, 1.0) == pytest.approx(wall.meshes[0].material.colour, abs=1e-3)


def test_a_wall_without_a_shape_is_in_the_tree_and_told(tmp_path):
    model = house()
    model.contain(storey_of(model, "Ground floor"), model.wall("Ghost", model.placement(0, 0, 0), "$"))

    building = read(model, tmp_path)

    assert 9 == kinds(building)["wall"]
    (issue,) = [issue for issue in building.issues if issue.code == "products-not-drawn"]
    assert "1 × wall (Ghost)" in issue.text
    assert Severity.INFO is issue.severity


def test_a_wall_of_parts_has_their_shape_and_holds_them(tmp_path):
    model = house()
    place = model.placement(10, 0, 0)
    wall = model.wall("Layered", place, "$")
    parts = [
        model.product(
            "IFCBUILDINGELEMENTPART", f"Layer {y}", model.placement(10, y, 0), model.shape(model.box(3, 0.1, 2.5)), "$"
        )
        for y in (0.05, 0.15)
    ]
    model.aggregate(wall, parts)
    model.contain(storey_of(model, "Ground floor"), wall)

    building = read(model, tmp_path)

    (node,) = [node for node in nodes(building, "wall") if node.name == "Layered"]
    assert ["Layer 0.05", "Layer 0.15"] == [child.name for child in node.children]
    (wall_record,) = [one for one in building.storeys[0].walls if one.id == node.extras["id"]]
    assert (3.0, 0.2) == pytest.approx((wall_record.length, wall_record.thickness))


def test_a_curved_wall_has_a_bulge(tmp_path):
    model = house()
    centre, up = model.point(0, 0), model.direction(0, 0, 1)
    place2 = model.add(f"IFCAXIS2PLACEMENT2D({centre},$)")
    arcs = [model.add(f"IFCCIRCLE({place2},{model.length(radius)})") for radius in (5.0, 5.3)]
    inner, outer = (
        model.add(f"IFCTRIMMEDCURVE({arc},({model.point(r, 0)}),({model.point(0, r)}),.T.,.CARTESIAN.)")
        for arc, r in zip(arcs, (5.0, 5.3), strict=True)
    )
    ends = [
        model.add(f"IFCPOLYLINE(({model.point(*a)},{model.point(*b)}))")
        for a, b in (((0, 5.0), (0, 5.3)), ((5.3, 0), (5.0, 0)))
    ]
    runs = ((inner, ".T."), (ends[0], ".T."), (outer, ".F."), (ends[1], ".T."))
    pieces = [model.add(f"IFCCOMPOSITECURVESEGMENT(.CONTINUOUS.,{way},{curve})") for curve, way in runs]
    ring = model.add(f"IFCCOMPOSITECURVE(({','.join(pieces)}),.F.)")
    profile = model.add(f"IFCARBITRARYCLOSEDPROFILEDEF(.AREA.,$,{ring})")
    solid = model.add(f"IFCEXTRUDEDAREASOLID({profile},{model.place3(0, 0, 0)},{up},{model.length(2.5)})")
    wall = model.wall("Round", model.placement(20, 0, 0), model.shape(solid))
    model.contain(storey_of(model, "Ground floor"), wall)

    (found,) = [wall for wall in read(model, tmp_path).storeys[0].walls if wall.bulge]

    assert pytest.approx(0.4142, abs=0.01) == abs(found.bulge)
    assert pytest.approx(0.3, abs=0.02) == found.thickness


def test_products_in_no_storey_are_told(tmp_path):
    model = house()
    model.wall("Lost", model.placement(0, 9, 0), model.shape(model.box(2, 0.2, 2)))

    building = read(model, tmp_path)

    assert [issue.text for issue in building.issues if issue.code == "outside-storeys"] == [
        "1 product in no storey: 1 × wall (Lost)."
    ]
    assert 9 == kinds(building)["wall"]


def test_a_model_without_storeys_gives_one_plan(tmp_path):
    model = IfcModel()
    model.building()
    model.wall("Wall", model.placement(0, 0, 0), model.shape(model.box(2, 0.2, 2)))

    building = read(model, tmp_path)

    assert ["Building"] == [plan.name for plan in building.storeys]
    assert 1 == len(building.storeys[0].walls)
    assert 0 == kinds(building)["storey"]
    assert "no-storeys" in [issue.code for issue in building.issues]


def test_a_model_far_from_its_origin_is_brought_near(tmp_path):
    model = IfcModel(unit="m")
    storey = model.storey(model.building(), "Ground", 0.0)
    model.contain(storey, model.wall("Wall", model.placement(400_000.5, 5_600_000.25, 0), model.shape(model.box(4, 0.2, 2.5))))

    (wall,) = read(model, tmp_path).storeys[0].walls

    assert pytest.approx(4.0, abs=1e-6) == wall.length
    assert max(abs(number) for point in wall.path for number in point) < 10


def test_a_model_with_nothing_in_it_is_refused(tmp_path):
    model = IfcModel()
    model.building()

    with pytest.raises(NothingInside, match="no products"):
        read(model, tmp_path)


def test_another_schema_is_named(tmp_path):
    model = house()
    model.schema = "IFC2X_FINAL"

    with pytest.raises(WrongVersion, match="IFC2X_FINAL"):
        read(model, tmp_path)


def test_a_cut_off_file_is_refused(tmp_path):
    path = tmp_path / "house.ifc"
    path.write_text(house().text()[:9000], encoding="ascii")

    with pytest.raises(Damaged, match="ends before"):
        read_document(path, tmp_path / "pages", Options(), SilentReporter())


@pytest.mark.parametrize("noise", ["", "#1=IFCWALL(", "((((((((", "#1=#2;#2=#1;", "#5=IFCWALL('a',#5,#5,#5,#5,#5,#5,#5,#5);"])
def test_a_damaged_file_ends_in_a_sentence(tmp_path, noise):
    path = tmp_path / "house.ifc"
    path.write_text(f"ISO-10303-21;\nHEADER;\nFILE_SCHEMA(('IFC4'));\nENDSEC;\nDATA;\n{noise}\nENDSEC;\nEND-ISO-10303-21;\n")

    with pytest.raises((Damaged, NothingInside)) as caught:
        read_document(path, tmp_path / "pages", Options(), SilentReporter())

    assert str(caught.value).endswith(".")


def test_a_placement_within_itself_loses_its_product_alone(tmp_path):
    model = house()
    number = len(model.lines) + 5
    place = model.placement(0, 0, 0, within=f"#{number}")
    model.contain(storey_of(model, "Ground floor"), model.wall("Turning", place, model.shape(model.box(2, 0.2, 2))))

    building = read(model, tmp_path)

    assert 9 == kinds(building)["wall"]
    assert 8 == sum(bool(node.meshes) for node in nodes(building, "wall"))


def test_a_part_of_itself_is_no_endless_tree(tmp_path):
    model = house()
    walls = [model.wall(f"Ring {i}", model.placement(0, 9, 0), model.shape(model.box(2, 0.2, 2))) for i in (1, 2)]
    model.aggregate(walls[0], [walls[1]])
    model.aggregate(walls[1], [walls[0]])

    assert 10 == kinds(read(model, tmp_path))["wall"]


def test_a_file_that_is_too_large_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "LARGEST_IFC", 100)

    with pytest.raises(TooLarge):
        read(house(), tmp_path)


def test_without_the_extra_a_model_says_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setattr(reader.importlib.util, "find_spec", lambda _: None)

    with pytest.raises(NotInstalled) as caught:
        read(house(), tmp_path)

    assert "archdesk[ifc]" in caught.value.failure().hint
