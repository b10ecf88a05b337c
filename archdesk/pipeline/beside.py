"""A built model in other formats beside its GLB."""

import dataclasses
from collections.abc import Sequence
from pathlib import Path

from archdesk.construct.storeys import stacked
from archdesk.export.formats import write_format
from archdesk.export.glb_reader import read_glb
from archdesk.model.exports import ExportFormat
from archdesk.pipeline import workspace
from archdesk.records import survey_from_json


def write_beside(folder: Path, target: Path, kinds: Sequence[ExportFormat]) -> tuple[Path, ...]:
    """Write the model of a conversion's folder in each format; ``target`` is a path without its ending.

    Returns:
        The files written, those of one format together.

    Raises:
        ExportError: a file could not be written, or the building holds nothing for it.
    """
    if not kinds:
        return ()
    scene = read_glb(workspace.model_path(folder))
    survey = survey_from_json(workspace.plan_path(folder).read_bytes())
    survey = dataclasses.replace(survey, storeys=stacked(survey.storeys))
    for kind in kinds:
        write_format(kind, scene, survey, kind.files(target)[0])
    return tuple(path for kind in kinds for path in kind.files(target))
