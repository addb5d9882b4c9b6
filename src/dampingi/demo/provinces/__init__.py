"""A province that watches: every kabupaten and kota with a programme a year, three years long."""

from .province import build

__all__ = ["build"]
