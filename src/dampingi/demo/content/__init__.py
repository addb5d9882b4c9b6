"""Words of the demo: what people sell, write and say."""

from functools import cache
from importlib import resources
from typing import Any

import yaml


@cache
def read(name: str) -> Any:
    """The parsed content/<name>.yaml. Do not change what it returns."""
    return yaml.safe_load((resources.files("dampingi.demo.content") / f"{name}.yaml").read_text("utf-8"))
