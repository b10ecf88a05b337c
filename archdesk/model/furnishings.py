"""What furniture and sanitary things are, by the words in their names."""

import re
import unicodedata

_WORDS = {
    "toilet": "toilet wc watercloset urinal toilette inodoro vaso",
    "basin": "basin washbasin lavatory waschbecken waschtisch lavabo becken",
    "sink": "sink spule spulbecken kitchensink evier fregadero",
    "bath": "bath bathtub badewanne baignoire banera wanne",
    "shower": "shower dusche duschwanne douche ducha",
    "stove": "stove cooker oven range herd hob cooktop cuisiniere",
    "bed": "bed bett lit cama",
    "sofa": "sofa couch canape",
    "chair": "chair seat stuhl sessel chaise silla",
    "table": "table desk tisch mesa",
    "wardrobe": "wardrobe closet schrank armoire armario",
    "car": "car auto pkw",
}
_KINDS = {word: kind for kind, words in _WORDS.items() for word in words.split()}
_HEADS = ("bett", "schrank", "tisch", "stuhl", "sessel", "becken", "wanne")
"""German names end in what the thing is: Doppelbett, Kleiderschrank."""


def kinds_named(name: str) -> tuple[str, ...]:
    """The plain words for a thing that its name holds, in the order of the name."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    found = (_kind_of(word) for word in re.findall(r"[a-z]+", plain))
    return tuple(dict.fromkeys(kind for kind in found if kind))


def _kind_of(word: str) -> str:
    head = next((head for head in _HEADS if word.endswith(head)), "")
    return _KINDS.get(word) or _KINDS.get(head, "")
