"""The ifcopenshell library, which has no types: an IFC4 file as it grows, in metres."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import ifcopenshell
import ifcopenshell.guid
from shapely import Polygon, affinity

from archdesk.model.shapes import Point, Ring

Entity = Any
_SPACE = uuid.UUID("5a4a1d0e-5f0b-4a53-9c62-0d1f7c8f6f2b")  # within it, one thing of one plan has one number for ever
_PRECISION = 1e-5  # metres
_UNITS = (("LENGTHUNIT", "METRE"), ("AREAUNIT", "SQUARE_METRE"), ("VOLUMEUNIT", "CUBIC_METRE"), ("PLANEANGLEUNIT", "RADIAN"))


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a thing stands: its origin, the direction of its x axis in the plan, and its height; z is up."""

    origin: Point = (0.0, 0.0)
    axis: Point = (1.0, 0.0)
    height: float = 0.0

    def within(self, other: "Frame") -> "Frame":
        """This frame as seen from another."""
        x, y = other.local(self.origin)
        (c, s), (a, b) = other.axis, self.axis
        return Frame((x, y), (a * c + b * s, b * c - a * s), self.height - other.height)

    def local(self, point: Point) -> Point:
        x, y = point[0] - self.origin[0], point[1] - self.origin[1]
        return x * self.axis[0] + y * self.axis[1], y * self.axis[0] - x * self.axis[1]

    def area(self, polygon: Polygon) -> Polygon:
        """A polygon of the plan as seen from here."""
        (x, y), (c, s) = self.origin, self.axis
        moved: Polygon = affinity.affine_transform(polygon, (c, s, -s, c, -c * x - s * y, s * x - c * y))
        return moved


@dataclass(frozen=True, slots=True)
class Count:
    """A number of pieces, which IFC tells apart from other numbers."""

    number: int


@dataclass(frozen=True, slots=True)
class Look:
    """A surface; red, green and blue as a screen shows them, 0 to 1."""

    name: str
    colour: tuple[float, float, float]
    transparency: float = 0.0


