"""Reading the content shipped in `dampingi/definitions`."""

from functools import cache
from importlib import resources
from typing import Any

import yaml


@cache
def load(name: str) -> Any:
    """The parsed YAML of definitions/<name>.yaml. Do not change what it returns."""
    return yaml.safe_load((resources.files("dampingi") / "definitions" / f"{name}.yaml").read_text("utf-8"))


@cache
def choices(name: str) -> dict[str, str]:
    """code -> Indonesian name of a code list, in its order."""
    return {entry["code"]: entry["name"] for entry in load(name)}
