"""A drawing into floor plans: what process_document runs."""

import dataclasses
import gc
import json
import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archdesk.construct.alignment import align_storeys
from archdesk.export.glb import write_glb
from archdesk.export.whole import write_text
from archdesk.interpret.offline.interpreter import OfflineInterpreter
from archdesk.interpret.ready import survey_ready
from archdesk.model.document import Document, Page
from archdesk.model.drawn import DrawnPlan
from archdesk.model.floorplan import Survey
from archdesk.model.options import Options
from archdesk.model.progress import Progress, Reporter, SilentReporter, Stage
from archdesk.model.reading import PageReading
from archdesk.model.ready import ReadyBuilding
from archdesk.pipeline import workspace
from archdesk.pipeline.crew import Alone, Crew
from archdesk.readers.base import NoSuchPage
from archdesk.readers.catalogue import read_document
from archdesk.records import survey_to_json

log = logging.getLogger(__name__)

AT_ONCE = 200_000  # new objects, after which Python looks for garbage among them
PICTURES = "pages.json"  # where each page's picture lies and how it maps to page units


def understand(source: Path, folder: Path, options: Options, reporter: Reporter, crew: Crew | None = None) -> Survey:
    """Read and interpret a document; plan.json and the page pictures are left in the folder.

    Without a crew this process reads all pages. A file that is a building already leaves that beside its plan; one that
    tells its plan is not interpreted.

    Raises:
        ArchDeskError: the document cannot be read, holds no plan, or the reporter stopped the work.
    """
    log.info("Reading %s", source.name)
    reporter.report(Progress(Stage.READING, 0.0))
    with _little_looking_for_garbage():
        return _understood(source, folder, options, reporter, crew or Alone())


@contextmanager
def _little_looking_for_garbage() -> Iterator[None]:
    """A page has so many marks that looking through them all for garbage, which hardly any is, takes a tenth of the time."""
    usual = gc.get_threshold()
    gc.set_threshold(AT_ONCE, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _understood(source: Path, folder: Path, options: Options, reporter: Reporter, crew: Crew) -> Survey:
    read = read_document(source, workspace.pages_folder(folder), options, reporter)
    match read:
        case ReadyBuilding():
            survey = survey_ready(read)
            write_text(workspace.ready_plan_path(folder), survey_to_json(survey))
            write_glb(read.scene, workspace.ready_path(folder))
        case DrawnPlan(document, storeys, doubts):
            write_text(folder / PICTURES, _pictures_record(document))
            survey = _with_heights(Survey(document.source, storeys, (*document.issues, *doubts)), options)
        case Document():
            write_text(folder / PICTURES, _pictures_record(read))
            survey = align_storeys(_with_heights(_interpreted(read, options, reporter, crew), options))
    write_text(workspace.plan_path(folder), survey_to_json(survey))
    return survey


def _interpreted(document: Document, options: Options, reporter: Reporter, crew: Crew) -> Survey:
    interpreter = OfflineInterpreter()

    def read(page: Page, teller: Reporter) -> PageReading:
        return interpreter.read_page(page, options, teller)

    return interpreter.join(document, crew.read_pages(document.pages, read, reporter))


def understand_page(source: Path, number: int, options: Options, reporter: Reporter) -> PageReading:
    """Read and interpret one page of a document, for another process that joins the pages; nothing is left on disk.

    Raises:
        ArchDeskError: the page cannot be read, or the reporter stopped the work.
    """
    alone = dataclasses.replace(options, pages=(number,))
    with tempfile.TemporaryDirectory() as folder, _little_looking_for_garbage():
        document = read_document(source, Path(folder), alone, SilentReporter())
        if not isinstance(document, Document):
            raise NoSuchPage(count=0)
        (page,) = document.pages
        return OfflineInterpreter().read_page(page, alone, reporter)


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
