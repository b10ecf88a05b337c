"""What furniture and sanitary things are, by the words in their names."""

from archdesk.model.furnishings import kinds_named
from archdesk.readers.ifc.facts import ProductFacts


def thing_of(product: ProductFacts) -> str:
    """The plain word for a thing; empty where its name tells none."""
    return next(iter(kinds_named(product.name)), "")
