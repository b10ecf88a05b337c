"""Command line values in the words people use: scales, lengths, pages and formats."""

import re

import click

from archdesk.model.exports import ExportFormat, formats_of
from archdesk.model.units import parse_length

MOST_PAGES = 2000


class ScaleType(click.ParamType[float]):
    """``1:100``, ``1/50`` or ``100``: the number after the one."""

    name = "scale"

    def convert(self, value: str | float, param: click.Parameter | None, ctx: click.Context | None) -> float:
        found = re.fullmatch(r"(?:1\s*[:/]\s*)?(\d+(?:[.,]\d+)?)", str(value).strip())
        number = float(found[1].replace(",", ".")) if found else 0.0
        if not number:
            self.fail(f"{value!r} is no scale; write it as 1:100.", param, ctx)
        return number


class LengthType(click.ParamType[float]):
    """``2.7``, ``270 cm`` or ``8' 10"``, in metres."""

    name = "length"

    def convert(self, value: str | float, param: click.Parameter | None, ctx: click.Context | None) -> float:
        try:
            return parse_length(str(value))
        except ValueError:
            self.fail(f"{value!r} is no length; write it as 2.7 or 270 cm.", param, ctx)


class PagesType(click.ParamType[tuple[int, ...]]):
    """``1-3,5``: page numbers as people count them, kept from 0."""

    name = "pages"

    def convert(
        self, value: str | tuple[int, ...], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, ...]:
        if isinstance(value, tuple):
            return value
        pages: list[int] = []
        for part in filter(None, (piece.strip() for piece in value.split(","))):
            found = re.fullmatch(r"(\d{1,4})(?:\s*-\s*(\d{1,4}))?", part)
            first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
            if not 1 <= first <= last <= MOST_PAGES:
                self.fail(f"{part!r} is no page; write pages as 1-3,5.", param, ctx)
            pages.extend(range(first - 1, last))
        return tuple(dict.fromkeys(pages))


class FormatsType(click.ParamType[tuple[ExportFormat, ...]]):
    """``obj,stl``: formats by their words, each once."""

    name = "formats"

    def convert(
        self, value: str | tuple[ExportFormat, ...], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[ExportFormat, ...]:
        if isinstance(value, tuple):
            return value
        try:
            return formats_of(value)
        except ValueError as unknown:
            words = ", ".join(one.word for one in ExportFormat)
            self.fail(f"{str(unknown)!r} is no format that can be written; there are {words}.", param, ctx)


SCALE = ScaleType()
LENGTH = LengthType()
PAGES = PagesType()
FORMATS = FormatsType()
