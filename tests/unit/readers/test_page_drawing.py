"""The picture that people see of a drawing without one."""

from pathlib import Path

import ezdxf
from PIL import Image

from archdesk.model.options import Options
from archdesk.model.progress import SilentReporter
from archdesk.readers.catalogue import read_document


def picture_of(words: str, folder: Path) -> Image.Image:
    drawing = ezdxf.new("R2010")
    drawing.modelspace().add_lwpolyline([(0, 0), (10, 0), (10, 5), (0, 5)], close=True)
    drawing.modelspace().add_text(words, height=2).set_placement((1, 1))
    folder.mkdir()
    drawing.saveas(folder / "room.dxf")
    document = read_document(folder / "room.dxf", folder, Options(), SilentReporter())
    assert document.pages[0].picture is not None
    return Image.open(document.pages[0].picture.path).convert("L")


def test_letters_with_accents_are_drawn_as_themselves(tmp_path: Path) -> None:
    pictures = [picture_of(letter, tmp_path / str(number)) for number, letter in enumerate("üøžЖ²")]

    assert len({picture.tobytes() for picture in pictures}) == len(pictures)
