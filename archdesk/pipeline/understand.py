"""A drawing into floor plans: what process_document runs."""

import dataclasses
import json
import logging
from pathlib import Path

from archdesk.interpret.offline.interpreter import OfflineInterpreter
from archdesk.model.document import Document
from archdesk.model.floorplan import Survey
from archdesk.model.options import Options
from archdesk.model.progress import Progress, Reporter, Stage
from archdesk.pipeline import workspace
from archdesk.readers.catalogue import read_document
from archdesk.records import survey_to_json

log = logging.getLogger(__name__)

PICTURES = "pages.json"  # where each page's picture lies and how it maps to page units


def understand(source: Path, folder: Path, options: Options, reporter: Reporter) -> Survey:
    """Read and interpret a document; plan.json and the page pictures are left in the folder.

    Raises:
        ArchDeskError: the document cannot be read, holds no plan, or the reporter stopped the work.
    """
    log.info("Reading %s", source.name)
    reporter.report(Progress(Stage.READING, 0.0))
    document = read_document(source, workspace.pages_folder(folder), options, reporter)
    workspace.write_whole(folder / PICTURES, _pictures_record(document))
    survey = OfflineInterpreter().interpret(document, options, reporter)
    survey = _with_heights(survey, options)
    workspace.write_whole(workspace.plan_path(folder), survey_to_json(survey))
    return survey


def _with_heights(survey: Survey, options: Options) -> Survey:
    if options.storey_height is None:
        return survey
    height = options.storey_height
    storeys = tuple(dataclasses.replace(plan, height=height, elevation=plan.level * height) for plan in survey.storeys)
    return dataclasses.replace(survey, storeys=storeys)


def _pictures_record(document: Document) -> str:
    pages = [
        {"page": page.number, "picture": page.picture.path.name, "to_page": page.picture.to_page.coefficients}
        for page in document.pages
        if page.picture is not None
    ]
    return json.dumps(pages, indent=1)
