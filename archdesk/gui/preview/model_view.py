"""The preview: the finished building in 3D, to look at and to pick from."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication, QOpenGLContext
from PySide6.QtOpenGLWidgets import QOpenGLWidget
from PySide6.QtWidgets import QLabel, QStackedLayout, QWidget

from archdesk.export.glb_reader import read_glb
from archdesk.gui.background import Errand
from archdesk.gui.preview.batches import Batch, Packed, pack
from archdesk.gui.preview.camera import FRONT, ISOMETRIC, RIGHT, TOP, Eye
from archdesk.gui.preview.canvas import Canvas, load_toolkit
from archdesk.model.problems import ArchDeskError
from archdesk.model.scene import HIDDEN_KINDS

_EMPTY = "The building appears here once a drawing is converted."
_LOADING = "Opening the building…"
_SEED_TIME = 1000
_NO_OPENGL = "This display has no OpenGL, so the building cannot be shown here. Exporting it works all the same."


@dataclass(frozen=True, slots=True)
class _Loaded:
    """What a pool thread made of a file; ``problem`` says why it could not."""

    ticket: int
    packed: Packed
    problem: str = ""


class ModelView(QWidget):
    """Shows one model file.

    Signals:
        element_picked(str, str, object): an element was clicked; its id, name and extras.
        loading_failed(str): the file could not be shown; the reason in words.
        model_shown(): a model is on the screen.
        parts_known(object): a model is on the screen; its elements.
    """

    element_picked = Signal(str, str, object)
    loading_failed = Signal(str)
    model_shown = Signal()
    parts_known = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._shown_path: Path | None = None
        self._ticket = 0
        self._is_closed = False
        self._packed = Packed((), ())
        self._hidden_storeys: set[str] = set()
        self._hidden_kinds: set[str] = set(HIDDEN_KINDS)
        self._canvas: Canvas | None = None
        self._message = QLabel(_EMPTY, self)
        self._message.setObjectName("modelMessage")
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._message.setWordWrap(True)
        self._message.setMargin(24)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._message)
        self.setMinimumSize(160, 120)

    @property
    def has_model(self) -> bool:
        return self._pages.currentWidget() is self._canvas and self._canvas is not None

    @Slot(object)
    def show_model(self, path: Path | None) -> None:
        """Show a model file, or none; a file that was shown before keeps the camera."""
        self._ticket += 1
        self._path = path
        if path is None:
            self._say(_EMPTY)
        elif not has_opengl():
            self._say(_NO_OPENGL)
            self.loading_failed.emit(_NO_OPENGL)
        else:
            if path != self._shown_path:
                self._say(_LOADING)
            ticket = self._ticket
            errand = Errand(lambda: _load(path, ticket), self)
            errand.finished.connect(self._show)
            errand.failed.connect(self._fail)
            errand.start()

    @Slot(str)
    def select_element(self, id_: str) -> None:
        """Highlight an element; an unknown id clears the highlight."""
        if self._canvas is not None:
            self._canvas.highlight(self._packed.number_of(id_))

    @Slot(str, bool)
    def set_storey_visible(self, name: str, visible: bool) -> None:  # noqa: FBT001 - a slot for a check box
        (self._hidden_storeys.discard if visible else self._hidden_storeys.add)(name)
        self._update_visibility()

    @Slot(str, bool)
    def set_kind_visible(self, kind: str, visible: bool) -> None:  # noqa: FBT001 - a slot for a check box
        (self._hidden_kinds.discard if visible else self._hidden_kinds.add)(kind)
        self._update_visibility()

    @Slot()
    def view_top(self) -> None:
        self._look(TOP)

    @Slot()
    def view_front(self) -> None:
        self._look(FRONT)

    @Slot()
    def view_right(self) -> None:
        self._look(RIGHT)

    @Slot()
    def view_iso(self) -> None:
        self._look(ISOMETRIC)

    @Slot()
    def fit(self) -> None:
        """Show all that is visible, from where one looks."""
        if self._canvas is not None:
            self._canvas.fit(self._canvas.eye)

    @Slot()
    def warm_up(self) -> None:
        """Do now, in small steps, what makes a first model slow: the toolkit's import and the graphics' start."""
        if self._canvas is None and has_opengl():
            errand = Errand(load_toolkit, self)
            errand.finished.connect(self._warm_canvas)
            errand.start()

    @property
    def packed(self) -> Packed:
        """What is shown."""
        return self._packed

    @property
    def canvas(self) -> Canvas | None:
        """The drawing surface, once a model was shown."""
        return self._canvas

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the graphics go: a window must close its views before it goes itself (pyvistaqt#846)."""
        self._ticket += 1
        self._is_closed = True
        if self._canvas is not None:
            self._canvas.release()
            self._pages.removeWidget(self._canvas)
            self._canvas.deleteLater()
            self._canvas = None
        super().closeEvent(event)

    @Slot(object)
    def _show(self, loaded: _Loaded) -> None:
        if loaded.ticket != self._ticket:
            return
        if loaded.problem:
            self._fail(loaded.problem)
            return
        canvas = self._ready_canvas()
        self._packed = loaded.packed
        self._pages.setCurrentWidget(canvas)
        canvas.show_packed(loaded.packed, self._is_shown)
        if self._path != self._shown_path:
            canvas.fit(ISOMETRIC)
        self._shown_path = self._path
        self.parts_known.emit(loaded.packed.elements)
        self.model_shown.emit()

    @Slot()
    def _warm_canvas(self) -> None:
        if self._canvas is None and not self._is_closed:
            QTimer.singleShot(0, self._ready_canvas().warm_up)
            seed = QOpenGLWidget(self.window())  # the first one changes how Qt composes the whole window
            seed.resize(1, 1)
            seed.show()
            QTimer.singleShot(_SEED_TIME, seed.deleteLater)

    @Slot(str)
    def _fail(self, reason: str) -> None:
        self._say(reason)
        self.loading_failed.emit(reason)

    def _ready_canvas(self) -> Canvas:
        if self._canvas is None:
            self._canvas = Canvas(self)
            self._canvas.picked.connect(self._tell_pick)
            self._canvas.entered.connect(self._enter)
            self._pages.addWidget(self._canvas)
        return self._canvas

    def _say(self, words: str) -> None:
        self._shown_path = None
        self._message.setText(words)
        self._pages.setCurrentWidget(self._message)

    def _look(self, eye: Eye) -> None:
        if self._canvas is not None:
            self._canvas.fit(eye)

    def _is_shown(self, batch: Batch) -> bool:
        return batch.storey not in self._hidden_storeys and batch.kind not in self._hidden_kinds

    def _update_visibility(self) -> None:
        if self._canvas is not None:
            self._canvas.update_visibility(self._is_shown)

    @Slot(int)
    def _tell_pick(self, number: int) -> None:
        if self._canvas is None:
            return
        self._canvas.highlight(number if number >= 0 else None)
        if number >= 0:
            element = self._packed.elements[number]
            self.element_picked.emit(element.id, element.name, dict(element.extras))

    @Slot(int)
    def _enter(self, number: int) -> None:
        if self._canvas is not None and number >= 0:
            self._canvas.fit(self._canvas.eye, number)


@cache
def has_opengl() -> bool:
    """Whether this display can draw in 3D; asked once, for the answer takes a tenth of a second."""
    return QGuiApplication.platformName() not in ("offscreen", "minimal") and QOpenGLContext().create()


def _load(path: Path, ticket: int) -> _Loaded:
    """The work of the pool thread."""
    load_toolkit()
    try:
        return _Loaded(ticket, pack(read_glb(path)))
    except ArchDeskError as error:
        return _Loaded(ticket, Packed((), ()), str(error))
    except OSError as error:
        return _Loaded(ticket, Packed((), ()), f"The model could not be opened: {error.strerror}.")
