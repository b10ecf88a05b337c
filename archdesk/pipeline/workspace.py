"""The folder of one conversion: every stage's result, kept for a look."""

from pathlib import Path

PLAN = "plan.json"
MODEL = "model.glb"
THUMBNAIL = "thumbnail.png"
PAGES = "pages"
READY = "ready.glb"
READY_PLAN = "ready.plan.json"


def plan_path(folder: Path) -> Path:
    return folder / PLAN


def model_path(folder: Path) -> Path:
    return folder / MODEL


def ready_path(folder: Path) -> Path:
    """The building as the file itself holds it, where the file is a model."""
    return folder / READY


def ready_plan_path(folder: Path) -> Path:
    """The plan of that building as it was read, before any correction."""
    return folder / READY_PLAN


def thumbnail_path(folder: Path) -> Path:
    return folder / THUMBNAIL


def pages_folder(folder: Path) -> Path:
    """Where page pictures lie, made if missing."""
    pages = folder / PAGES
    pages.mkdir(parents=True, exist_ok=True)
    return pages
