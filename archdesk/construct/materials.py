"""The surfaces of a building; colours are linear."""

from archdesk.model.floorplan import Use
from archdesk.model.scene import Material, linear


def _surface(name: str, colour: str, roughness: float = 0.9, metallic: float = 0.0, opacity: float = 1.0) -> Material:
    red, green, blue = (linear(int(colour[i : i + 2], 16) / 255) for i in (0, 2, 4))
    return Material(name, (red, green, blue, opacity), roughness, metallic)


PLASTER = _surface("Plaster", "f3efe7")
RENDER = _surface("Exterior render", "e4ddd0", 0.95)
BRICK = _surface("Brick", "c98a70", 0.95)
CONCRETE = _surface("Concrete", "b9b7b2", 0.95)
CEILING = _surface("Ceiling paint", "fbfaf6", 0.95)
AIR = _surface("Room air", "8fc1e3", 1.0, 0.0, 0.12)
COLLIDER = _surface("Collider", "e05fa0", 1.0, 0.0, 0.05)
SCREED = _surface("Threshold", "cdc8be", 0.9)
LEAF = _surface("Door leaf", "c9a57a", 0.6)
ENTRANCE = _surface("Entrance door leaf", "5c6f7b", 0.5)
FRAME = _surface("Painted frame", "fafaf7", 0.5)
HANDLE = _surface("Brushed steel", "a8abad", 0.35, 0.9)
TILES = _surface("Roof tile", "9c5b45", 0.85)
MEMBRANE = _surface("Roof gravel", "b4b1aa", 1.0)
COPING = _surface("Coping", "8e9396", 0.5, 0.3)
GATE = _surface("Sectional door", "e2e4e3", 0.5, 0.1)
SILL = _surface("Sill stone", "c9c4b8", 0.7)
GLASS = _surface("Glass", "a9cbd9", 0.05, 0.0, 0.35)
STAIR = _surface("Stair oak", "b98f63", 0.6)
COLUMN = _surface("Column concrete", "c4c1bb", 0.9)
CERAMIC = _surface("White ceramic", "f7f8f8", 0.25)
TIMBER = _surface("Furniture timber", "c7a988", 0.7)
FABRIC = _surface("Fabric", "a9b4bd", 1.0)
LINEN = _surface("Linen", "f1efe9", 1.0)
WORKTOP = _surface("Worktop", "6f6a64", 0.4)
HOB = _surface("Black glass", "26282b", 0.15)
TYRE = _surface("Tyre rubber", "2b2b2c", 0.9)
STEEL = _surface("Appliance steel", "8d9499", 0.4, 0.6)
LACQUER = _surface("Lacquer", "7d8f9c", 0.4)

FLOORS = {
    Use.LIVING: _surface("Oak floor", "d2ac7c", 0.65),
    Use.BEDROOM: _surface("Light oak floor", "dcc09a", 0.65),
    Use.KITCHEN: _surface("Kitchen tile", "c9b8a6", 0.4),
    Use.BATH: _surface("Bath tile", "a8c4cf", 0.35),
    Use.TOILET: _surface("Toilet tile", "b4c9c6", 0.35),
    Use.HALL: _surface("Hall stone", "d8d2c4", 0.5),
    Use.STAIRS: _surface("Stairwell stone", "cbc6bd", 0.5),
    Use.OFFICE: _surface("Office carpet", "a3acb5", 1.0),
    Use.STORAGE: _surface("Storage floor", "bfbab0", 0.8),
    Use.GARAGE: _surface("Garage concrete", "a9a9a6", 0.9),
    Use.TECHNICAL: _surface("Technical floor", "b3b3ad", 0.9),
    Use.OUTDOOR: _surface("Terrace paving", "b7bca5", 0.95),
    Use.OTHER: _surface("Light floor", "dcd4c6", 0.7),
}
