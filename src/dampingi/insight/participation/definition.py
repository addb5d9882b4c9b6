"""The published rules of the early warning (definitions/participation.yaml)."""

from functools import cache
from typing import Any

from dampingi.engines.participation import Rules
from dampingi.foundation.canonical import digest
from dampingi.foundation.definitions import load


def definition() -> dict[str, Any]:
    return load("participation")


@cache
def definition_hash() -> str:
    return digest(definition())


def rules() -> Rules:
    return Rules(horizon=definition()["horizon"], **definition()["rules"])
