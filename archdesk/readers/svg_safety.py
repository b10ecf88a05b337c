"""SVG text let in: no entities, no endless depth, no flood of references, nothing from outside."""

import io
import re
from collections import Counter
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

import defusedxml.ElementTree
from defusedxml import DefusedXmlException

from archdesk.readers.base import Damaged, TooDeep, TooLarge
from archdesk.readers.sniffing import text_of

LARGEST_SVG = 20 * 1024 * 1024  # bytes; line drawings of a storey have some hundred thousand
MOST_ELEMENTS = 200_000
MOST_SHOWN = 500_000  # elements after all references are followed
MOST_NUMBERS = 2_000_000  # in the data of all paths together; reading them takes a quarter of a minute
DEEPEST = 256
_SIGNS_A_NUMBER = 6
_PLAIN_DOCTYPE = re.compile(r"<!DOCTYPE\s+svg\b[^\[>]*>", re.IGNORECASE)
_ENCODING = re.compile(r"^(\s*<\?xml[^>]*?)\s+encoding\s*=\s*(\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_WAY_OUT = "Save only the floor plan itself, with its symbols simplified."


def load_svg(source: Path) -> Element:
    """The root of an SVG file.

    Raises:
        ReadError: it is damaged, too large, nested too deeply, or defines entities.
    """
    size = source.stat().st_size
    if size > LARGEST_SVG:
        raise TooLarge(seen=f"{size // 2**20} MB, and an SVG may have {LARGEST_SVG // 2**20} MB", way_out=_WAY_OUT)
    text = _PLAIN_DOCTYPE.sub("", _decoded(source.read_bytes()), count=1)
    try:
        root = _parsed(_ENCODING.sub(r"\1", text, count=1))
    except ParseError as error:
        raise Damaged(kind="SVG", seen=f"its XML breaks off in line {error.position[0]}") from error
    except DefusedXmlException as error:
        raise Damaged(kind="SVG", seen="it defines entities of its own or asks for other files") from error
    _check_references(root)
    _check_numbers(root)
    return root


def tag_of(element: Element) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def link_of(element: Element) -> str:
    """What the element refers to, by either way of writing it."""
    return element.get("href") or element.get("{http://www.w3.org/1999/xlink}href") or ""


def _decoded(content: bytes) -> str:
    declared = re.search(rb"encoding\s*=\s*[\"']([\w.-]+)", content[:200])
    if declared and declared[1].lower() not in {b"utf-8", b"utf8", b"utf-16"}:
        try:
            return content.decode(declared[1].decode())
        except (LookupError, UnicodeDecodeError):
            return content.decode("latin-1")
    return text_of(content)


def _parsed(text: str) -> Element:
    root: Element | None = None
    depth = count = 0
    for event, element in defusedxml.ElementTree.iterparse(io.StringIO(text), ("start", "end"), forbid_dtd=True):
        if event == "end":
            depth -= 1
            continue
        root = element if root is None else root
        depth, count = depth + 1, count + 1
        if depth > DEEPEST:
            raise TooDeep(kind="SVG", seen=f"groups within groups, more than {DEEPEST} deep")
        if count > MOST_ELEMENTS:
            raise TooLarge(seen=f"more than {MOST_ELEMENTS:,} elements", way_out=_WAY_OUT)
    if root is None:
        raise Damaged(kind="SVG", seen="it is empty")
    return root


def _check_references(root: Element) -> None:
    named = {name: element for element in root.iter() if (name := element.get("id"))}
    counts: dict[str, int] = {}
    opened: Counter[str] = Counter()

    def shown(element: Element, depth: int) -> int:
        if depth > 2 * DEEPEST:
            raise TooDeep(kind="SVG", seen="references that go on and on")
        total = 1 + sum(shown(child, depth + 1) for child in element)
        if tag_of(element) == "use":
            total += referred(link_of(element).removeprefix("#"), depth + 1)
        return total

    def referred(name: str, depth: int) -> int:
        if opened[name]:
            raise TooDeep(kind="SVG", seen="symbols that contain themselves")
        if name not in counts:
            opened[name] += 1
            counts[name] = shown(named[name], depth) if name in named else 0
            opened[name] -= 1
        return counts[name]

    total = shown(root, 0)
    if total > MOST_SHOWN:
        raise TooLarge(seen=f"its symbols stand for more than {MOST_SHOWN:,} elements", way_out=_WAY_OUT)


def _check_numbers(root: Element) -> None:
    data = sum(len(element.get("d", "")) + len(element.get("points", "")) for element in root.iter())
    if data > _SIGNS_A_NUMBER * MOST_NUMBERS:
        raise TooLarge(seen=f"more than {MOST_NUMBERS:,} coordinates", way_out=_WAY_OUT)
