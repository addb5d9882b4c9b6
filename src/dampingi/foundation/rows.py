"""What every record shares: its only key is a UUIDv7, made by whoever creates it. Nothing is ordered by it."""

import os
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import models

_VERSION_7 = 7 << 76 | 2 << 62
_CHANCE = (1 << 80) - 1 ^ (15 << 76 | 3 << 62)
_source: ContextVar[Callable[[], uuid.UUID] | None] = ContextVar("ids", default=None)


def new_id() -> uuid.UUID:
    source = _source.get()
    return source() if source else _uuid7()


def new_ids(count: int) -> list[uuid.UUID]:
    """Many at once, for batches."""
    source = _source.get()
    if source:
        return [source() for _ in range(count)]
    moment, chance = time.time_ns() // 1_000_000 << 80 | _VERSION_7, os.urandom(10 * count)
    return [
        uuid.UUID(int=moment | int.from_bytes(chance[at : at + 10], "big") & _CHANCE)
        for at in range(0, 10 * count, 10)
    ]


def _uuid7() -> uuid.UUID:
    """RFC 9562: 48 bits of milliseconds, version, then chance. Four times quicker than a library, and imports make millions."""
    chance = int.from_bytes(os.urandom(10), "big") & _CHANCE
    return uuid.UUID(int=time.time_ns() // 1_000_000 << 80 | _VERSION_7 | chance)


@contextmanager
def ids_from(source: Callable[[], uuid.UUID]) -> Iterator[None]:
    """Take new ids from `source` meanwhile: a demo city or a benchmark is the same for the same seed."""
    token = _source.set(source)
    try:
        yield
    finally:
        _source.reset(token)


class Row(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True
