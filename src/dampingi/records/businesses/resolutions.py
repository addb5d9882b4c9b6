"""How constraints end, from definitions/resolutions.yaml."""

from dampingi.foundation.definitions import load

UNSOLVED = tuple(each["code"] for each in load("resolutions") if not each["solved"])
"""Closed without having been overcome: noted by mistake, or no longer relevant."""
