"""Floor plans into a GLB: what generate_3d_model runs."""

import logging
import time
from pathlib import Path

from archdesk.construct.building import build_scene
from archdesk.construct.corrected import correct_ready
from archdesk.construct.doubts import doubts_of
from archdesk.construct.ready import finish_ready
from archdesk.construct.ready_style import style_ready, unused_style
from archdesk.export.check import check_glb
from archdesk.export.glb import write_glb
from archdesk.export.glb_reader import read_glb
from archdesk.export.thumbnail import draw_thumbnail
from archdesk.model.floorplan import Survey
from archdesk.model.job import Outcome
from archdesk.model.options import Options
from archdesk.model.problems import Issue, Severity
from archdesk.model.progress import Progress, Reporter, Stage
from archdesk.model.scene import Scene
from archdesk.pipeline import workspace
from archdesk.records import survey_from_json

log = logging.getLogger(__name__)


def build(folder: Path, options: Options, reporter: Reporter, *, has_thumbnail: bool = True) -> Outcome:
    """Build the model of a folder's plan.json; model.glb, and thumbnail.png where it is wanted, are left beside it.

    A building that the file itself holds stands already and is only finished.

    Raises:
        ArchDeskError: the plan cannot be built or the model cannot be written.
    """
    began = time.monotonic()
    survey = survey_from_json(workspace.plan_path(folder).read_bytes())
    reporter.report(Progress(Stage.BUILDING, 0.85))
    is_ready = workspace.ready_path(folder).exists()
    style = options.style
    scene = style_ready(_ready_scene(folder, survey), survey, style) if is_ready else build_scene(survey, style)
    doubts = unused_style(style) if is_ready else doubts_of(scene, style)
    model = workspace.model_path(folder)
    write_glb(scene, model)
    reporter.report(Progress(Stage.CHECKING, 0.95))
    check_glb(model, survey, is_ours=not is_ready)
    if has_thumbnail:
        draw_thumbnail(scene, workspace.thumbnail_path(folder))
    log.info("Built %d storeys of %s", len(survey.storeys), survey.source.name)
    return outcome_of(survey, folder, time.monotonic() - began, doubts)


def _ready_scene(folder: Path, survey: Survey) -> Scene:
    before = survey_from_json(workspace.ready_plan_path(folder).read_bytes())
    return correct_ready(finish_ready(read_glb(workspace.ready_path(folder)), survey), before, survey)


def outcome_of(survey: Survey, folder: Path, seconds: float, doubts: tuple[Issue, ...] = ()) -> Outcome:
    """The numbers that a queue row shows; ``doubts`` are about the building, those about the plan are in its record."""
    area = sum(room.area for plan in survey.storeys for room in plan.rooms)
    warnings = sum(issue.severity is not Severity.INFO for issue in (*survey.issues, *doubts))
    return Outcome(folder, len(survey.storeys), area, warnings, seconds, doubts)
