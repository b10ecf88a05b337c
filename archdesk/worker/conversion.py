"""The two stages as the tasks call them, and the slow imports that a worker's process does before its first document."""

import gc
import importlib
import logging
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from archdesk.model.floorplan import Survey
from archdesk.model.job import Outcome
from archdesk.model.options import Options
from archdesk.model.progress import Reporter, SilentReporter
from archdesk.model.reading import PageReading
from archdesk.pipeline.crew import Alone, Crew

log = logging.getLogger(__name__)

HEAVY = ("cv2", "ezdxf", "shapely", "trimesh", "pymupdf")


@dataclass(frozen=True, slots=True)
class Conversion:
    """What the tasks do."""

    understand: Callable[[Path, Path, Options, Reporter, Crew], Survey]
    build: Callable[[Path, Options, Reporter], Outcome]
    read_page: Callable[[Path, int, Options, Reporter], PageReading]


Loader = Callable[[], Conversion]
"""Makes the conversion within a worker's process; what it imports is not in the process that watches over it."""


def load_conversion() -> Conversion:
    """The pipeline, warm: everything imported, the recogniser of letters loaded."""
    # These imports cost seconds, and only the processes that convert need them.
    for name in HEAVY:
        importlib.import_module(name)
    understanding = importlib.import_module("archdesk.pipeline.understand")
    building = importlib.import_module("archdesk.pipeline.build")
    conversion = Conversion(understanding.understand, building.build, understanding.understand_page)
    try:
        _warm_letters()
        _warm_stages(conversion)
    except Exception as error:  # noqa: BLE001 - only the first document is slower then
        log.info("The stages are not warm: %s", error)
    # Else the first document pays for a look through all that was imported, which never becomes garbage.
    gc.collect()
    gc.freeze()
    return conversion


def _warm_letters() -> None:
    """Read a tiny picture, so that the first document does not wait for the networks to be loaded."""
    words = importlib.import_module("archdesk.interpret.offline.words")
    cv2, numpy = importlib.import_module("cv2"), importlib.import_module("numpy")
    picture = numpy.full((64, 160), 255, numpy.uint8)
    cv2.putText(picture, "KITCHEN", (8, 42), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 0, 2)
    words.read_words(picture)


def _warm_stages(conversion: Conversion) -> None:
    """Convert a room of four walls: many libraries load their parts at first use."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "room.dxf"
        source.write_text(_room_as_dxf(), encoding="ascii")
        conversion.understand(source, folder, Options(), SilentReporter(), Alone())
        conversion.build(folder, Options(), SilentReporter())


def _room_as_dxf() -> str:
    outer = ((0, 0), (8000, 0), (8000, 6000), (0, 6000))
    inner = ((300, 300), (7700, 300), (7700, 5700), (300, 5700))
    words = ["0", "SECTION", "2", "HEADER", "9", "$INSUNITS", "70", "4", "0", "ENDSEC", "0", "SECTION", "2", "ENTITIES"]
    for ring in (outer, inner):
        for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
            words += ["0", "LINE", "8", "0", "10", f"{x0}", "20", f"{y0}", "11", f"{x1}", "21", f"{y1}"]
    return "\n".join([*words, "0", "ENDSEC", "0", "EOF", ""])
