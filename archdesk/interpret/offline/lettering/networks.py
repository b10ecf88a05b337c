"""The networks that find and read lines of text: the models in rapidocr's package, run on one core."""

import functools
import importlib
import importlib.util
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import onnxruntime

Tensor = NDArray[np.float32]

FINDER = "*_det_*.onnx"
READER = "*_rec_*.onnx"
NO_TELEMETRY = "ORT_DISABLE_TELEMETRY"  # looked at once, while the library is loaded


def find(tensor: Tensor) -> Tensor:
    """How surely each pixel belongs to a line of text (rows, columns), from a picture of 1 x 3 x rows x columns."""
    return np.asarray(_run(FINDER, tensor)[0, 0], np.float32)


def read(tensor: Tensor) -> Tensor:
    """The probability of each sign of the alphabet (steps, signs), from a line of 1 x 3 x 48 x columns."""
    return np.asarray(_run(READER, tensor)[0], np.float32)


@functools.cache
def alphabet() -> tuple[str, ...]:
    """The signs that the reader knows; the first stands for none, the last is a blank."""
    return ("", *_session(READER).get_modelmeta().custom_metadata_map["character"].splitlines(), " ")


def _run(model: str, tensor: Tensor) -> Tensor:
    session = _session(model)
    return np.asarray(session.run(None, {session.get_inputs()[0].name: tensor})[0], np.float32)


@functools.cache
def _session(model: str) -> "onnxruntime.InferenceSession":
    library = _library()
    options = library.SessionOptions()
    options.intra_op_num_threads = 1  # several documents are read at once, each on its core
    options.inter_op_num_threads = 1
    options.log_severity_level = 4
    options.add_session_config_entry("session.use_env_allocators", "1")
    return library.InferenceSession(str(_path(model)), options, providers=["CPUExecutionProvider"])


@functools.cache
def _library() -> Any:
    """onnxruntime, told first to send nothing to its makers: as it comes, it does (its docs/Privacy.md).

    Its networks share one store of memory, since only one works at a time.
    """
    os.environ[NO_TELEMETRY] = "1"
    library = importlib.import_module("onnxruntime")
    library.disable_telemetry_events()  # on Windows the environment does not count
    kind, use = library.OrtAllocatorType.ORT_ARENA_ALLOCATOR, library.OrtMemType.DEFAULT
    library.create_and_register_allocator(library.OrtMemoryInfo("Cpu", kind, 0, use), None)
    return library


def _path(model: str) -> Path:
    """The package itself is not imported: that takes longer than reading a picture."""
    package = importlib.util.find_spec("rapidocr")
    folders = package.submodule_search_locations if package else None
    found = [path for folder in folders or () for path in sorted((Path(folder) / "models").glob(model))]
    if not found:
        raise FileNotFoundError(model)
    return found[0]
