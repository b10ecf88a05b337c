"""What is told of a model beside its building: what was counted, what has no shape, and what is not in the plans."""

from collections.abc import Iterable, Sequence

from archdesk.model.problems import Issue, Severity
from archdesk.readers.ifc.bodies import Body
from archdesk.readers.ifc.kinds import SITE
from archdesk.readers.ifc.tree import Flaws
from archdesk.readers.ifc.work import Told

_NAMED = 5  # products named one by one; of more the first


def issues_of(told: Told, bodies: Sequence[Body], untold: Sequence[Body], flaws: Flaws) -> tuple[Issue, ...]:
    """The doubts, and in numbers what was read."""
    shapeless = [body for body in bodies if not body.has_shape and body.kind is not SITE]
    not_drawn = [body for body in shapeless if not body.product.is_drawn]
    late = [body for body in shapeless if body.product.id in told.left]
    failed = [body for body in shapeless if body.product.is_drawn and body.product.id not in told.left]
    shaped = [body for body in bodies if body.has_shape]
    found = [
        _info("products-counted", f"The {told.facts.schema} model has {count_of(bodies)}; {len(shaped)} of them have a shape."),
        _info("products-not-drawn", f"{count_of(not_drawn)} without a shape in the file: {_named(not_drawn)}.", of=not_drawn),
        _doubt(
            "products-failed", f"{count_of(failed)} could not be given the shape that the file tells: {_named(failed)}.", failed
        ),
        _doubt("products-late", f"{count_of(late)} left out, for the model takes too long: {_named(late)}.", late),
        _info("solids-open", _open_words(flaws, shaped), of=tuple(flaws.open)),
        _info("triangles-dropped", f"{_sum(flaws)} triangles without area were left out.", of=tuple(flaws.dropped)),
        _info("not-in-plan", f"{count_of(untold)} in the building but not in the plan: {_named(untold)}.", of=untold),
        _outside(bodies, told),
        _doubt(
            "products-unreadable", f"{told.facts.unreadable} products of the file cannot be read.", (1,) * told.facts.unreadable
        ),
    ]
    return tuple(issue for issue in found if issue is not None)


def _info(code: str, text: str, of: Sequence[object] = (1,)) -> Issue | None:
    return Issue(code, text, Severity.INFO) if of else None


def _doubt(code: str, text: str, of: Sequence[object]) -> Issue | None:
    return Issue(code, text, Severity.WARNING) if of else None


def _outside(bodies: Sequence[Body], told: Told) -> Issue | None:
    known = {storey.id for storey in told.facts.storeys}
    outside = [body for body in bodies if body.product.storey not in known and body.kind is not SITE]
    if not known:
        return _doubt("no-storeys", "The model has no storeys; its products stand in the building itself.", (1,))
    return _info("outside-storeys", f"{count_of(outside)} in no storey: {_named(outside)}.", of=outside)


def _open_words(flaws: Flaws, shaped: Sequence[Body]) -> str:
    return f"{len(flaws.open)} of {len(shaped)} solids are open in the file; their surfaces are shown from both sides."


def _sum(flaws: Flaws) -> int:
    return sum(flaws.dropped.values())


def count_of(bodies: Sequence[Body]) -> str:
    return f"{len(bodies):,} product{'' if len(bodies) == 1 else 's'}"


def _named(bodies: Sequence[Body]) -> str:
    """The kinds with their numbers, and some names."""
    kinds: dict[str, list[Body]] = {}
    for body in bodies:
        kinds.setdefault(body.kind.word.lower(), []).append(body)
    return "; ".join(f"{len(held)} × {word}{_some(held)}" for word, held in kinds.items())


def _some(bodies: Iterable[Body]) -> str:
    names = [name for body in bodies if (name := body.product.long_name or body.product.name)]
    more = ", …" if len(names) > _NAMED else ""
    return f" ({', '.join(names[:_NAMED])}{more})" if names else ""
