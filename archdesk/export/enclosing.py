"""The plan that goes with its drawing: as plan.json has it, each storey where it is drawn."""

from collections.abc import Iterable
from dataclasses import replace

from archdesk.export.plan_drawing import StoreyDrawing
from archdesk.model.floorplan import FloorPlan, Scale, ScaleMethod, Sheet, Survey
from archdesk.model.shapes import Affine
from archdesk.records import survey_to_json


def plan_record(survey: Survey, drawings: Iterable[StoreyDrawing], to_sheet: Affine) -> str:
    """The record of the storeys that are drawn; ``to_sheet`` leads from metres of the whole drawing to its own units."""
    storeys = tuple(_drawn(drawing, to_sheet) for drawing in drawings)
    return survey_to_json(replace(survey, storeys=storeys))


def _drawn(drawing: StoreyDrawing, to_sheet: Affine) -> FloorPlan:
    """The size of the sheet is told by who reads the drawing."""
    to_plan = Affine(c=drawing.shift).then(to_sheet).inverse
    scale = Scale(to_plan.factor, ScaleMethod.FILE_UNIT, 1.0, ("ArchDesk drew this plan",))
    return replace(drawing.plan, sheet=Sheet(0, 0.0, 0.0, to_plan), scale=scale)
