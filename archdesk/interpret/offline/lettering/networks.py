"""The networks that find and read lines of text: the models in rapidocr's package, run on one core."""

import functools
import importlib.util
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

Tensor = NDArray[np.float32]

FINDER = "*_det_*.onnx"
READER = "*_rec_*.onnx"


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
def _session(model: str) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # several documents are read at once, each on its core
    options.inter_op_num_threads = 1
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(str(_path(model)), options, providers=["CPUExecutionProvider"])


def _path(model: str) -> Path:
    """The package itself is not imported: that takes longer than reading a picture."""
    package = importlib.util.find_spec("rapidocr")
    folders = package.submodule_search_locations if package else None
    found = [path for folder in folders or () for path in sorted((Path(folder) / "models").glob(model))]
    if not found:
        raise FileNotFoundError(model)
    return found[0]
