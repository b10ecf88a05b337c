"""Buildings as USDZ, opened and checked by the library of the format."""

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from archdesk.construct.building import build_scene
from archdesk.export.placed import placed_meshes
from archdesk.export.usd.writer import UsdNotInstalled, write_usdz
from archdesk.export.whole import ModelNotWritten
from archdesk.model.scene import Scene
from archdesk.model.style import BuildStyle, Roof, RoofShape
from tests.unit.export.villa import villa

pytest.importorskip("pxr", reason="needs the extra usd")
from pxr import Usd, UsdGeom, UsdShade, UsdUtils, UsdValidation

STYLES = {
    "plain": BuildStyle(),
    "full": BuildStyle(open_doors=60.0, textures=True, roof=Roof(RoofShape.HIP)),
    "merged": BuildStyle(merge=True, textures=True, room_volumes=True, collision=True, roof=Roof(RoofShape.FLAT)),
}


def written(scene: Scene, folder: Path) -> Path:
    write_usdz(scene, folder / "m.usdz")
    return folder / "m.usdz"


@pytest.fixture(scope="module", params=STYLES)
def scene(request):
    return build_scene(villa(), STYLES[request.param])


@pytest.fixture
def stage(scene, tmp_path):
    return Usd.Stage.Open(str(written(scene, tmp_path)))


def meshes_of(stage):
    return [UsdGeom.Mesh(prim) for prim in stage.Traverse() if prim.IsA(UsdGeom.Mesh)]


def test_the_format_s_own_check_has_no_complaint(stage):
    everything = UsdValidation.ValidationRegistry().GetOrLoadAllValidators()

    errors = UsdValidation.ValidationContext(everything).Validate(stage)

    assert len(everything) > 10
    assert [] == [error.GetErrorAsString() for error in errors]


def test_a_phone_s_package_can_be_made_of_it(scene, tmp_path):
    assert UsdUtils.CreateNewARKitUsdzPackage(str(written(scene, tmp_path)), str(tmp_path / "phone.usdz"))


def test_it_is_in_metres_with_y_up(stage):
    assert (1.0, "Y") == (UsdGeom.GetStageMetersPerUnit(stage), UsdGeom.GetStageUpAxis(stage))


def test_each_mesh_stands_where_it_stands_in_the_building(scene, stage):
    expected = list(placed_meshes(scene))
    seen = meshes_of(stage)

    assert len(expected) == len(seen)
    for one, mesh in zip(expected, seen, strict=True):
        matrix = np.array(UsdGeom.XformCache().GetLocalToWorldTransform(mesh.GetPrim()))
        points = np.column_stack((np.array(mesh.GetPointsAttr().Get()), np.ones(len(one.points)))) @ matrix
        assert one.points == pytest.approx(points[:, :3], abs=1e-5)
        assert len(one.mesh.triangles) == len(mesh.GetFaceVertexCountsAttr().Get())
        material = UsdShade.MaterialBindingAPI(mesh.GetPrim()).ComputeBoundMaterial()[0]
        assert material.GetPrim().GetName().startswith(one.mesh.material.name.split()[0])


def test_names_and_facts_of_elements_are_kept(tmp_path):
    stage = Usd.Stage.Open(str(written(build_scene(villa()), tmp_path)))

    named = {prim.GetDisplayName(): prim.GetCustomDataByKey("archdesk") for prim in stage.Traverse()}
    assert {"Ground floor", "Kitchen", "Outer wall 1"} <= set(named)
    assert ("w1", "wall") == (named["Outer wall 1"]["id"], named["Outer wall 1"]["kind"])


def test_ceilings_are_hidden_at_first(tmp_path):
    stage = Usd.Stage.Open(str(written(build_scene(villa()), tmp_path)))

    hidden = [
        prim.GetDisplayName()
        for prim in stage.Traverse()
        if prim.IsA(UsdGeom.Xform) and UsdGeom.Imageable(prim).GetVisibilityAttr().Get() == UsdGeom.Tokens.invisible
    ]
    assert hidden
    assert all(name.startswith(("Ceiling", "Upper slab")) for name in hidden)


def test_a_missing_library_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)

    with pytest.raises(UsdNotInstalled, match="not installed"):
        write_usdz(build_scene(villa()), tmp_path / "m.usdz")


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(ModelNotWritten):
        write_usdz(build_scene(villa()), tmp_path / "nowhere" / "m.usdz")
