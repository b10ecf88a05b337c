"""The app put together: settings, processes, bridge, window."""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from archdesk.gui.bridge import Bridge
from archdesk.gui.dialogs.problem import Net
from archdesk.gui.farewell import Farewell
from archdesk.gui.look.icons import application_icon
from archdesk.gui.look.theme import Theme
from archdesk.gui.main_window import Around, MainWindow
from archdesk.gui.memory import Memory
from archdesk.gui.panels.log import LogRelay
from archdesk.gui.plan.plan_view import PlanView
from archdesk.gui.preview.model_view import ModelView
from archdesk.gui.serving import Serving
from archdesk.gui.single_instance import SingleInstance
from archdesk.gui.views import Views
from archdesk.logs import log_to_file
from archdesk.settings import Settings, load_settings

_LISTENED = "archdesk"
_TURN = 0.001  # seconds until another thread gives way to the window's; the usual 0.005 adds up to stalls
_NO_DISPLAY = "There is no display for the window. In a terminal, convert drawings with: archdesk convert FILE..."


def run_window(arguments: list[str]) -> int:
    """Open the window with these files; returns the exit code. A second start hands them to the first window."""
    if not _has_display():
        sys.stderr.write(f"{_NO_DISPLAY}\n")
        return 1
    sys.setswitchinterval(_TURN)
    settings = load_settings()
    application = _make_application(arguments)
    paths = tuple(Path(argument) for argument in arguments if not argument.startswith("-"))
    instance = SingleInstance(settings.data_folder)
    if not instance.claim():
        return 0 if instance.hand_over(paths) else _say_busy()
    log_to_file(settings.data_folder / "logs", "window")
    try:
        return _run(application, settings, instance, paths)
    finally:
        instance.release()


def _run(application: QApplication, settings: Settings, instance: SingleInstance, paths: tuple[Path, ...]) -> int:
    memory = Memory(settings.data_folder / "window.ini")
    chosen = memory.preferences(settings.workers)
    theme = Theme(application)
    theme.wear(chosen.look)
    bridge = Bridge()
    around = Around(bridge, memory, theme, Views(PlanView, ModelView), settings.data_folder / "pasted", settings.workers)
    window = MainWindow(around)
    net, relay = Net(window), LogRelay(window)
    net.spread()
    relay.line_written.connect(window.log.write)
    relay.listen(_LISTENED)
    instance.files_handed_over.connect(window.take_over)
    application.commitDataRequest.connect(window.may_close)
    farewell = Farewell()
    for ends in (window.may_close, window.close, application.quit):
        farewell.asked.connect(ends)
    farewell.listen()
    serving = Serving(bridge, settings.data_folder, chosen.workers, settings.redis_url or chosen.redis_url or None)
    window.show()
    QTimer.singleShot(0, serving.start)
    QTimer.singleShot(0, window.stage.model.warm_up)
    if paths:
        window.take_over(list(paths))
    try:
        return application.exec()
    finally:
        relay.stop(_LISTENED)
        serving.stop()
        farewell.stop()


def _make_application(arguments: list[str]) -> QApplication:
    application = QApplication(["archdesk", *arguments])
    application.setApplicationName("ArchDesk")
    application.setDesktopFileName("archdesk")
    application.setWindowIcon(application_icon())
    return application


def _has_display() -> bool:
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _say_busy() -> int:
    sys.stderr.write("ArchDesk is open already, but does not answer. Close it and try again.\n")
    return 1
