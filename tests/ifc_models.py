"""Small IFC models, written as STEP text in any schema and unit; lengths are given in metres."""

from dataclasses import dataclass, field
from pathlib import Path

METRE = "IFCSIUNIT(*,.LENGTHUNIT.,$,.METRE.)"
MILLIMETRE = "IFCSIUNIT(*,.LENGTHUNIT.,.MILLI.,.METRE.)"
METRES = {"m": 1.0, "mm": 0.001, "ft": 0.3048}
BOX = ((0, 1), (1, 0))


@dataclass
class IfcModel:
    """Entities as they are added; references are ``#n``."""

    schema: str = "IFC4"
    unit: str = "m"
    lines: list[str] = field(default_factory=list)

    def __post_init__(self):
        self.is_new = not self.schema.startswith("IFC2")
        self.contents: dict[str, list[str]] = {}
        self.contained: dict[str, list[str]] = {}
        self.guids = 0
        origin = self.place3(0, 0, 0)
        self.context = self.add(f"IFCGEOMETRICREPRESENTATIONCONTEXT($,'Model',3,1.E-05,{origin},$)")
        unit = self.add(METRE if self.unit == "m" else MILLIMETRE if self.unit == "mm" else self._foot())
        units = self.add(f"IFCUNITASSIGNMENT(({unit}))")
        self.project = self.add(f"IFCPROJECT({self.guid()},$,'Project',$,$,$,$,({self.context}),{units})")

    def _foot(self):
        metre = self.add(METRE)
        measure = self.add(f"IFCMEASUREWITHUNIT(IFCLENGTHMEASURE(0.3048),{metre})")
        dimensions = self.add("IFCDIMENSIONALEXPONENTS(1,0,0,0,0,0,0)")
        return f"IFCCONVERSIONBASEDUNIT({dimensions},.LENGTHUNIT.,'FOOT',{measure})"

    def add(self, line: str) -> str:
        self.lines.append(line)
        return f"#{len(self.lines)}"

    def guid(self) -> str:
        self.guids += 1
        return f"'{self.guids:022d}'"

    def length(self, metres: float) -> str:
        return repr(float(metres / METRES[self.unit]))

    def point(self, *metres: float) -> str:
        return self.add(f"IFCCARTESIANPOINT(({','.join(map(self.length, metres))}))")

    def direction(self, *parts: float) -> str:
        return self.add(f"IFCDIRECTION(({','.join(repr(float(part)) for part in parts)}))")

    def place3(self, x: float, y: float, z: float, along: tuple[float, float] = (1, 0)) -> str:
        up, run = self.direction(0, 0, 1), self.direction(*along, 0)
        return self.add(f"IFCAXIS2PLACEMENT3D({self.point(x, y, z)},{up},{run})")

    def placement(self, x: float, y: float, z: float, along: tuple[float, float] = (1, 0), within: str = "$") -> str:
        return self.add(f"IFCLOCALPLACEMENT({within},{self.place3(x, y, z, along)})")

    def building(self) -> str:
        building = self.add(f"IFCBUILDING({self.guid()},$,'House',$,$,{self.placement(0, 0, 0)},$,$,.ELEMENT.,$,$,$)")
        self.aggregate(self.project, [building])
        return building

    def storey(self, building: str, name: str, elevation: float) -> str:
        place = self.placement(0, 0, elevation)
        told = self.length(elevation)
        storey = self.add(f"IFCBUILDINGSTOREY({self.guid()},$,'{name}',$,$,{place},$,$,.ELEMENT.,{told})")
        self.aggregate(building, [storey])
        return storey

    def aggregate(self, whole: str, parts: list[str]) -> None:
        self.add(f"IFCRELAGGREGATES({self.guid()},$,$,$,{whole},({','.join(parts)}))")

    def contain(self, storey: str, *products: str) -> None:
        self.add(f"IFCRELCONTAINEDINSPATIALSTRUCTURE({self.guid()},$,$,$,({','.join(products)}),{storey})")

    def solid(self, points: list[tuple[float, float]], bottom: float, height: float) -> str:
        """A prism."""
        ring = ",".join(self.point(*point) for point in [*points, points[0]])
        profile = self.add(f"IFCARBITRARYCLOSEDPROFILEDEF(.AREA.,$,{self.add(f'IFCPOLYLINE(({ring}))')})")
        up = self.direction(0, 0, 1)
        return self.add(f"IFCEXTRUDEDAREASOLID({profile},{self.place3(0, 0, bottom)},{up},{self.length(height)})")

    def box(self, length: float, width: float, height: float, bottom: float = 0.0) -> str:
        half = width / 2
        return self.solid([(0, -half), (length, -half), (length, half), (0, half)], bottom, height)

    def representation(self, *items: str, kind: str = "SweptSolid") -> str:
        return self.add(f"IFCSHAPEREPRESENTATION({self.context},'Body','{kind}',({','.join(items)}))")

    def shape(self, *items: str, kind: str = "SweptSolid") -> str:
        return self.add(f"IFCPRODUCTDEFINITIONSHAPE($,$,({self.representation(*items, kind=kind)}))")

    def mapped(self, representation: str) -> tuple[str, str]:
        """The origin and target of a shape that is used several times."""
        source = self.add(f"IFCREPRESENTATIONMAP({self.place3(0, 0, 0)},{representation})")
        return source, self.add(f"IFCCARTESIANTRANSFORMATIONOPERATOR3D($,$,{self.point(0, 0, 0)},$,$)")

    def product(self, kind: str, name: str, place: str, shape: str, *more: str) -> str:
        """A product by its class; the last attributes are those behind its tag."""
        return self.add(f"{kind}({self.guid()},$,'{name}',$,$,{place},{shape},'tag'{''.join(f',{one}' for one in more)})")

    def wall(self, name: str, place: str, shape: str) -> str:
        return self.product("IFCWALL", name, place, shape, *(["$"] if self.is_new else []))

    def filling(
        self, kind: str, wall: str, wall_place: str, at: tuple[float, float], size: tuple[float, float], item: str
    ) -> str:
        """A door or window with the hole it fills: ``at`` is along the wall and above its foot."""
        hole_place = self.placement(at[0], 0, at[1], within=wall_place)
        hole_shape = self.shape(self.box(size[0], 1.0, size[1]))
        hole = self.product("IFCOPENINGELEMENT", "hole", hole_place, hole_shape, *(["$"] if self.is_new else []))
        self.add(f"IFCRELVOIDSELEMENT({self.guid()},$,$,$,{wall},{hole})")
        more = ["$", ".SINGLE_SWING_LEFT.", "$"] if kind == "IFCDOOR" else ["$", "$", "$"]
        sizes = [self.length(size[1]), self.length(size[0])]
        filled = self.product(
            kind, kind[3:].title(), self.placement(0, 0, 0, within=hole_place), item, *sizes, *(more if self.is_new else [])
        )
        self.add(f"IFCRELFILLSELEMENT({self.guid()},$,$,$,{hole},{filled})")
        return filled

    def space(self, storey: str, name: str, long_name: str, place: str, shape: str) -> str:
        space = self.add(f"IFCSPACE({self.guid()},$,'{name}',$,$,{place},{shape},'{long_name}',.ELEMENT.,.INTERNAL.,$)")
        self.aggregate(storey, [space])
        return space

    def style(self, item: str, name: str, colour: tuple[float, float, float], transparency: float = 0.0) -> None:
        rgb = self.add(f"IFCCOLOURRGB($,{','.join(repr(float(part)) for part in colour)})")
        shading = self.add(f"IFCSURFACESTYLERENDERING({rgb},{transparency},$,$,$,$,$,$,.FLAT.)")
        style = self.add(f"IFCSURFACESTYLE('{name}',.BOTH.,({shading}))")
        held = style if self.is_new else self.add(f"IFCPRESENTATIONSTYLEASSIGNMENT(({style}))")
        self.add(f"IFCSTYLEDITEM({item},({held}),$)")

    def text(self) -> str:
        head = "ISO-10303-21;\nHEADER;\nFILE_DESCRIPTION((''),'2;1');\nFILE_NAME('','',(''),(''),'','','');\n"
        data = "\n".join(f"#{number}={line};" for number, line in enumerate(self.lines, 1))
        return f"{head}FILE_SCHEMA(('{self.schema}'));\nENDSEC;\nDATA;\n{data}\nENDSEC;\nEND-ISO-10303-21;\n"

    def write(self, path: Path) -> Path:
        path.write_text(self.text(), encoding="ascii")
        return path


