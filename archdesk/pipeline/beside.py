"""A built model in other formats beside its GLB."""

import dataclasses
import logging
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from archdesk.construct.storeys import stacked
from archdesk.export.formats import write_format
from archdesk.export.glb_reader import read_glb
from archdesk.export.whole import write_whole
from archdesk.model.exports import ExportFormat
from archdesk.model.options import Options
from archdesk.model.problems import ExportError, Issue
from archdesk.model.progress import SilentReporter
from archdesk.pipeline import workspace
from archdesk.pipeline.build import build
from archdesk.records import survey_from_json

log = logging.getLogger(__name__)


def write_styled(
    folder: Path, target: Path, kinds: Sequence[ExportFormat], options: Options, print_scale: float = 1.0
) -> tuple[tuple[Issue, ...], tuple[Issue, ...]]:
    """Build a conversion's folder anew in a style, and write the GLB and each format; the folder stays as it is.

    Returns:
        The doubts about the building, and what could not be written.

    Raises:
        ArchDeskError: the folder holds no plan, or the GLB cannot be built or written.
    """
    with tempfile.TemporaryDirectory(prefix="archdesk-styled-") as name:
        aside = Path(name)
        for part in (workspace.plan_path, workspace.ready_path, workspace.ready_plan_path):
            if part(folder).exists():
                shutil.copyfile(part(folder), part(aside))
        outcome = build(aside, options, SilentReporter(), has_thumbnail=False)
        write_whole(target.with_name(f"{target.name}.glb"), workspace.model_path(aside).read_bytes())
        return outcome.doubts, write_beside(aside, target, kinds, print_scale)


def write_beside(folder: Path, target: Path, kinds: Sequence[ExportFormat], print_scale: float = 1.0) -> tuple[Issue, ...]:
    """Write the model of a conversion's folder in each format; ``target`` is a path without its ending.

    Returns:
        What could not be written; the other formats are there.

    Raises:
        ArchDeskError: the folder holds no sound model.
    """
    if not kinds:
        return ()
    scene = read_glb(workspace.model_path(folder))
    survey = survey_from_json(workspace.plan_path(folder).read_bytes())
    survey = dataclasses.replace(survey, storeys=stacked(survey.storeys))
    issues = []
    for kind in kinds:
        try:
            write_format(kind, scene, survey, kind.files(target)[0], print_scale)
        except ExportError as error:
            log.info("No %s: %s", kind.word, error)
            issues.append(Issue("format-unwritten", f"{kind.title}: {error} {error.failure().hint}"))
    return tuple(issues)
