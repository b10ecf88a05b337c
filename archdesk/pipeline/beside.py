"""A built model in other formats beside its GLB."""

import dataclasses
import logging
from collections.abc import Sequence
from pathlib import Path

from archdesk.construct.storeys import stacked
from archdesk.export.formats import write_format
from archdesk.export.glb_reader import read_glb
from archdesk.model.exports import ExportFormat
from archdesk.model.problems import ExportError, Issue
from archdesk.pipeline import workspace
from archdesk.records import survey_from_json

log = logging.getLogger(__name__)


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