def house(schema: str = "IFC4", unit: str = "mm") -> IfcModel:
    """Two storeys of 6 by 4 metres: each four walls, two windows of one shape, a door, a room, a slab; below more things."""
    model = IfcModel(schema, unit)
    building = model.building()
    window = model.representation(model.box(1.2, 0.1, 1.2))
    for name, elevation in (("Ground floor", 0.0), ("Upper floor", 2.8)):
        storey = model.storey(building, name, elevation)
        add_storey(model, storey, elevation, window)
    add_things(model, storey_of(model, "Ground floor"))
    return model


def storey_of(model: IfcModel, name: str) -> str:
    return next(
        f"#{n}" for n, line in enumerate(model.lines, 1) if line.startswith("IFCBUILDINGSTOREY") and f"'{name}'" in line
    )


def add_storey(model: IfcModel, storey: str, elevation: float, window: str) -> None:
    walls = []
    places = []
    for number, (x, y, along, length) in enumerate(
        ((0, 0.15, (1, 0), 6.0), (5.85, 0.3, (0, 1), 3.4), (6.0, 3.85, (-1, 0), 6.0), (0.15, 3.7, (0, -1), 3.4)), 1
    ):
        places.append(model.placement(x, y, elevation, along))
        item = model.box(length, 0.3, 2.5)
        model.style(item, "Brick", (0.7, 0.3, 0.2))
        walls.append(model.wall(f"Wall {number}", places[-1], model.shape(item)))
    source, target = model.mapped(window)
    fillings = []
    for at in (0.8, 3.6):
        item = model.add(f"IFCMAPPEDITEM({source},{target})")
        shape = model.shape(item, kind="MappedRepresentation")
        fillings.append(model.filling("IFCWINDOW", walls[0], places[0], (at, 0.9), (1.2, 1.2), shape))
    leaf = model.box(0.9, 0.06, 2.1)
    fillings.append(model.filling("IFCDOOR", walls[2], places[2], (1.0, 0.0), (0.9, 2.1), model.shape(leaf)))
    slab = model.product(
        "IFCSLAB", "Slab", model.placement(0, 2, elevation), model.shape(model.box(6, 4, 0.2, -0.2)), ".FLOOR."
    )
    model.space(storey, "101", "Kitchen", model.placement(0.3, 2, elevation), model.shape(model.box(5.4, 3.4, 2.5)))
    model.contain(storey, *walls, *fillings, slab)


def add_things(model: IfcModel, storey: str) -> None:
    more = ["$"] if model.is_new else []
    steps = [
        model.solid([(i * 0.25, 0), (i * 0.25 + 0.25, 0), (i * 0.25 + 0.25, 0.9), (i * 0.25, 0.9)], i * 0.18, 0.18)
        for i in range(5)
    ]
    stair = model.product("IFCSTAIR", "Stair", model.placement(1, 1, 0), model.shape(*steps), "$")
    column = model.product("IFCCOLUMN", "Column", model.placement(3, 2, 0), model.shape(model.box(0.3, 0.3, 2.5)), *more)
    table = model.product(
        "IFCFURNISHINGELEMENT", "Dining table", model.placement(4, 3, 0), model.shape(model.box(1.2, 0.8, 0.74))
    )
    model.contain(storey, stair, column, table)
