"""What every test starts from: a quiet display, a clean environment, the samples, and no warning in the log."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "xcb" if os.environ.get("DISPLAY") else "offscreen")
for name in [name for name in os.environ if name.startswith("ARCHDESK_")]:
    del os.environ[name]
os.environ.pop("ANTHROPIC_API_KEY", None)

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of the sample drawings."""
    return ROOT / "resources" / "samples"


@pytest.fixture(scope="session")
def artefacts() -> Path:
    """Where tests leave pictures for a person to look at."""
    folder = ROOT / "tests" / "artefacts"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for every test, so that none sees a user's settings."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("ARCHDESK_HOME", str(folder / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
    return folder


@pytest.fixture(autouse=True)
def _no_warning_in_our_log(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning or an error in ArchDesk's log fails the test, unless it is marked ``expects_warnings``."""
    yield
    if request.node.get_closest_marker("expects_warnings"):
        return
    said = [r for r in caplog.get_records("call") if r.levelno >= logging.WARNING and r.name.startswith("archdesk")]
    assert not said, [record.getMessage() for record in said]
