"""What a body says, read strictly: a value of another kind than agreed is refused with its name, never guessed."""

import datetime
import json
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.errors import Refused
from dampingi.foundation.photos import LARGEST as LARGEST_PHOTO

VERSION = 1
LARGEST = 256 * 1024
"""Bytes of one body."""
MOST_PHOTOS = 4
_HASH = re.compile(r"[0-9a-f]{64}")
_MISSING = object()


def is_hash(said: Any) -> bool:
    return isinstance(said, str) and bool(_HASH.fullmatch(said))


def hash_of(body: str) -> str:
    return sha256(body.encode()).hexdigest()


class Unreadable(Refused):
    def __init__(self, what: str) -> None:
        super().__init__(
            _("Isi kiriman tidak terbaca: %(what)s. Perbarui aplikasi lapangan; kirimannya tetap tersimpan.")
            % {"what": what}
        )


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo the body announces; its pieces come by another way."""

    id: uuid.UUID
    sha256: str
    bytes: int


class Values(Mapping[str, Any]):
    """The values of a body, each asked for by its kind. Where a default is given, a missing or empty value is that."""

    def __init__(self, said: Mapping[str, Any]) -> None:
        self._said = said

    def __getitem__(self, name: str) -> Any:
        return self._said[name]

    def __iter__(self):
        return iter(self._said)

    def __len__(self) -> int:
        return len(self._said)

    def day(self, name: str, default: Any = _MISSING) -> datetime.date:
        return self._read(name, default, str, datetime.date.fromisoformat)

    def id(self, name: str) -> uuid.UUID:
        return self._read(name, _MISSING, str, uuid.UUID)

    def number(self, name: str, default: Any = _MISSING) -> int:
        return self._read(name, default, int, _fits)

    def yes(self, name: str) -> bool:
        return self._read(name, _MISSING, bool, bool)

    def text(self, name: str, longest: int, default: Any = "") -> str:
        found = self._read(name, default, str, str.strip)
        if len(found) > longest:
            raise Refused(
                _("Isian %(name)s lebih panjang daripada %(most)d huruf. Ringkaskan.")
                % {"name": name, "most": longest}
            )
        return found

    def ids(self, name: str) -> list[uuid.UUID]:
        return [
            uuid.UUID(v) if isinstance(v, str) else _wrong(name) for v in self._read(name, [], list, list)
        ]

    def texts(self, name: str) -> list[str]:
        return [v if isinstance(v, str) else _wrong(name) for v in self._read(name, [], list, list)]

    def levels(self, name: str) -> dict[str, int]:
        """Of a rubric: criterion -> place of its level."""
        found = self._read(name, {}, dict, dict)
        return {code: _fits(place) if type(place) is int else _wrong(name) for code, place in found.items()}

    def by_id(self, name: str, kind: type) -> dict[uuid.UUID, Any]:
        found = self._read(name, {}, dict, dict)
        return {uuid.UUID(k): v if type(v) is kind else _wrong(name) for k, v in found.items()}

    def _read(self, name: str, default: Any, kind: type, convert: Any) -> Any:
        value = self._said.get(name)
        if (value is None or value == "") and default is not _MISSING:
            return default
        if type(value) is not kind:
            _wrong(name)
        try:
            return convert(value)
        except ValueError:
            return _wrong(name)


def _wrong(name: str) -> Any:
    raise Refused(_("Isian %(name)s kosong atau tidak terbaca. Lengkapi, lalu kirim lagi.") % {"name": name})


def _fits(value: int) -> int:
    if abs(value) > 2**53:
        raise ValueError
    return value


@dataclass(frozen=True, slots=True)
class Body:
    subject: uuid.UUID
    values: Values
    base: Values | None
    photos: tuple[Picture, ...]
    latitude: Decimal | None
    longitude: Decimal | None


def read(text: str) -> Body:
    """Raises Unreadable for what is no body of this version; its values are read by their kind."""
    said = _json(text)
    values, base = said.get("values"), said.get("base")
    if not isinstance(values, dict) or not isinstance(base, dict | None):
        raise Unreadable("values")
    try:
        subject = uuid.UUID(said.get("subject"))
    except (ValueError, TypeError, AttributeError):
        raise Unreadable("subject") from None
    latitude, longitude = _position(said.get("position"))
    return Body(
        subject, Values(values), None if base is None else Values(base), _photos(said), latitude, longitude
    )


def _json(text: str) -> dict[str, Any]:
    try:
        said = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Unreadable("JSON") from None
    if not isinstance(said, dict) or said.get("v") != VERSION:
        raise Unreadable("v")
    if not _storable(said):
        raise Unreadable("text")
    return said


def _no_number(name: str) -> Any:
    raise ValueError(name)


def _storable(value: Any) -> bool:
    """No NUL and no half of a character: neither database keeps them."""
    if isinstance(value, str):
        return "\0" not in value and not any("\ud800" <= c <= "\udfff" for c in value)
    if isinstance(value, dict):
        return all(_storable(k) and _storable(v) for k, v in value.items())
    return all(map(_storable, value)) if isinstance(value, list) else True


def _position(said: Any) -> tuple[Decimal | None, Decimal | None]:
    if said is None:
        return None, None
    try:
        lat, lon = said["lat"], said["lon"]
        if type(lat) not in (int, float) or type(lon) not in (int, float):
            raise TypeError
        return round(Decimal(repr(lat)), 6), round(Decimal(repr(lon)), 6)
    except (KeyError, TypeError, ArithmeticError):
        raise Unreadable("position") from None


def _photos(said: dict[str, Any]) -> tuple[Picture, ...]:
    told = said.get("photos") or []
    try:
        found = tuple(Picture(uuid.UUID(p["id"]), p["sha256"], p["bytes"]) for p in told)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Unreadable("photos") from None
    if not all(is_hash(p.sha256) and type(p.bytes) is int and 0 < p.bytes <= LARGEST_PHOTO for p in found):
        raise Unreadable("photos")
    if len(found) > MOST_PHOTOS or len({p.id for p in found}) < len(found):
        raise Unreadable("photos")
    return found
