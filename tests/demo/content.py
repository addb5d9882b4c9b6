"""What a built city holds, table by table, without what depends on this installation's keys."""

from django.apps import apps

from dampingi.foundation.canonical import digest_rows

KEYED = {
    ("person", "nik_sealed"),
    ("person", "nik_index"),
    ("auditevent", "commitment"),
    ("auditevent", "digest"),
    ("user", "password"),
    ("difference", "sealed"),
    ("foundproblem", "sealed"),
    ("import", "file"),
    ("import", "marked"),
}
"""Ciphertexts, blind indexes, keyed digests, a salted hash, and names of files, which the storage lengthens where one is there."""


def content() -> dict[str, str]:
    """table -> digest over its rows in the order of their keys."""
    return {m._meta.db_table: _digest(m) for m in apps.get_models() if m.__module__.startswith("dampingi.")}


def _digest(model) -> str:
    kept = [f.attname for f in model._meta.concrete_fields if (model._meta.model_name, f.name) not in KEYED]
    return digest_rows(model._base_manager.order_by("pk").values_list(*kept).iterator())
