"""three.js, which engines and web pages load models with, asked from Python."""

import json
import subprocess
from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).with_name("tools") / "load.mjs"


def load(model: Path) -> dict[str, Any]:
    """What it finds: names, meshes, copies, triangles, materials, textured, animations and box."""
    run = subprocess.run(["node", str(SCRIPT), str(model)], capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(run.stdout)
    return found
