"""Evidence from page units into metres of the plan, y up."""

from dataclasses import replace

from archdesk.interpret.offline.evidence import Evidence
from archdesk.model.document import Text
from archdesk.model.shapes import Affine


def map_evidence(evidence: Evidence, to: Affine) -> Evidence:
    """The same evidence elsewhere; hinges and swings are told with y up and stay as they are."""
    sign = 1.0 if to.determinant > 0 else -1.0
    return Evidence(
        walls=tuple(
            replace(
                wall,
                start=to.apply(wall.start),
                end=to.apply(wall.end),
                thickness=wall.thickness * to.factor,
                bulge=wall.bulge * sign,
            )
            for wall in evidence.walls
        ),
        openings=tuple(
            replace(find, start=to.apply(find.start), end=to.apply(find.end), thickness=find.thickness * to.factor)
            for find in evidence.openings
        ),
        closings=tuple(replace(line, start=to.apply(line.start), end=to.apply(line.end)) for line in evidence.closings),
        columns=tuple(to.apply_all(ring) for ring in evidence.columns),
        stairs=tuple(
            replace(stair, ring=to.apply_all(stair.ring), direction=to.apply_all(stair.direction)) for stair in evidence.stairs
        ),
        fixtures=tuple(
            replace(fixture, ring=to.apply_all(fixture.ring), angle=fixture.angle * sign) for fixture in evidence.fixtures
        ),
        segments=tuple(replace(line, start=to.apply(line.start), end=to.apply(line.end)) for line in evidence.segments),
        tints=tuple(to.apply_all(ring) for ring in evidence.tints),
        issues=evidence.issues,
        unit=evidence.unit / to.factor if evidence.unit else None,
        is_line_work=evidence.is_line_work,
        names_walls=evidence.names_walls,
    )


def map_text(text: Text, to: Affine) -> Text:
    """The same text elsewhere; only its place and size follow."""
    return replace(text, centre=to.apply(text.centre), width=text.width * to.factor, height=text.height * to.factor)