class Book:
    """Enters things into the file; what is the same is entered once. ``seed`` tells files of different plans apart."""

    def __init__(self, seed: str) -> None:
        self._file = ifcopenshell.file(schema="IFC4")
        self._seed = seed
        self._looks: dict[Look, Entity] = {}
        self._frames: dict[int, Frame] = {}
        system = self.add("IfcAxis2Placement3D", Location=self._point((0.0, 0.0, 0.0)))
        model = self.add(
            "IfcGeometricRepresentationContext",
            ContextType="Model",
            CoordinateSpaceDimension=3,
            Precision=_PRECISION,
            WorldCoordinateSystem=system,
        )
        self.contexts = (model,)
        self._body, self._axis = (self._context(model, *kind) for kind in (("Body", "MODEL_VIEW"), ("Axis", "GRAPH_VIEW")))

    def add(self, kind: str, **attributes: object) -> Entity:
        return self._file.create_entity(kind, **attributes)

    def rooted(self, kind: str, key: str, **attributes: object) -> Entity:
        """A thing with a number of its own, which depends on the plan and the key alone."""
        number = ifcopenshell.guid.compress(uuid.uuid5(_SPACE, f"{self._seed}/{key}").hex)
        return self.add(kind, GlobalId=number, **attributes)

    def units(self) -> Entity:
        return self.add("IfcUnitAssignment", Units=[self.add("IfcSIUnit", UnitType=kind, Name=name) for kind, name in _UNITS])

    def placement(self, frame: Frame, within: Entity | None = None) -> Entity:
        """Where something stands, told from what holds it; frames of one storey are all told in its own axes."""
        base = self._frames[within.id()] if within is not None else Frame()
        seen = frame.within(base)
        place = self.add(
            "IfcAxis2Placement3D",
            Location=self._point((*seen.origin, seen.height)),
            Axis=self.add("IfcDirection", DirectionRatios=(0.0, 0.0, 1.0)),
            RefDirection=self.add("IfcDirection", DirectionRatios=(*seen.axis, 0.0)),
        )
        placed = self.add("IfcLocalPlacement", PlacementRelTo=within, RelativePlacement=place)
        self._frames[placed.id()] = frame
        return placed

    def storey_placement(self, elevation: float, within: Entity) -> Entity:
        """A storey's own axes: what stands in it is told from its floor."""
        placed = self.placement(Frame(height=elevation), within)
        self._frames[placed.id()] = Frame()
        return placed

    def prism(self, area: Polygon, bottom: float, height: float, look: Look) -> Entity:
        """The body over an area."""
        rings = [self._ring(list(ring.coords)) for ring in (area.exterior, *area.interiors)]
        kind = "IfcArbitraryProfileDefWithVoids" if len(rings) > 1 else "IfcArbitraryClosedProfileDef"
        profile = self.add(kind, ProfileType="AREA", OuterCurve=rings[0])
        if len(rings) > 1:
            profile.InnerCurves = rings[1:]
        solid = self.add(
            "IfcExtrudedAreaSolid",
            SweptArea=profile,
            Position=self.add("IfcAxis2Placement3D", Location=self._point((0.0, 0.0, bottom))),
            ExtrudedDirection=self.add("IfcDirection", DirectionRatios=(0.0, 0.0, 1.0)),
            Depth=float(height),
        )
        self.add("IfcStyledItem", Item=solid, Styles=[self._style(look)])
        return solid

    def shape(self, solids: Sequence[Entity], axis: Ring = ()) -> Entity:
        """What something looks like, and its centre line where it has one; one of both is there."""
        drawn = ([self._line(axis)] if axis else []) + ([self._body_of(solids)] if solids else [])
        return self.add("IfcProductDefinitionShape", Representations=drawn)

    def _body_of(self, solids: Sequence[Entity]) -> Entity:
        return self.add(
            "IfcShapeRepresentation",
            ContextOfItems=self._body,
            RepresentationIdentifier="Body",
            RepresentationType="SweptSolid",
            Items=list(solids),
        )

    def _line(self, axis: Ring) -> Entity:
        return self.add(
            "IfcShapeRepresentation",
            ContextOfItems=self._axis,
            RepresentationIdentifier="Axis",
            RepresentationType="Curve2D",
            Items=[self.add("IfcPolyline", Points=[self._point(point) for point in axis])],
        )

    def relate(self, kind: str, key: str, **ends: object) -> None:
        self.rooted(kind, key, **ends)

    def tell(self, thing: Entity, name: str, facts: dict[str, object]) -> None:
        """A set of properties; text, numbers, and yes or no."""
        held = [self.add("IfcPropertySingleValue", Name=key, NominalValue=self._value(value)) for key, value in facts.items()]
        key = f"{thing.GlobalId}/{name}"
        self._define(thing, key, self.rooted("IfcPropertySet", f"{key}/set", Name=name, HasProperties=held))

    def measure(self, thing: Entity, name: str, lengths: dict[str, float], areas: dict[str, float]) -> None:
        held = [self.add("IfcQuantityLength", Name=key, LengthValue=float(value)) for key, value in lengths.items()]
        held += [self.add("IfcQuantityArea", Name=key, AreaValue=float(value)) for key, value in areas.items()]
        key = f"{thing.GlobalId}/{name}"
        self._define(thing, key, self.rooted("IfcElementQuantity", f"{key}/set", Name=name, Quantities=held))

    def finish(self, name: str) -> bytes:
        """The file's text."""
        header = self._file.header
        header.file_name.name = name
        header.file_name.originating_system = "ArchDesk"
        header.file_name.preprocessor_version = "ArchDesk"
        return str(self._file.to_string()).encode()

    def _define(self, thing: Entity, key: str, definition: Entity) -> None:
        self.relate("IfcRelDefinesByProperties", key, RelatedObjects=[thing], RelatingPropertyDefinition=definition)

    def _value(self, value: object) -> Entity:
        if isinstance(value, Count):
            return self._file.create_entity("IfcCountMeasure", value.number)
        kinds: Iterable[tuple[type, str]] = ((bool, "IfcBoolean"), (int, "IfcInteger"), (float, "IfcReal"))
        kind = next((name for own, name in kinds if isinstance(value, own)), "IfcLabel")
        return self._file.create_entity(kind, value)

    def _context(self, model: Entity, name: str, view: str) -> Entity:
        return self.add(
            "IfcGeometricRepresentationSubContext",
            ContextIdentifier=name,
            ContextType="Model",
            ParentContext=model,
            TargetView=view,
        )

    def _point(self, numbers: Sequence[float]) -> Entity:
        return self.add("IfcCartesianPoint", Coordinates=tuple(round(float(number), 6) + 0.0 for number in numbers))

    def _ring(self, points: Sequence[Sequence[float]]) -> Entity:
        corners = [self._point(point) for point in points[:-1]]
        return self.add("IfcPolyline", Points=[*corners, corners[0]])

    def _style(self, look: Look) -> Entity:
        if look not in self._looks:
            red, green, blue = look.colour
            colour = self.add("IfcColourRgb", Red=red, Green=green, Blue=blue)
            shading = self.add("IfcSurfaceStyleShading", SurfaceColour=colour, Transparency=look.transparency)
            self._looks[look] = self.add("IfcSurfaceStyle", Name=look.name, Side="BOTH", Styles=[shading])
        return self._looks[look]
