"""Stored files that no row names: what a refused or broken-off transaction had already written.

Files are written before their rows are committed, so that no row ever names a file that is not there; the reverse is swept here.
"""

import datetime
import os
from collections.abc import Iterator

from django.apps import apps
from django.core.files.storage import Storage
from django.db.models import FileField
from django.db.models.fields.files import FieldFile
from django.utils import timezone

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.audit.actions import record_event

OLD = datetime.timedelta(days=1)
"""No transaction is open for so long."""


def orphans(*, older_than: datetime.timedelta = OLD) -> Iterator[tuple[Storage, str]]:
    """Files in the folders of our models' file fields that no row names, and that have lain there for a while."""
    before = timezone.now() - older_than
    for storage, folder, fields in _folders():
        found = {name for name in _files(storage, folder) if storage.get_modified_time(name) < before}
        for field in fields:  # asked after the files were seen: a row that came meanwhile counts
            rows = field.model._base_manager.exclude(**{field.name: ""})
            found.difference_update(rows.values_list(field.name, flat=True).iterator())
        yield from ((storage, name) for name in sorted(found))


def sweep() -> int:
    """Remove them; returns how many."""
    count = 0
    for storage, name in orphans():
        storage.delete(name)
        count += 1
    if count:
        record_event(
            by=Actor.for_system("sweep of stored files"),
            action="sweep_files",
            subject=("files", ""),
            detail={"files": count},
        )
    return count


def _folders() -> Iterator[tuple[Storage, str, list[FileField]]]:
    found: dict[str, list[FileField]] = {}
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, FileField) and isinstance(field.upload_to, str):
                found.setdefault(field.upload_to, []).append(field)
    for folder, fields in sorted(found.items()):
        yield fields[0].storage, folder, fields


def _files(storage: Storage, folder: str) -> Iterator[str]:
    if not folder or not storage.exists(folder):
        return
    for name in storage.listdir(folder)[1]:
        yield f"{folder}{name}"


def flush(file: FieldFile) -> None:
    """Wait until a stored file would survive a power cut: whoever is told that it arrived throws the only other copy away."""
    try:
        path = file.path
    except NotImplementedError:  # storage elsewhere answers for itself
        return
    for each, flags in ((path, os.O_RDONLY), (os.path.dirname(path), os.O_RDONLY | os.O_DIRECTORY)):
        handle = os.open(each, flags)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
