"""Drawings that ArchDesk made: the plan that lies in them under a seal."""

from dataclasses import replace
from pathlib import Path

from archdesk.model.document import Document, Page
from archdesk.model.drawn import DrawnPlan
from archdesk.model.floorplan import FloorPlan
from archdesk.model.options import Options
from archdesk.records import DamagedRecord, survey_from_json
from archdesk.seals import may_be_sealed, unseal


def with_plan(document: Document, source: Path, options: Options, mark: bytes = b"") -> Document | DrawnPlan:
    """The document, with the plan in its file if nobody changed that, and nobody tells another scale than it has."""
    if options.scale is not None or options.unit is not None:
        return document
    with source.open("rb") as file:
        record = unseal(source.read_bytes(), mark) if may_be_sealed(file) else None
    if record is None:
        return document
    try:
        survey = survey_from_json(record)
    except DamagedRecord:
        return document
    storeys = tuple(_on_page(plan, document.pages[0]) for plan in survey.storeys)
    return DrawnPlan(document, storeys, survey.issues)


def _on_page(plan: FloorPlan, page: Page) -> FloorPlan:
    sheet = plan.sheet
    return replace(plan, sheet=replace(sheet, page=0, width=page.width, height=page.height) if sheet else None)
