"""A survey as an IFC4 file: project, site, building, and storeys with what stands in them."""

from archdesk.export.ifc.book import Book, Entity, Frame
from archdesk.export.ifc.joinery import add_openings
from archdesk.export.ifc.structure import SLAB, add_columns, add_fixtures, add_slab, add_spaces, add_stairs, add_walls
from archdesk.model.floorplan import FloorPlan, Survey


def ifc_bytes(survey: Survey, name: str) -> bytes:
    """The text of the file; the same for the same survey but for its date."""
    book = Book(survey.source.sha256 or survey.source.name)
    title = survey.source.name.rpartition(".")[0] or survey.source.name
    project = book.rooted(
        "IfcProject", "project", Name=title, RepresentationContexts=book.contexts, UnitsInContext=book.units()
    )
    site = book.rooted("IfcSite", "site", Name="Site", ObjectPlacement=book.placement(Frame()), CompositionType="ELEMENT")
    ground = book.placement(Frame(), site.ObjectPlacement)
    building = book.rooted("IfcBuilding", "building", Name=title, ObjectPlacement=ground, CompositionType="ELEMENT")
    book.relate("IfcRelAggregates", "sites", RelatingObject=project, RelatedObjects=[site])
    book.relate("IfcRelAggregates", "buildings", RelatingObject=site, RelatedObjects=[building])
    plans = sorted(survey.storeys, key=lambda plan: plan.level)
    storeys = [_storey(book, number, plans, ground) for number in range(len(plans))]
    if storeys:
        book.relate("IfcRelAggregates", "storeys", RelatingObject=building, RelatedObjects=storeys)
    return book.finish(name)


def _storey(book: Book, number: int, plans: list[FloorPlan], ground: Entity) -> Entity:
    plan, below, above = plans[number], plans[number - 1] if number else None, plans[number + 1 : number + 2]
    storey = book.rooted(
        "IfcBuildingStorey",
        f"storey {number}",
        Name=plan.name or f"Storey {plan.level}",
        ObjectPlacement=book.storey_placement(plan.elevation, ground),
        CompositionType="ELEMENT",
        Elevation=float(plan.elevation),
    )
    key, place, height = f"storey {number}", storey.ObjectPlacement, plan.height - (SLAB if above else 0.0)
    book.tell(storey, "ArchDesk", {"Level": plan.level})
    book.measure(storey, "Qto_BuildingStoreyBaseQuantities", {"GrossHeight": plan.height, "NetHeight": height}, {})
    walls = add_walls(book, key, plan, place, height)
    held = [*walls.values(), *add_openings(book, key, plan, walls, height)]
    held += add_slab(book, key, plan, place, below.stairs if below else ())
    held += add_columns(book, key, plan, place, height)
    held += add_stairs(book, key, plan, place)
    held += add_fixtures(book, key, plan, place)
    if held:
        book.relate("IfcRelContainedInSpatialStructure", f"{key} contents", RelatingStructure=storey, RelatedElements=held)
    spaces = add_spaces(book, key, plan, place, height)
    if spaces:
        book.relate("IfcRelAggregates", f"{key} spaces", RelatingObject=storey, RelatedObjects=spaces)
    return storey
