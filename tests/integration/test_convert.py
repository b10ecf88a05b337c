"""The terminal's whole way: real files in, GLB and plan.json out."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from archdesk.records import survey_from_json
from tests.validator import validate

HOUSE_AREA = (150.0, 175.0)  # square metres: what the sample house's two storeys hold between their walls
HOUSE_DOORS, HOUSE_WINDOWS = 10, 12
SHARE_FOUND = 0.8  # of doors and windows, on a scan as well


def convert(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "archdesk", "convert", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)


@pytest.fixture(scope="module")
def converted(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[dict]]:
    out = tmp_path_factory.mktemp("out")
    run = convert(samples / "house.pdf", samples / "house.jpg", samples / "house.dxf", "--out", out, "--json")
    assert run.returncode == 0, run.stdout + run.stderr
    return out, [json.loads(line) for line in run.stdout.splitlines()]


def test_each_sample_gets_a_line_of_json_and_its_own_names(converted: tuple[Path, list[dict]]) -> None:
    out, lines = converted

    assert [line["state"] for line in lines] == ["done"] * 3
    expected = {f"house{n}{ending}" for n in ("", "-2", "-3") for ending in (".glb", ".plan.json")}
    assert expected == {file.name for file in out.iterdir()}


@pytest.mark.parametrize("name", ["house", "house-2", "house-3"])
def test_a_sample_becomes_a_house_of_two_storeys_in_metres(converted: tuple[Path, list[dict]], name: str) -> None:
    survey = survey_from_json((converted[0] / f"{name}.plan.json").read_bytes())
    openings = [opening.kind.value for plan in survey.storeys for opening in plan.openings]

    assert [plan.level for plan in survey.storeys] == [0, 1]
    assert HOUSE_AREA[0] < sum(room.area for plan in survey.storeys for room in plan.rooms) < HOUSE_AREA[1]
    assert openings.count("door") >= SHARE_FOUND * HOUSE_DOORS
    assert openings.count("window") >= SHARE_FOUND * HOUSE_WINDOWS
    assert {"Kitchen", "Living room", "Office"} <= {room.name for plan in survey.storeys for room in plan.rooms}


@pytest.mark.parametrize("name", ["house", "house-2", "house-3"])
def test_the_model_has_no_fault_by_the_khronos_validator(converted: tuple[Path, list[dict]], name: str) -> None:
    report = validate(converted[0] / f"{name}.glb")

    assert (report.errors, report.warnings) == (0, 0), report.messages


def test_the_same_drawing_gives_the_same_plan_whatever_the_order_of_sets(samples: Path, tmp_path: Path) -> None:
    plans = []
    for seed in ("1", "2"):
        out = tmp_path / seed
        command = [sys.executable, "-m", "archdesk", "convert", str(samples / "house.jpg"), "--out", str(out)]
        subprocess.run(command, check=True, capture_output=True, timeout=240, env=os.environ | {"PYTHONHASHSEED": seed})
        plans.append(survey_from_json((out / "house.plan.json").read_bytes()))

    assert plans[0] == plans[1]


def test_a_bad_file_says_why_and_the_others_go_on(samples: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").touch()
    (tmp_path / "words.png").write_text("no picture at all")

    run = convert(
        tmp_path / "empty.pdf", tmp_path / "words.png", tmp_path / "gone.pdf", samples / "house.dxf", "--out", tmp_path / "o"
    )

    assert run.returncode == 1
    assert "The file is empty." in run.stdout
    assert "was not found" in run.stdout
    assert (tmp_path / "o" / "house.glb").is_file()
    assert "Traceback" not in run.stdout + run.stderr


def test_results_that_are_there_stay_as_they_are(samples: Path, tmp_path: Path) -> None:
    (tmp_path / "house.glb").write_text("mine")

    run = convert(samples / "house.dxf", "--out", tmp_path)

    assert run.returncode == 1
    assert (tmp_path / "house.glb").read_text() == "mine"
    assert "is there already" in run.stdout


def test_other_formats_lie_beside_the_model(samples: Path, tmp_path: Path) -> None:
    run = convert(samples / "house.dxf", "--out", tmp_path, "--also", "obj,csv", "--json")

    names = {"house.glb", "house.plan.json", "house.obj", "house.mtl", "house.csv"}
    assert names == {path.name for path in tmp_path.iterdir()}
    assert names == {Path(path).name for path in json.loads(run.stdout)["outputs"]}


def test_none_of_the_other_formats_is_written_over(samples: Path, tmp_path: Path) -> None:
    (tmp_path / "house.mtl").write_text("mine")

    run = convert(samples / "house.dxf", "--out", tmp_path, "--also", "obj")

    assert run.returncode == 1
    assert "house.mtl is there already" in run.stdout
    assert [tmp_path / "house.mtl"] == list(tmp_path.iterdir())


def test_no_drawing_is_written_over_even_by_force(samples: Path, tmp_path: Path) -> None:
    drawing = tmp_path / "house.dxf"
    drawing.write_bytes((samples / "house.dxf").read_bytes())

    run = convert(drawing, "--also", "dxf", "--force")

    assert run.returncode == 1
    assert "would be written over" in run.stdout
    assert (samples / "house.dxf").read_bytes() == drawing.read_bytes()


@pytest.mark.parametrize("arguments", [("--also", "doc", "x.pdf"), ("--scale", "big", "x.pdf"), ("--unit", "ell", "x.pdf"), ()])
def test_wrong_usage_ends_with_two(arguments: tuple[str, ...]) -> None:
    assert convert(*arguments).returncode == 2
