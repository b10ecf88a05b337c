"""Scenes into glTF 2.0 in two files: a header that people can read, and a buffer beside it."""

import json
from pathlib import Path
from urllib.parse import quote

from archdesk.export.glb import gltf_parts
from archdesk.export.whole import write_whole
from archdesk.model.scene import Scene


def write_gltf(scene: Scene, target: Path) -> None:
    """Write the buffer beside the target under its name, and then the target.

    Raises:
        ModelNotWritten: a file could not be written.
    """
    buffer = target.with_suffix(".bin")
    header, binary = gltf_parts(scene)
    header["buffers"] = [{"uri": quote(buffer.name), "byteLength": len(binary)}]
    write_whole(buffer, binary)
    write_whole(target, json.dumps(header, ensure_ascii=False, indent=1, allow_nan=False).encode())
