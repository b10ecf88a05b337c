"""Menu entries, tool buttons and shortcuts: each command once."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from archdesk.gui.look.icons import draw_icon

_KEY = QKeySequence.StandardKey


@dataclass(frozen=True, slots=True)
class Command:
    """``local``: the shortcut works only where the action was added, not in the whole window."""

    text: str
    tip: str
    icon: str = ""
    keys: tuple[str | QKeySequence.StandardKey, ...] = ()
    local: bool = False
    checkable: bool = False
    short: str = ""


COMMANDS = {
    "add_plans": Command("Add plans…", "Add drawings to the queue", "file-plus", (_KEY.Open,), short="Add plans"),
    "add_folder": Command(
        "Add folder…", "Add all drawings of a folder and the folders in it", "folder-plus", ("Ctrl+Shift+O",)
    ),
    "paste": Command("Paste plan", "Add files or a picture from the clipboard", "clipboard", (_KEY.Paste,)),
    "sample": Command("Try the sample house", "Add a house that ArchDesk brings along", "house"),
    "export": Command("Export…", "Save the selected buildings as GLB files", "export", ("Ctrl+E",), short="Export"),
    "export_all": Command("Export all ready…", "Save all finished buildings as GLB files", "export-all", ("Ctrl+Shift+E",)),
    "preferences": Command("Preferences…", "Look, workers and queue", "settings", ("Ctrl+,",)),
    "quit": Command("Quit", "Close ArchDesk", "quit", ("Ctrl+Q",)),
    "pause": Command(
        "Pause queue", "Start no more plans; what runs goes on to its end", "pause", ("Ctrl+Space",), checkable=True
    ),
    "retry": Command("Retry", "Convert the selected plans again", "retry", ("Ctrl+R",)),
    "retry_failed": Command("Retry all failed", "Convert every failed plan again", "retry"),
    "cancel": Command("Stop", "Stop converting the selected plans", "stop", ("Ctrl+.",)),
    "remove": Command("Remove", "Take the selected plans out of the queue", "trash", ("Del",), local=True),
    "clear_finished": Command("Clear finished", "Take everything that ended out of the queue", "trash"),
    "move_up": Command("Move up", "Convert the selected plan earlier", "move-up", ("Ctrl+Shift+Up",)),
    "move_down": Command("Move down", "Convert the selected plan later", "move-down", ("Ctrl+Shift+Down",)),
    "reveal_source": Command("Show drawing in folder", "Show the drawing in the file manager", "folder-open"),
    "reveal_result": Command("Show result in folder", "Show the finished model in the file manager", "folder-open"),
    "details": Command("Details", "Everything that is known of this plan", "info", ("Ctrl+I",)),
    "filter": Command("Filter plans", "Show only plans whose name or state holds a text", "search", (_KEY.Find,)),
    "show_plan": Command("Plan", "Show the drawing alone", "plan", ("Ctrl+1",), checkable=True),
    "show_model": Command("Model", "Show the building alone", "model", ("Ctrl+2",), checkable=True),
    "show_both": Command("Both", "Show drawing and building side by side", "both", ("Ctrl+3",), checkable=True),
    "fit": Command("Fit", "Fit drawing and building into their views", "fit", ("Home",), local=True),
    "view_top": Command("From above", "See the building from above", "view-top", ("7",), local=True),
    "view_front": Command("From the front", "See the building from the front", "view-front", ("1",), local=True),
    "view_right": Command("From the right", "See the building from the right", "view-right", ("3",), local=True),
    "view_iso": Command("From a corner", "See the building from above a corner", "model", ("9",), local=True),
    "next_check": Command("Next check", "Go to the next thing to check", "checks", ("F8",)),
    "previous_check": Command("Previous check", "Go to the thing to check before", "checks", ("Shift+F8",)),
    "reset_layout": Command("Reset layout", "Put all panels back to their places", "undo"),
    "full_screen": Command("Full screen", "Fill the screen with the window", "fit", ("F11",), checkable=True),
    "about": Command("About ArchDesk", "Version and licence", "info"),
}


class Actions(QObject):
    """The window's actions by the names of their commands."""

    def __init__(self, window: QObject) -> None:
        super().__init__(window)
        self._actions = {name: _make(name, command, window) for name, command in COMMANDS.items()}
        self._actions["quit"].setMenuRole(QAction.MenuRole.QuitRole)
        self._actions["preferences"].setMenuRole(QAction.MenuRole.PreferencesRole)
        self.refresh_icons()

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def some(self, *names: str) -> tuple[QAction, ...]:
        return tuple(self._actions[name] for name in names)

    def refresh_icons(self) -> None:
        for name, action in self._actions.items():
            if icon := COMMANDS[name].icon:
                action.setIcon(draw_icon(icon))


def _make(name: str, command: Command, window: QObject) -> QAction:
    action = QAction(command.text, window)
    action.setObjectName(name)
    action.setIconText(command.short or command.text.removesuffix("…"))
    action.setStatusTip(command.tip)
    action.setWhatsThis(command.tip)
    action.setCheckable(command.checkable)
    action.setShortcuts([QKeySequence(keys) for keys in command.keys])
    shortcut = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    action.setToolTip(f"{command.tip} ({shortcut})" if shortcut else command.tip)
    if command.local:
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    return action
