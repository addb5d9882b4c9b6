"""Reading the content shipped in `dampingi/definitions`."""

from functools import cache
from importlib import resources
from typing import Any

import yaml
from django.utils.translation import gettext, gettext_lazy


@cache
def load(name: str) -> Any:
    """The parsed YAML of definitions/<name>.yaml. Do not change what it returns."""
    return yaml.safe_load((resources.files("dampingi") / "definitions" / f"{name}.yaml").read_text("utf-8"))


@cache
def source_names(name: str) -> dict[str, str]:
    """code -> Indonesian name of a code list, in its order: what people write in sheets and official documents."""
    return {entry["code"]: entry["name"] for entry in load(name)}


@cache
def labels(name: str) -> dict[str, str]:
    """`choices` that are put into words only where they are shown: for a filter, which knows many and shows one."""
    return {code: gettext_lazy(said) for code, said in source_names(name).items()}


def choices(name: str) -> dict[str, str]:
    """code -> name in the reader's language, in the list's order."""
    return {code: gettext(said) for code, said in source_names(name).items()}
