"""What a job left in its folder, read for the views."""

import json
from dataclasses import dataclass, replace
from pathlib import Path

from archdesk.model.floorplan import FloorPlan, Survey
from archdesk.model.job import Job
from archdesk.model.problems import Issue
from archdesk.model.shapes import Affine
from archdesk.records import survey_from_json

_PICTURES = "pages.json"
_PAGES = "pages"
_PLAN = "plan.json"


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A picture of a page, and the map of its pixels to page units."""

    path: Path
    to_page: Affine


@dataclass(frozen=True, slots=True)
class Finding:
    """A job with what it left so far; pictures by the numbers of their pages."""

    job: str
    survey: Survey | None
    pictures: dict[int, PagePicture]
    model: Path | None

    def picture_of(self, storey: FloorPlan | None) -> PagePicture | None:
        """The storey's page, or the first page while no storey is known."""
        if storey is not None and storey.sheet is not None:
            return self.pictures.get(storey.sheet.page)
        return self.pictures[min(self.pictures)] if self.pictures else None


def read_finding(job: Job) -> Finding:
    """Read what is there; files that are missing or not yet whole count as not there."""
    folder = job.outcome.folder if job.outcome else job.folder
    if folder is None:
        return Finding(job.id, None, {}, None)
    model = job.outcome.model if job.outcome and job.outcome.model.is_file() else None
    return Finding(job.id, _survey(folder / _PLAN, job.outcome.doubts) if job.outcome else None, _pictures(folder), model)


def _survey(path: Path, doubts: tuple[Issue, ...]) -> Survey | None:
    """The plan with its own doubts and those about the building."""
    if not path.is_file():
        return None
    survey = survey_from_json(path.read_bytes())
    return replace(survey, issues=(*survey.issues, *doubts))


def _pictures(folder: Path) -> dict[int, PagePicture]:
    record = folder / _PICTURES
    if not record.is_file():
        return {}
    try:
        pages = json.loads(record.read_bytes())
        listed = {int(page["page"]): (str(page["picture"]), Affine(*map(float, page["to_page"]))) for page in pages}
    except (ValueError, KeyError, TypeError):
        return {}
    found = {number: PagePicture(_place(folder, name), to_page) for number, (name, to_page) in listed.items()}
    return {number: picture for number, picture in found.items() if picture.path.is_file()}


def _place(folder: Path, name: str) -> Path:
    return folder / _PAGES / name if (folder / _PAGES / name).is_file() else folder / name
