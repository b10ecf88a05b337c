"""The values of a picture at points."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Value = TypeVar("Value", bound=np.generic)


def values_at(picture: NDArray[Value], points: NDArray[np.float64]) -> NDArray[Value]:
    """The pixels that points (x and y last) lie in; beyond the picture's edge those nearest to them."""
    height, width = picture.shape
    x = np.minimum(np.maximum(points[..., 0].astype(int), 0), width - 1)
    y = np.minimum(np.maximum(points[..., 1].astype(int), 0), height - 1)
    return np.asarray(picture[y, x])
