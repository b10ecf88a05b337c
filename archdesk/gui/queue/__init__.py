"""The queue on screen: model, panel, row, what may be dropped."""
