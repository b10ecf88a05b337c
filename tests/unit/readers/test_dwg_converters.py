import shlex
import time
from pathlib import Path

import ezdxf
import pytest

from archdesk.model.document import Document
from archdesk.model.options import Options
from archdesk.model.problems import Cancelled
from archdesk.model.progress import Progress, SilentReporter
from archdesk.readers.dwg import read_dwg
from archdesk.readers.dwg_converters import convert, find_converter
from tests.unit.readers.dwg_writing import write_dwg

OWN = 4.0  # metres that the DWG's line is long
CONVERTED = 7.0  # metres that the line is long in what the converter makes
OUTSIDE = "/usr/bin:/bin"


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is first on the search path."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:{OUTSIDE}")
    return folder


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return write_dwg(tmp_path / "plan.dwg", lambda _, space: space.add_line((0, 0), (OWN, 0)))


@pytest.fixture
def converted(tmp_path: Path) -> Path:
    drawing = ezdxf.new()
    drawing.modelspace().add_line((0, 0), (CONVERTED, 0))
    drawing.saveas(tmp_path / "converted.dxf")
    return tmp_path / "converted.dxf"


def put_program(folder: Path, name: str, script: str) -> None:
    """A program; dwg2dxf gets -y, -o, the target and the source, ODA File Converter two folders and more."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def read(plan: Path) -> Document:
    return read_dwg(plan, plan.parent, Options(), SilentReporter())


def length_of(document: Document) -> float:
    (start, end) = document.pages[0].strokes[0].points
    return end[0] - start[0]


def test_without_a_converter_the_file_is_decoded(programs: Path, plan: Path) -> None:
    assert find_converter() is None
    assert length_of(read(plan)) == OWN


def test_a_converter_that_works_is_used_and_named(programs: Path, plan: Path, converted: Path) -> None:
    put_program(programs, "dwg2dxf", f'cp {shlex.quote(str(converted))} "$3"')

    document = read(plan)

    assert length_of(document) == CONVERTED
    assert "dwg2dxf" in document.issues[0].text


def test_oda_file_converter_comes_first(programs: Path, plan: Path, converted: Path) -> None:
    put_program(programs, "dwg2dxf", "exit 1")
    put_program(programs, "ODAFileConverter", f'test "$7" = drawing.dwg && cp {shlex.quote(str(converted))} "$2/drawing.dxf"')

    document = read(plan)

    assert length_of(document) == CONVERTED
    assert "ODA File Converter" in document.issues[0].text


@pytest.mark.parametrize(
    "script",
    [
        "exit 1",
        "exit 0",
        'echo nonsense > "$3"',
        ': > "$3"',
        'head -c 300 "$4" > "$3"; kill -9 $$',
        'mkdir "$3"',
        'ln -s /dev/zero "$3"',
        'rm -f "$4"',
    ],
)
def test_a_converter_that_fails_is_passed_over(programs: Path, plan: Path, script: str) -> None:
    before = plan.read_bytes()
    put_program(programs, "dwg2dxf", script)

    document = read(plan)

    assert length_of(document) == OWN
    assert before == plan.read_bytes()


def test_a_warning_of_the_converter_is_no_failure(programs: Path, plan: Path, converted: Path) -> None:
    put_program(programs, "dwg2dxf", f'cp {shlex.quote(str(converted))} "$3"; exit 1')

    assert length_of(read(plan)) == CONVERTED


def test_a_converter_that_hangs_is_ended_in_time(programs: Path, plan: Path) -> None:
    put_program(programs, "dwg2dxf", 'echo half > "$3"; sleep 600')
    converter = find_converter()
    began = time.monotonic()

    assert converter is not None
    assert convert(converter, plan, lambda: None, seconds=1) is None
    assert time.monotonic() - began < 30


def test_a_flood_from_the_converter_is_stopped_and_not_read(programs: Path, plan: Path) -> None:
    put_program(programs, "dwg2dxf", 'exec yes > "$3"')

    assert length_of(read(plan)) == OWN


def test_a_person_can_cancel_while_the_converter_works(programs: Path, plan: Path) -> None:
    class Impatient:
        def __init__(self) -> None:
            self.reports: list[Progress] = []

        def report(self, progress: Progress) -> None:
            self.reports.append(progress)
            if len(self.reports) > 3:
                raise Cancelled

    put_program(programs, "dwg2dxf", "sleep 600")
    began = time.monotonic()

    with pytest.raises(Cancelled):
        read_dwg(plan, plan.parent, Options(), Impatient())

    assert time.monotonic() - began < 30
