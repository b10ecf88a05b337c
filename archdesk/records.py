"""Model values as JSON and back, checked."""

import dataclasses
import json
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from archdesk.model import floorplan as fp
from archdesk.model.document import Format, Source
from archdesk.model.job import Outcome
from archdesk.model.options import Interpreter, Options
from archdesk.model.problems import Failure, Issue, ReadError, Severity
from archdesk.model.progress import Progress, Stage
from archdesk.model.reading import PagePlan, PageReading
from archdesk.model.shapes import Affine
from archdesk.model.style import PLAIN, BuildStyle
from archdesk.model.units import Unit

FORMAT = "archdesk.plan"
VERSION = 1
METRE_DIGITS = 5  # a hundredth of a millimetre; no drawing is more exact

Number = Annotated[float, Field(allow_inf_nan=False)]
Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0, le=1)]
Place = tuple[Number, Number]


class DamagedRecord(ReadError):
    """A record does not hold what it must."""

    code = "ARC-120"
    summary = "The {kind} record is damaged: {seen}."
    hint = "Convert the document again."


class _Record(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, use_enum_values=False)


R = TypeVar("R", bound=_Record)


class _Source(_Record):
    name: str
    sha256: str
    media_type: Format


class _Issue(_Record):
    code: str
    severity: Severity
    text: str
    storey: int | None = None
    element: str | None = None


class _Sheet(_Record):
    page: int
    width: Number
    height: Number
    to_plan: tuple[Number, Number, Number, Number, Number, Number]


class _Scale(_Record):
    metres_per_unit: Positive
    method: fp.ScaleMethod
    confidence: Share
    evidence: tuple[str, ...] = ()


class _Wall(_Record):
    id: str
    path: Annotated[tuple[Place, ...], Field(min_length=2)]
    bulge: Number = 0.0
    thickness: Positive
    height: Positive | None = None
    exterior: bool = False
    confidence: Share = 1.0


class _Opening(_Record):
    id: str
    kind: fp.OpeningKind
    wall: str
    offset: Number
    width: Positive
    sill: Number = 0.0
    head: Number = fp.DOOR_HEAD
    hinge: fp.Hinge | None = None
    swing: fp.Swing | None = None
    leaves: int = 1
    confidence: Share = 1.0


class _Room(_Record):
    id: str
    name: str = ""
    use: fp.Use = fp.Use.OTHER
    polygon: Annotated[tuple[Place, ...], Field(min_length=3)]
    holes: tuple[tuple[Place, ...], ...] = ()
    area: Number
    printed_area: Number | None = None
    confidence: Share = 1.0


class _Column(_Record):
    id: str
    polygon: Annotated[tuple[Place, ...], Field(min_length=3)]
    confidence: Share = 1.0


class _Stair(_Record):
    id: str
    polygon: Annotated[tuple[Place, ...], Field(min_length=3)]
    direction: tuple[Place, ...] = ()
    risers: int = 0
    confidence: Share = 1.0


class _Fixture(_Record):
    id: str
    kind: str
    polygon: Annotated[tuple[Place, ...], Field(min_length=3)]
    angle: Number = 0.0
    confidence: Share = 1.0


class _Storey(_Record):
    name: str
    level: int
    elevation: Number = 0.0
    height: Positive = fp.STOREY_HEIGHT
    sheet: _Sheet | None
    scale: _Scale | None = None
    walls: tuple[_Wall, ...] = ()
    openings: tuple[_Opening, ...] = ()
    rooms: tuple[_Room, ...] = ()
    columns: tuple[_Column, ...] = ()
    stairs: tuple[_Stair, ...] = ()
    fixtures: tuple[_Fixture, ...] = ()


class _Survey(_Record):
    format: Literal["archdesk.plan"]
    version: Literal[1]
    document: _Source
    issues: tuple[_Issue, ...] = ()
    storeys: tuple[_Storey, ...]


class _PagePlan(_Record):
    plan: _Storey
    title: str = ""
    level: int | None = None


class _PageReading(_Record):
    page: int
    plans: tuple[_PagePlan, ...] = ()
    issues: tuple[_Issue, ...] = ()
    seen: str = ""
    is_too_coarse: bool = False
    is_open: bool = False
    levels: tuple[Number, ...] = ()


class _Options(_Record):
    scale: Positive | None = None
    unit: Unit | None = None
    storey_height: Positive | None = None
    pages: tuple[int, ...] = ()
    interpreter: Interpreter = Interpreter.OFFLINE
    style: BuildStyle = PLAIN


class _Outcome(_Record):
    folder: Path
    storeys: int
    area: Number
    warnings: int
    seconds: Number
    doubts: tuple[_Issue, ...] = ()


class _Failure(_Record):
    code: str
    summary: str
    hint: str
    detail: str = ""


class _Progress(_Record):
    stage: Stage
    fraction: Share
    note: str = ""


def survey_to_json(survey: fp.Survey) -> str:
    """The text of plan.json, one storey's element a line."""
    record = {
        "format": FORMAT,
        "version": VERSION,
        "document": _dump(_Source(name=survey.source.name, sha256=survey.source.sha256, media_type=survey.source.format)),
        "issues": [_dump(_Issue(**_fields(issue))) for issue in survey.issues],
        "storeys": [_rounded(_dump(_storey_record(storey)), keep=("scale", "sheet")) for storey in survey.storeys],
    }
    return json.dumps(record, indent=1, ensure_ascii=False, allow_nan=False)


