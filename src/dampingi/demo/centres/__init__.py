"""Service centres (PLUT) of a province: the province's own, and one that its kabupaten runs and evaluates while the province decides."""

from .province import build

__all__ = ["build"]
