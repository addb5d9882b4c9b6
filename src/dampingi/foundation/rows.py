"""What every record shares: its only key is a UUIDv7, made by whoever creates it. Nothing is ordered by it."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import uuid6
from django.db import models

_source: ContextVar[Callable[[], uuid.UUID] | None] = ContextVar("ids", default=None)


def new_id() -> uuid.UUID:
    source = _source.get()
    return source() if source else uuid.UUID(int=uuid6.uuid7().int)


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
