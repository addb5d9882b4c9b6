"""Documents that have a word of each group, straight from the database's postings."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, transaction

Groups = Sequence[Sequence[str]]
"""Of each group the document must have one; a trailing * stands for any ending. Plain letters and digits only."""

_SQLITE = (
    "SELECT business, text FROM search_document WHERE id IN"
    " (SELECT rowid FROM search_posting WHERE search_posting MATCH %s LIMIT %s)"
)
_POSTGRESQL = "SELECT business, text FROM search_document WHERE tokens @@ %s::tsquery LIMIT %s"


def having(ways: Iterable[Groups], *, most: int) -> dict[uuid.UUID, str]:
    """Business -> text of its document, for at most so many that fit one of the ways."""
    postgresql = connection.vendor == "postgresql"
    asked = [_tsquery(groups) if postgresql else _match(groups) for groups in ways if groups and all(groups)]
    if not asked:
        return {}
    if postgresql:
        rows = _from_postgresql(" | ".join(f"({a})" for a in asked), most)
    else:
        with connection.cursor() as cursor:
            cursor.execute(_SQLITE, [" OR ".join(f"({a})" for a in asked), most])
            rows = cursor.fetchall()
    return {_id(business): text for business, text in rows}


def _from_postgresql(asked: str, most: int) -> list[tuple[Any, str]]:
    """By the postings, whatever the planner thinks: for a wide search it would read the documents one after the other."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(_POSTGRESQL, [asked, most])
        rows = cursor.fetchall()
        cursor.execute("SET LOCAL enable_seqscan TO DEFAULT")
    return rows


def _match(groups: Groups) -> str:
    return " AND ".join("(" + " OR ".join(group) + ")" for group in groups)


def _tsquery(groups: Groups) -> str:
    spelled = ([f"{w[:-1]}:*" if w.endswith("*") else w for w in group] for group in groups)
    return " & ".join("(" + " | ".join(group) + ")" for group in spelled)


def _id(stored: uuid.UUID | str) -> uuid.UUID:
    return stored if isinstance(stored, uuid.UUID) else uuid.UUID(hex=stored)
