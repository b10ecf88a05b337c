"""The two stages as the tasks call them, and the slow imports that a worker's process does before its first document."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from archdesk.model.floorplan import Survey
from archdesk.model.job import Outcome
from archdesk.model.options import Options
from archdesk.model.progress import Reporter

HEAVY = ("cv2", "ezdxf", "shapely", "trimesh", "pymupdf", "onnxruntime")


@dataclass(frozen=True, slots=True)
class Conversion:
    """What the two tasks do."""

    understand: Callable[[Path, Path, Options, Reporter], Survey]
    build: Callable[[Path, Options, Reporter], Outcome]


Loader = Callable[[], Conversion]
"""Makes the conversion within a worker's process; what it imports is not in the process that watches over it."""


def load_conversion() -> Conversion:
    """The pipeline, warm: everything imported, the recogniser of letters loaded."""
    # These imports cost seconds, and only the processes that convert need them.
    for name in HEAVY:
        importlib.import_module(name)
    understanding = importlib.import_module("archdesk.pipeline.understand")
    building = importlib.import_module("archdesk.pipeline.build")
    _warm_letters()
    return Conversion(understanding.understand, building.build)


def _warm_letters() -> None:
    """Read a tiny picture, so that the first document does not wait for the networks to be loaded."""
    words = importlib.import_module("archdesk.interpret.offline.words")
    cv2, numpy = importlib.import_module("cv2"), importlib.import_module("numpy")
    picture = numpy.full((64, 160), 255, numpy.uint8)
    cv2.putText(picture, "KITCHEN", (8, 42), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 0, 2)
    words.read_words(picture)
