"""What the window asks of the plan view and of the preview."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import SignalInstance

from archdesk.model.floorplan import FloorPlan
from archdesk.model.shapes import Affine


class PlanPort(Protocol):
    """A widget that shows a drawing and what was found in it."""

    @property
    def element_picked(self) -> SignalInstance: ...

    def show_page(self, picture_path: Path, picture_to_page: Affine) -> None: ...
    def show_storey(self, storey: FloorPlan | None) -> None: ...
    def clear(self) -> None: ...
    def fit(self) -> None: ...
    def select_element(self, element: str) -> None: ...


class ModelPort(Protocol):
    """A widget that shows a building in 3D."""

    @property
    def element_picked(self) -> SignalInstance: ...
    @property
    def loading_failed(self) -> SignalInstance: ...

    def show_model(self, path: Path | None) -> None: ...
    def select_element(self, element: str) -> None: ...
    def set_storey_visible(self, storey: str, visible: bool) -> None: ...  # noqa: FBT001 - a signal's slot
    def set_kind_visible(self, kind: str, visible: bool) -> None: ...  # noqa: FBT001 - a signal's slot
    def view_top(self) -> None: ...
    def view_front(self) -> None: ...
    def view_right(self) -> None: ...
    def view_iso(self) -> None: ...
    def fit(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Views:
    """How the two views are made; the preview only when first needed, for it loads VTK."""

    make_plan: Callable[[], PlanPort]
    make_model: Callable[[], ModelPort]
