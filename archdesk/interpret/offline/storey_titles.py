"""Storey titles in seven languages: which texts name a storey, and which."""

import re
import unicodedata

LONGEST_TITLE = 60  # letters; longer texts are sentences

_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6,
    "premier": 1, "deuxieme": 2, "troisieme": 3, "quatrieme": 4,
    "erstes": 1, "zweites": 2, "drittes": 3,
    "primera": 1, "segunda": 2, "tercera": 3, "cuarta": 4, "quarta": 4, "primer": 1, "segon": 2,
    "primo": 1, "secondo": 2, "terzo": 3, "primeiro": 1, "segundo": 2, "terceiro": 3,
    "eerste": 1, "tweede": 2, "derde": 3,
}  # fmt: skip
_BELOW = re.compile(
    r"basement|sous[ -]?sol|keller(?:geschoss)?\b|untergeschoss|\bkg\b|\b\d?\.?\s?ug\b|sotano|soterrani|seminterrato|interrato"
    r"|kelder\b|lower ground|souterrain|\bcave\b|subsuelo|cellar"
    r"|lower (?:level|floor)"
)
_GROUND = re.compile(
    r"ground floor|ground level|erdgeschoss|\beg\b|rez[ -]?de[ -]?chauss|\brdc\b|planta baja|planta baixa|piano terra"
    r"|begane grond|res[ -]?do[ -]?chao|\bpb\b|garden level|entrance level|main floor|main level|parterre"
)
_UPPER = re.compile(
    r"\bfloor\b|\blevel\b|\bstorey\b|\betage\b|obergeschoss|\bog\b|dachgeschoss|\bdg\b|attic|\bloft\b|planta\b|\bpiano\b|verdieping|\bandar\b"
    r"|geschoss\b|\bpiso\b|\bniveau\b|zolder|grenier|mezzanine|sotacoberta|\bpis \d"
)
_ATTIC = re.compile(r"dachgeschoss|\bdg\b|attic|\bloft\b|zolder|grenier|sotacoberta|combles amenag")
_NOT_TITLE = re.compile(
    r"floor (?:area|plan by|finish)|sq\.?\s?f|sq\.?\s?m|m²|m2\b|floor to|heating|wooden floor|level of|area\b|surface"
)
_ALONE = re.compile(r"^\W*(?:keller|cave|cellar|loft|grenier|zolder|attic)\W*$")

_SCALE = re.compile(
    r"[\s,;(–—-]*(?:(?:scale|[ée]chelle|ma(?:ß|ss)stab|escala|scala|schaal|m)\b\W*)?1\s*[:/]\s*\d+\)?\s*$", re.IGNORECASE
)


def bare_title(words: str) -> str:
    """The title without the scale that is written behind it."""
    return _SCALE.sub("", words).strip() or words.strip()


def names_storey(words: str) -> bool:
    plain = _plain(words)
    if len(plain) > LONGEST_TITLE or _NOT_TITLE.search(plain) or _ALONE.match(plain):
        return False
    return any(kind.search(plain) for kind in (_BELOW, _GROUND, _UPPER))


def level_of(words: str) -> int | None:
    """The level that a title names, 0 for the ground floor as in Europe; None where it does not tell."""
    plain = _plain(words)
    if _BELOW.search(plain):
        return -1
    if _GROUND.search(plain):
        return 0
    if not _UPPER.search(plain):
        return None
    for word, level in _ORDINALS.items():
        if re.search(rf"\b{word}\b", plain):
            return level
    number = re.search(r"(?<![\d.,:/])(\d{1,2})(?![\d:/]|[.,]\d)", plain)
    if number:
        return int(number[1])
    if _ATTIC.search(plain):
        return None
    return 1 if re.search(r"\betage\b|obergeschoss|\bog\b|verdieping|upper", plain) else None


def _plain(words: str) -> str:
    folded = unicodedata.normalize("NFKD", words.replace("ß", "ss").replace("ª", "").replace("º", ""))
    return "".join(sign for sign in folded if not unicodedata.combining(sign)).lower()
