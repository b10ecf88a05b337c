"""The usd-core library, which has no types: a stage in metres with y up, as it grows."""

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pxr import Gf, Kind, Sdf, Usd, UsdGeom, UsdShade, UsdUtils, Vt

Prim = Any
_UV, _COLOURS = "st", "displayColor"


class Stage:
    """Enters things below one root; ``file`` is where the stage is kept until it is packed."""

    def __init__(self, file: Path, name: str) -> None:
        self._file = file
        self._stage = Usd.Stage.CreateNew(str(file))
        UsdGeom.SetStageUpAxis(self._stage, UsdGeom.Tokens.y)
        UsdGeom.SetStageMetersPerUnit(self._stage, 1.0)
        self.root = self.group(Sdf.Path.absoluteRootPath, name)
        self._stage.SetDefaultPrim(self._stage.GetPrimAtPath(self.root))
        Usd.ModelAPI(self._stage.GetPrimAtPath(self.root)).SetKind(Kind.Tokens.assembly)

    def group(self, parent: Prim, name: str) -> Prim:
        """The path of a new place below another one; words for people are kept beside the signs that are allowed."""
        path = self._free(parent, name)
        UsdGeom.Xform.Define(self._stage, path).GetPrim().SetDisplayName(name)
        return path

    def place(self, path: Prim, place: tuple[float, float, float], turn: float) -> None:
        """``turn`` is radians about y, applied before ``place``."""
        api = UsdGeom.XformCommonAPI(self._stage.GetPrimAtPath(path))
        if any(place):
            api.SetTranslate(Gf.Vec3d(*place))
        if turn:
            api.SetRotate(Gf.Vec3f(0.0, math.degrees(turn), 0.0))

    def hide(self, path: Prim) -> None:
        UsdGeom.Imageable(self._stage.GetPrimAtPath(path)).MakeInvisible()

    def tell(self, path: Prim, facts: Mapping[str, object]) -> None:
        self._stage.GetPrimAtPath(path).SetCustomDataByKey("archdesk", dict(facts))

    def material(self, name: str, inputs: Mapping[str, float], colour: tuple[float, ...], texture: str | None) -> Prim:
        """A surface; ``texture`` names a picture beside the stage, and without a colour the corners have their own."""
        path = self._free(self.root.AppendChild("Materials"), name)
        made = UsdShade.Material.Define(self._stage, path)
        surface = self._shader(path, "Surface", "UsdPreviewSurface")
        for word, value in inputs.items():
            surface.CreateInput(word, Sdf.ValueTypeNames.Float).Set(value)
        paint = surface.CreateInput("diffuseColor", Sdf.ValueTypeNames.Color3f)
        if texture is not None:
            paint.ConnectToSource(self._picture(path, texture, colour))
        elif colour:
            paint.Set(Gf.Vec3f(*colour))
        else:
            paint.ConnectToSource(self._reader(path, _COLOURS, "float3", Sdf.ValueTypeNames.Float3))
        surface.CreateOutput("surface", Sdf.ValueTypeNames.Token)
        made.CreateSurfaceOutput().ConnectToSource(surface.ConnectableAPI(), "surface")
        return path

    def mesh(
        self, parent: Prim, name: str, arrays: Mapping[str, NDArray[np.generic]], material: Prim, *, is_thin: bool
    ) -> Prim:
        """Triangles with their normals, and uvs and colours where they have any; thin ones are seen from both sides."""
        path = self._free(parent, name)
        made = UsdGeom.Mesh.Define(self._stage, path)
        points = arrays["points"].astype("<f4")
        triangles = arrays["triangles"].astype("<i4")
        made.CreatePointsAttr(Vt.Vec3fArray.FromNumpy(points))
        made.CreateFaceVertexIndicesAttr(Vt.IntArray.FromNumpy(triangles.ravel()))
        made.CreateFaceVertexCountsAttr(Vt.IntArray.FromNumpy(np.full(len(triangles), 3, dtype="<i4")))
        made.CreateNormalsAttr(Vt.Vec3fArray.FromNumpy(arrays["normals"].astype("<f4")))
        made.SetNormalsInterpolation(UsdGeom.Tokens.vertex)
        made.CreateSubdivisionSchemeAttr(UsdGeom.Tokens.none)
        made.CreateExtentAttr(Vt.Vec3fArray.FromNumpy(np.array((points.min(axis=0), points.max(axis=0)))))
        made.CreateDoubleSidedAttr(is_thin)
        told = UsdGeom.PrimvarsAPI(made)
        if "uvs" in arrays:
            right, down = arrays["uvs"].astype("<f4").T
            uvs = np.column_stack((right, 1 - down))  # up, not down as in glTF
            kind = Sdf.ValueTypeNames.TexCoord2fArray
            told.CreatePrimvar(_UV, kind, UsdGeom.Tokens.vertex).Set(Vt.Vec2fArray.FromNumpy(uvs))
        if "colours" in arrays:
            kind = Sdf.ValueTypeNames.Color3fArray
            colours = Vt.Vec3fArray.FromNumpy(arrays["colours"][:, :3].astype("<f4"))
            told.CreatePrimvar(_COLOURS, kind, UsdGeom.Tokens.vertex).Set(colours)
        self._bind(path, material)
        return path

    def again(self, parent: Prim, name: str, mesh: Prim, material: Prim) -> None:
        """A mesh that stands somewhere else too."""
        path = self._free(parent, name)
        self._stage.DefinePrim(path).GetReferences().AddInternalReference(mesh)
        self._bind(path, material)

    def pack(self, target: Path) -> bytes:
        """The file that phones open: the stage and its pictures, as one archive."""
        self._stage.GetRootLayer().Save()
        if not UsdUtils.CreateNewUsdzPackage(Sdf.AssetPath(str(self._file)), str(target)):
            raise OSError("the library did not pack the stage")
        return target.read_bytes()

    def _free(self, parent: Prim, name: str) -> Prim:
        """A path that nothing has."""
        word = "".join(one if one.isascii() and one.isalnum() else "_" for one in name)
        word = word if word and not word[0].isdigit() else f"_{word}"
        path, number = parent.AppendChild(word), 1
        while self._stage.GetPrimAtPath(path):
            number += 1
            path = parent.AppendChild(f"{word}_{number}")
        return path

    def _bind(self, path: Prim, material: Prim) -> None:
        prim = self._stage.GetPrimAtPath(path)
        UsdShade.MaterialBindingAPI.Apply(prim).Bind(UsdShade.Material.Get(self._stage, material))

    def _shader(self, material: Prim, name: str, kind: str) -> Prim:
        made = UsdShade.Shader.Define(self._stage, material.AppendChild(name))
        made.CreateIdAttr(kind)
        return made

    def _reader(self, material: Prim, primvar: str, word: str, kind: Prim) -> Prim:
        made = self._shader(material, "Reader", f"UsdPrimvarReader_{word}")
        made.CreateInput("varname", Sdf.ValueTypeNames.String).Set(primvar)
        return made.CreateOutput("result", kind)

    def _picture(self, material: Prim, texture: str, colour: tuple[float, ...]) -> Prim:
        made = self._shader(material, "Picture", "UsdUVTexture")
        made.CreateInput("file", Sdf.ValueTypeNames.Asset).Set(texture)
        made.CreateInput("st", Sdf.ValueTypeNames.Float2).ConnectToSource(
            self._reader(material, _UV, "float2", Sdf.ValueTypeNames.Float2)
        )
        for way in ("wrapS", "wrapT"):
            made.CreateInput(way, Sdf.ValueTypeNames.Token).Set("repeat")
        made.CreateInput("sourceColorSpace", Sdf.ValueTypeNames.Token).Set("sRGB")
        made.CreateInput("scale", Sdf.ValueTypeNames.Float4).Set(Gf.Vec4f(*colour, 1.0))
        return made.CreateOutput("rgb", Sdf.ValueTypeNames.Float3)
