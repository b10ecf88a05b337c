"""Lines fainter than the grain of a scanned sheet."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from archdesk.interpret.offline.flatten.faint import faint_lines
from archdesk.interpret.offline.flatten.flattening import flatten
from archdesk.interpret.offline.pictures.ink import read_ink

SIZE = 900
HINGE, LEAF = (300, 600), 110  # pixels: a door on a sheet of 1/100 at 300 dpi
PAPER, PEN = 245, 233

Picture = NDArray[np.uint8]


def _sheet(pen: int = PAPER, grain: float = 4.0) -> Picture:
    """A house of black walls on grainy paper, with a door's arc in a pen that is hardly darker than the paper."""
    sheet = np.full((SIZE, SIZE), PAPER, np.uint8)
    cv2.ellipse(sheet, HINGE, (LEAF, LEAF), 0, 270, 360, pen, 3)
    cv2.rectangle(sheet, (100, 100), (800, 800), 20, 20)
    cv2.line(sheet, (100, 600), (290, 600), 20, 10)
    cv2.line(sheet, (420, 600), (800, 600), 20, 10)
    noise = np.random.default_rng(3).normal(0, grain, sheet.shape)
    return np.asarray(np.clip(sheet + noise, 0, 255), np.uint8)


def _on_arc() -> NDArray[np.intp]:
    """Rows and columns along the arc, away from its ends."""
    turn = np.radians(np.linspace(20, 70, 50))
    return np.round(np.array([HINGE[1] - LEAF * np.sin(turn), HINGE[0] + LEAF * np.cos(turn)])).astype(np.intp)


def test_an_arc_lost_in_the_grain_of_its_paper_is_found_because_it_runs_on() -> None:
    lines = faint_lines(_sheet(PEN), PAPER)

    rows, columns = _on_arc()
    near = cv2.dilate(lines, np.ones((3, 3), np.uint8))
    assert near[rows, columns].mean() > 0.9


@pytest.mark.parametrize("grain", [0.0, 1.0, 4.0, 8.0])
def test_grain_alone_is_no_line(grain: float) -> None:
    lines = faint_lines(_sheet(grain=grain), PAPER)

    assert lines[130:580, 130:770].mean() < 0.001


def test_dark_ink_and_its_edges_are_no_faint_lines() -> None:
    lines = faint_lines(_sheet(PEN), PAPER)

    assert not lines[100:115].any()
    assert not lines[596:605, 450:780].any()


def test_a_skewed_scan_keeps_the_arcs_of_its_doors_as_faint_ink() -> None:
    turn = cv2.getRotationMatrix2D((SIZE / 2, SIZE / 2), 2.0, 1.0)
    sheet = np.asarray(cv2.warpAffine(_sheet(PEN), turn, (SIZE, SIZE), borderValue=(PAPER,)), np.uint8)

    flat = flatten(sheet)

    assert flat is not None
    ink = read_ink(flat.picture, ())
    seen = cv2.transform(_on_arc()[::-1].T[None].astype(float), turn)[0]
    columns, rows = np.round((flat.to_original.inverse.map(seen) - flat.corner) * flat.factor * ink.factor).astype(int).T
    near = cv2.dilate(ink.faint, np.ones((5, 5), np.uint8))
    assert near[rows, columns].mean() > 0.9
