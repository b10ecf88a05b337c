"""About ArchDesk: version and licence."""

from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMessageBox, QWidget

from archdesk.gui.look.icons import application_icon


def show_about(parent: QWidget) -> None:
    box = QMessageBox(parent)
    box.setWindowTitle("About ArchDesk")
    box.setIconPixmap(application_icon().pixmap(QSize(64, 64)))
    box.setText(f"ArchDesk {_version()}")
    box.setInformativeText(
        "Drop a floor plan, get a building. Everything runs on this computer; nothing is sent anywhere.\n\n"
        "Free software under the GNU Affero General Public License, version 3 or later."
    )
    box.addButton(QMessageBox.StandardButton.Close).setIcon(QIcon())
    box.open()


def _version() -> str:
    try:
        return version("archdesk")
    except PackageNotFoundError:
        return "from a source folder"
