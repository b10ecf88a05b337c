"""The formats that a building may be saved in beside its GLB."""

import enum
from pathlib import Path


class ExportFormat(enum.Enum):
    """Each by the word for it on a command line, with its title and the endings of its files, the main one first."""

    GLTF = "gltf", "glTF in two files", (".gltf", ".bin")
    OBJ = "obj", "OBJ with materials", (".obj", ".mtl")
    STL = "stl", "STL for printing", (".stl",)
    PLY = "ply", "PLY with colours", (".ply",)
    CSV = "csv", "Table of rooms", (".csv",)
    DXF = "dxf", "DXF of the plan", (".dxf",)
    IFC = "ifc", "IFC4 of the building", (".ifc",)
    USDZ = "usdz", "USDZ for phones", (".usdz",)
    SVG = "svg", "SVG of the plan", (".svg",)

    def __init__(self, word: str, title: str, endings: tuple[str, ...]) -> None:
        self.word, self.title, self.endings = word, title, endings

    def files(self, target: Path) -> tuple[Path, ...]:
        """The files of this format under a path without its ending."""
        return tuple(target.with_name(target.name + ending) for ending in self.endings)


def formats_of(words: str) -> tuple[ExportFormat, ...]:
    """The formats in a list such as ``obj,stl``, each once.

    Raises:
        ValueError: a word names no format; the error's text is the word.
    """
    known = {one.word: one for one in ExportFormat}
    told = [word.strip().lower() for word in words.split(",") if word.strip()]
    unknown = next((word for word in told if word not in known), None)
    if unknown is not None:
        raise ValueError(unknown)
    return tuple(dict.fromkeys(known[word] for word in told))
