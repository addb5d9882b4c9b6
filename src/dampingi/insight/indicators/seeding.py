"""What is shipped as versions of everyone's: an update that changes a definition leaves a further version, and the earlier ones stay."""

import uuid
from typing import Any

from django.db.models import Max

from dampingi.engines.indicators import parse
from dampingi.foundation.canonical import digest
from dampingi.insight.facts.datasets import DATASETS
from dampingi.insight.indicators.catalogue import bodies
from dampingi.insight.indicators.models import Version

_VERSION_7 = 7 << 76 | 2 << 62
_CHANCE = (1 << 128) - 1 ^ (0xF << 76 | 3 << 62)


def keep_shipped(**_told: Any) -> None:
    """After every migration. Pressed twice, or by two machines at once, it stores each definition once: ids follow from the content."""
    if Version._meta.db_table not in _tables():
        return
    held = {(v.code, v.content) for v in Version.objects.filter(region="")}
    newest = dict(Version.objects.filter(region="").values_list("code").annotate(Max("number")))
    rows = [
        Version(
            id=_id(body), region="", code=body["code"], number=newest.get(body["code"], 0) + 1, body=body,
            hash=parse(body, DATASETS).hash, content=digest(body),
        )
        for body in bodies()
        if (body["code"], digest(body)) not in held
    ]  # fmt: skip
    Version.objects.bulk_create(rows, ignore_conflicts=True)


def _id(body: Any) -> uuid.UUID:
    """From the content alone, so that every installation has the same."""
    chance = int(digest(body)[:32], 16)
    return uuid.UUID(int=chance & _CHANCE | _VERSION_7)


def _tables() -> list[str]:
    from django.db import connection

    return connection.introspection.table_names()
