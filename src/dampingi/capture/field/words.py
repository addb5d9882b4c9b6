"""What the field app takes from the house: its sentences in each language, the code lists, and the looks of the design system."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext

from dampingi.foundation import ui
from dampingi.foundation.definitions import choices, load

FOLDER = Path(__file__).parent / "static" / "lapangan"
LISTS = ("topics", "constraint_fields", "resolutions", "put_off")
WEIGHING = ("weight", "per", "most", "after")
LOOKS = (
    "styles/tokens.css",
    "styles/base.css",
    *(
        f"templates/cotton/{name}.css"
        for name in ("button", "field", "shell", "page_head", "state", "stage_track", "notice", "empty", "progress")
    ),
)  # fmt: skip
_SAID = re.compile(
    r'\b(?P<how>_|ngettext)\(\s*(?P<first>"(?:[^"\\]|\\.)*")(?:\s*,\s*(?P<many>"(?:[^"\\]|\\.)*"))?'
)


def sentences() -> Iterable[tuple[str, str]]:
    """(one, many or "") of every sentence the app says, as `bin/messages` finds them too."""
    for path in sorted(FOLDER.rglob("*.js")):
        for found in _SAID.finditer(path.read_text(encoding="utf-8")):
            many = json.loads(found["many"]) if found["how"] == "ngettext" and found["many"] else ""
            yield json.loads(found["first"]), many


def catalogue(language: str) -> bytes:
    """A module with `words` (sentence -> its translation, or [one, many]) and `lists` (code lists in their order)."""
    with translation.override(language):
        words = {one: _said(one, many) for one, many in sentences()} if language != "id" else {}
        lists: dict[str, Any] = {name: choices(name) for name in LISTS}
        called = choices("constraints")
        lists["constraints"] = {
            c["code"]: {"name": called[c["code"]], "field": c["field"]} for c in load("constraints")
        }
        lists["needs"] = {n["code"]: {k: n[k] for k in WEIGHING if k in n} for n in load("needs")}
        bands = choices("need_bands")
        lists["need_bands"] = [b | {"name": bands[b["code"]]} for b in load("need_bands")]
    told = {"words": words, "lists": lists}
    return "".join(f"export const {name} = {_plain(value)};\n" for name, value in told.items()).encode()


def _said(one: str, many: str) -> str | list[str]:
    return [translation.ngettext(one, many, 1), translation.ngettext(one, many, 2)] if many else gettext(one)


def _plain(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def looks() -> bytes:
    """The design system's parts that the app uses, as one sheet."""
    house = Path(ui.__file__).parent
    return "\n".join((house / name).read_text(encoding="utf-8") for name in LOOKS).encode()
