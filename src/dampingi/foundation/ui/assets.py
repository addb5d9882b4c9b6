"""One stylesheet, one script and one icon sprite, put together from the parts that lie beside their templates.

The address carries a hash of the content, so a browser keeps it for a year and never sees a stale one.
"""

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.apps import apps

HERE = Path(__file__).parent
TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml; charset=utf-8",
}


@dataclass(frozen=True)
class Asset:
    name: str
    body: bytes
    packed: bytes
    content_type: str


@cache
def asset(kind: str) -> Asset:
    """`kind` is css, js or svg. Built once a process; DEBUG clears it at each request."""
    body = BUILDERS[kind]().encode()
    digest = hashlib.sha256(body).hexdigest()[:12]
    return Asset(f"dampingi.{digest}.{kind}", body, gzip.compress(body, 9, mtime=0), TYPES[kind])


def _stylesheet() -> str:
    parts = [HERE / "styles" / name for name in ("tokens.css", "base.css")]
    parts += _beside_templates("css")
    parts.append(HERE / "styles" / "print.css")
    return "\n".join(_squeeze(part.read_text()) for part in parts)


def _script() -> str:
    parts = sorted((HERE / "scripts").glob("*.js")) + _beside_templates("js")
    return "\n".join(f"{{\n{part.read_text()}}}" for part in parts)


def _sprite() -> str:
    return re.sub(r">\s+<", "><", (HERE / "icons.svg").read_text().strip())


def _beside_templates(suffix: str) -> list[Path]:
    ours = [config for config in apps.get_app_configs() if config.name.startswith("dampingi.")]
    ours.sort(key=lambda config: config.name != "dampingi.foundation.ui")
    return [part for config in ours for part in sorted(Path(config.path).glob(f"templates/**/*.{suffix}"))]


def _squeeze(css: str) -> str:
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};,]) ?", r"\1", css).strip()


BUILDERS = {"css": _stylesheet, "js": _script, "svg": _sprite}
