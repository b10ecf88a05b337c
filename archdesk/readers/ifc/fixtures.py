"""What furniture and sanitary things are, by the words in their names."""

import re
import unicodedata

from archdesk.readers.ifc.facts import ProductFacts

_WORDS = {
    "toilet": "toilet wc watercloset urinal toilette inodoro",
    "basin": "basin washbasin lavatory waschbecken waschtisch lavabo",
    "sink": "sink spule kitchensink evier fregadero",
    "bath": "bath bathtub badewanne baignoire banera",
    "shower": "shower dusche duschwanne douche ducha",
    "stove": "stove cooker oven range herd cooktop cuisiniere",
    "bed": "bed bett lit cama",
    "sofa": "sofa couch canape",
    "chair": "chair seat stuhl sessel chaise silla",
    "table": "table desk tisch mesa",
    "wardrobe": "wardrobe closet schrank armoire armario",
    "car": "car auto pkw",
}
_KINDS = {word: kind for kind, words in _WORDS.items() for word in words.split()}


def thing_of(product: ProductFacts) -> str:
    """The plain word for a thing; empty where its name tells none."""
    plain = unicodedata.normalize("NFKD", product.name).encode("ascii", "ignore").decode().lower()
    return next((_KINDS[word] for word in re.findall(r"[a-z]+", plain) if word in _KINDS), "")
