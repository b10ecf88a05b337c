"""A drawing through the queue as a user's goes: real Valkey, a real worker with the real stages."""

import time
from pathlib import Path

import psutil

from archdesk.jobs.client import open_client
from archdesk.jobs.processes import Processes
from archdesk.model.job import JobState
from archdesk.model.options import Options
from archdesk.records import survey_from_json

PATIENCE = 120.0  # seconds; the worker's imports are slow on a cold and busy machine


def room_as_dxf(width: float, depth: float, thickness: float) -> str:
    """One room of four walls, drawn by their two faces, in metres."""
    t = thickness
    outer = ((0, 0), (width, 0), (width, depth), (0, depth))
    inner = ((t, t), (width - t, t), (width - t, depth - t), (t, depth - t))
    words = ["0", "SECTION", "2", "HEADER", "9", "$INSUNITS", "70", "6", "0", "ENDSEC", "0", "SECTION", "2", "ENTITIES"]
    for ring in (outer, inner):
        for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
            words += ["0", "LINE", "8", "0", "10", f"{x0}", "20", f"{y0}", "11", f"{x1}", "21", f"{y1}"]
    return "\n".join([*words, "0", "ENDSEC", "0", "EOF", ""])


def test_a_drawn_room_becomes_a_building(tmp_path: Path) -> None:
    source = tmp_path / "room.dxf"
    source.write_text(room_as_dxf(8.0, 6.0, 0.3), encoding="ascii")
    processes = Processes(tmp_path / "home", workers=1)
    processes.start()
    client = open_client(tmp_path / "home", processes.url)
    try:
        job = client.submit(source, Options())
        end = time.monotonic() + PATIENCE
        while not client.job(job.id).state.is_final and time.monotonic() < end:
            client.poll()
            processes.watch()
            time.sleep(0.05)
        done = client.job(job.id)
    finally:
        client.close()
        processes.stop()

    assert done.state is JobState.DONE, done.failure
    assert done.outcome is not None
    survey = survey_from_json(done.outcome.plan.read_bytes())
    assert len(survey.storeys[0].walls) == 4
    assert done.outcome.model.read_bytes().startswith(b"glTF")
    assert done.outcome.thumbnail.exists()
    assert not [child for child in psutil.Process().children() if "archdesk" in child.cmdline()]
