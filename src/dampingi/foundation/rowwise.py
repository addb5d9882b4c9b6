"""Batches row by row: a refusal names its row, and checked instances are inserted together."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.db import IntegrityError, models
from django.utils.translation import gettext as _

from dampingi.foundation.batches import insert_many
from dampingi.foundation.errors import Conflict, Refused

T = TypeVar("T")
M = TypeVar("M", bound=models.Model)


def each_row(rows: Sequence[T], check: Callable[[T], Any]) -> list[Any]:
    """What `check` returns for each row. A refusal in a batch says which row, counted from 1; a single row needs none."""
    found = []
    for number, row in enumerate(rows, 1):
        try:
            found.append(check(row))
        except Refused as refusal:
            if len(rows) == 1:
                raise
            told = _("Baris %(number)d: %(message)s Tidak ada baris yang disimpan.")
            message = told % {"number": number, "message": refusal.message}
            raise type(refusal)(message, status=refusal.status) from refusal
    return found


def insert_objects(objects: Sequence[M]) -> None:
    """Insert unsaved instances of one model with one prepared statement. No signals, no `save()`: ours have neither.

    What the checks let through and the database does not was saved by someone else in between: a conflict.
    """
    if not objects:
        return
    model = type(objects[0])
    fields = [f for f in model._meta.concrete_fields if not f.generated]
    texts = {f.attname for f in fields if isinstance(f, models.FileField)}
    names = [f.attname for f in fields]
    rows = ([str(getattr(o, n)) if n in texts else getattr(o, n) for n in names] for o in objects)
    try:
        insert_many(model, [f.name for f in fields], rows)
    except IntegrityError as error:
        raise Conflict(
            _(
                "Data ini baru saja disimpan orang lain. Muat ulang halaman, lalu periksa sebelum menyimpan lagi."
            )
        ) from error
    for inserted in objects:
        inserted._state.adding = False
