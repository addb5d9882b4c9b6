"""The field app as files: one version over all of them, so that a phone has all of one version or none of it."""

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from dampingi.capture.field.words import catalogue, looks
from dampingi.foundation import ui

FOLDER = Path(__file__).parent / "static" / "lapangan"
PAGE = "index.html"
WORKER = "pekerja.js"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml; charset=utf-8",
}


@dataclass(frozen=True)
class File:
    name: str
    body: bytes
    packed: bytes
    content_type: str


@dataclass(frozen=True)
class Bundle:
    version: str
    files: dict[str, File]
    """By name; the worker is not among them: it is what knows them."""
    worker: bytes


def _shared(name: str) -> Callable[[], bytes]:
    return (Path(ui.__file__).parent / name).read_bytes


MADE: dict[str, Callable[[], bytes]] = {
    "house.css": looks,
    "words.id.js": lambda: catalogue("id"),
    "words.en.js": lambda: catalogue("en"),
    "icons.svg": _shared("icons.svg"),
    "mark.svg": _shared("static/ui/mark.svg"),
}
"""Files that do not lie in FOLDER: name -> content."""


def bundle() -> Bundle:
    """Built once a process; DEBUG builds it at each request."""
    if settings.DEBUG:
        built.cache_clear()
    return built()


@cache
def built() -> Bundle:
    contents = {
        path.relative_to(FOLDER).as_posix(): path.read_bytes()
        for path in sorted(FOLDER.rglob("*"))
        if path.suffix in TYPES
    }
    contents |= {name: made() for name, made in MADE.items()}
    worker = contents.pop(WORKER)
    version = _version(contents | {WORKER: worker, PAGE: _page("")})
    contents[PAGE] = _page(version)
    files = {name: _file(name, body) for name, body in sorted(contents.items())}
    head = f"const VERSION = {version!r};\nconst FILES = {list(files)!r};\n"
    return Bundle(version, files, head.encode() + worker)


def _page(version: str) -> bytes:
    """The same for everybody, so that it can be kept: who somebody is, and their language, the app finds out."""
    with translation.override(settings.LANGUAGE_CODE):
        return render_to_string("field/app.html", {"root": f"/lapangan/berkas/{version}/"}).encode()


def _version(contents: dict[str, bytes]) -> str:
    digest = sha256()
    for name, body in sorted(contents.items()):
        digest.update(f"{name}\0{len(body)}\0".encode() + body)
    return digest.hexdigest()[:16]


def _file(name: str, body: bytes) -> File:
    return File(name, body, gzip.compress(body, 9, mtime=0), TYPES[Path(name).suffix])
