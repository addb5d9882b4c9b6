"""What a built city holds, table by table, without what depends on this installation's keys."""

from django.apps import apps

from dampingi.foundation.canonical import digest_rows

KEYED = {
    ("person", "nik_sealed"),
    ("person", "nik_index"),
    ("accesscode", "digest"),
    ("applicant", "digest"),
    ("enclosure", "original"),
    ("enclosure", "shown"),
    ("picture", "photo"),
    ("picture", "photo_original"),
    ("productphoto", "original"),
    ("productphoto", "shown"),
    ("productphoto", "small"),
    ("auditevent", "commitment"),
    ("auditevent", "digest"),
    ("user", "password"),
    ("difference", "sealed"),
    ("foundproblem", "sealed"),
    ("rowpage", "sealed"),
    ("device", "token_hash"),
    ("photo", "original"),
    ("photo", "shown"),
    ("questionfile", "original"),
    ("questionfile", "shown"),
    ("attachment", "original"),
    ("attachment", "shown"),
    ("pactfile", "original"),
    ("pactfile", "shown"),
    ("jobphoto", "original"),
    ("jobphoto", "shown"),
    ("proof", "original"),
    ("proof", "shown"),
    ("documentcheck", "original"),
    ("documentcheck", "shown"),
    ("commitment", "sealed"),
    ("calendar", "sealed"),
    ("document", "original"),
    ("document", "shown"),
    ("bankaccount", "number_sealed"),
    ("bankaccount", "number_index"),
    ("bankaccount", "npwp_sealed"),
    ("bankaccount", "npwp_index"),
    ("import", "file"),
    ("import", "marked"),
    ("opinion", "id"),
    ("stamp", "token"),
    ("entry", "original"),
    ("entry", "shown"),
    ("handover", "photo"),
    ("handover", "photo_original"),
    ("handover", "signed"),
    ("handover", "signed_original"),
    ("usecheck", "photo"),
    ("receipt", "original"),
    ("receipt", "shown"),
    ("usecheck", "photo_original"),
}
"""Ciphertexts, blind indexes, keyed digests, a salted hash, names of files, which the storage lengthens where one is there, and ids that must not tell when they were
made."""


def content() -> dict[str, str]:
    """table -> digest over its rows in the order of their keys."""
    return {m._meta.db_table: _digest(m) for m in apps.get_models() if m.__module__.startswith("dampingi.")}


SEALED = {"nik_sealed", "nik_index"}
"""Fields of people whose old and new values revisions and merges keep as well."""


def _digest(model) -> str:
    name = model._meta.model_name
    kept = [f.attname for f in model._meta.concrete_fields if (name, f.name) not in KEYED]
    rows = model._base_manager.order_by(*(["pk"] if model._meta.pk.attname in kept else kept))
    if name == "move":
        rows = rows.exclude(field__in=SEALED)
    return digest_rows(tuple(map(_unsealed, row)) for row in rows.values_list(*kept).iterator())


def _unsealed(value):
    return {k: v for k, v in value.items() if k not in SEALED} if isinstance(value, dict) else value