def survey_from_json(text: str | bytes) -> fp.Survey:
    """The survey that plan.json holds.

    Raises:
        DamagedRecord: the text is no plan of this version, or a number in it is none.
    """
    record = _checked(_Survey, text, "plan")
    source = Source(record.document.name, record.document.sha256, record.document.media_type)
    issues = tuple(Issue(**_fields_of(issue)) for issue in record.issues)
    return fp.Survey(source, tuple(_storey(storey) for storey in record.storeys), issues)


def reading_to_json(reading: PageReading) -> str:
    plans = tuple(_PagePlan(plan=_storey_record(one.plan), title=one.title, level=one.level) for one in reading.plans)
    issues = tuple(_Issue(**_fields(issue)) for issue in reading.issues)
    return _PageReading(**(_fields(reading) | {"plans": plans, "issues": issues})).model_dump_json()


def reading_from_json(text: str | bytes) -> PageReading:
    record = _checked(_PageReading, text, "page")
    plans = tuple(PagePlan(_storey(one.plan), one.title, one.level) for one in record.plans)
    issues = tuple(Issue(**_fields_of(issue)) for issue in record.issues)
    return PageReading(**(_fields_of(record) | {"plans": plans, "issues": issues}))


def options_to_json(options: Options) -> str:
    return _Options(**_fields(options)).model_dump_json()


def options_from_json(text: str | bytes) -> Options:
    return Options(**_fields_of(_checked(_Options, text, "options")))


def outcome_to_json(outcome: Outcome) -> str:
    doubts = tuple(_Issue(**_fields(issue)) for issue in outcome.doubts)
    return _Outcome(**(_fields(outcome) | {"doubts": doubts})).model_dump_json()


def outcome_from_json(text: str | bytes) -> Outcome:
    record = _checked(_Outcome, text, "outcome")
    return Outcome(**(_fields_of(record) | {"doubts": tuple(Issue(**_fields_of(issue)) for issue in record.doubts)}))


def failure_to_json(failure: Failure) -> str:
    return _Failure(**_fields(failure)).model_dump_json()


def failure_from_json(text: str | bytes) -> Failure:
    return Failure(**_fields_of(_checked(_Failure, text, "failure")))


def progress_to_json(progress: Progress) -> str:
    return _Progress(**_fields(progress)).model_dump_json()


def progress_from_json(text: str | bytes) -> Progress:
    return Progress(**_fields_of(_checked(_Progress, text, "progress")))


def _storey_record(storey: fp.FloorPlan) -> _Storey:
    sheet, scale = storey.sheet, storey.scale
    return _Storey(
        name=storey.name,
        level=storey.level,
        elevation=storey.elevation,
        height=storey.height,
        sheet=_sheet_record(sheet) if sheet else None,
        scale=_Scale(**_fields(scale)) if scale else None,
        walls=tuple(_Wall(**_fields(wall)) for wall in storey.walls),
        openings=tuple(_Opening(**_fields(opening)) for opening in storey.openings),
        rooms=tuple(_Room(**_fields(room)) for room in storey.rooms),
        columns=tuple(_Column(**_fields(column)) for column in storey.columns),
        stairs=tuple(_Stair(**_fields(stair)) for stair in storey.stairs),
        fixtures=tuple(_Fixture(**_fields(fixture)) for fixture in storey.fixtures),
    )


def _sheet_record(sheet: fp.Sheet) -> _Sheet:
    return _Sheet(page=sheet.page, width=sheet.width, height=sheet.height, to_plan=sheet.to_plan.coefficients)


def _storey(record: _Storey) -> fp.FloorPlan:
    sheet, scale = record.sheet, record.scale
    return fp.FloorPlan(
        name=record.name,
        level=record.level,
        elevation=record.elevation,
        height=record.height,
        sheet=fp.Sheet(sheet.page, sheet.width, sheet.height, Affine(*sheet.to_plan)) if sheet else None,
        scale=fp.Scale(**_fields_of(scale)) if scale else None,
        walls=tuple(fp.Wall(**_fields_of(wall)) for wall in record.walls),
        openings=tuple(fp.Opening(**_fields_of(opening)) for opening in record.openings),
        rooms=tuple(fp.Room(**_fields_of(room)) for room in record.rooms),
        columns=tuple(fp.Column(**_fields_of(column)) for column in record.columns),
        stairs=tuple(fp.Stair(**_fields_of(stair)) for stair in record.stairs),
        fixtures=tuple(fp.Fixture(**_fields_of(fixture)) for fixture in record.fixtures),
    )


def _checked(kind: type[R], text: str | bytes, name: str) -> R:
    try:
        return kind.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "its beginning"
        raise DamagedRecord(kind=name, seen=f"{first['msg'].lower()} at {where}") from error


def _dump(record: BaseModel) -> dict[str, Any]:
    return record.model_dump(mode="json")


def _fields(value: Any) -> dict[str, Any]:  # any of the model's dataclasses
    return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}


def _fields_of(record: BaseModel) -> dict[str, Any]:
    return dict(record)


def _rounded(record: dict[str, Any], keep: tuple[str, ...]) -> dict[str, Any]:
    return {name: value if name in keep else _round(value) for name, value in record.items()}


def _round(value: Any) -> Any:  # JSON of any depth
    if isinstance(value, float):
        return round(value, METRE_DIGITS)
    if isinstance(value, dict):
        return {name: _round(inner) for name, inner in value.items()}
    return [_round(inner) for inner in value] if isinstance(value, list) else value
