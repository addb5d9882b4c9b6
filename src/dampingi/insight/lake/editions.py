"""Reading the editions of a lake: what they say, and words for what cannot be read."""

from functools import lru_cache

from django.utils.translation import gettext as _

from dampingi.engines.lake import Manifest, Unreadable, edition_path
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import contains
from dampingi.insight.lake.stores import Store


def edition(store: Store, place: str) -> Manifest | None:
    """None where the place was never published. Raises Refused."""
    path = edition_path(place)
    body = store.read(path)
    if body is None:
        return None
    try:
        found = _read(body)
        if found.place != place:
            raise Unreadable("broken")
    except Unreadable as why:
        raise Refused(_problem(path, why)) from None
    return found


@lru_cache(maxsize=1024)
def _read(body: bytes) -> Manifest:
    """By its very bytes: a lake's editions change once a night, and each question reads all of them."""
    return Manifest.read(body)


def editions(store: Store, region: str = "") -> list[Manifest]:
    """Of every place inside the region; "" is all. Raises Refused."""
    places = [name.removesuffix(".json") for name in store.names("cities") if name.endswith(".json")]
    found = (edition(store, place) for place in places if contains(region, place))
    return [each for each in found if each is not None]


def _problem(path: str, why: Unreadable) -> str:
    if why.problem == "newer":
        return _(
            "%(path)s ditulis versi aplikasi yang lebih baru (skema %(schema)d). Perbarui aplikasi ini, lalu baca lagi."
        ) % {"path": path, "schema": why.schema}
    return _(
        "%(path)s bukan edisi yang dapat dibaca. Terbitkan lagi dari kantornya: dampingi lake publish."
    ) % {"path": path}
