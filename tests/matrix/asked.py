"""What a page asks of the database: each statement without its values, and how often."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

LISTS = re.compile(r"%s(?:\s*,\s*%s)+")
ROWS = re.compile(r"\((?:%s|NULL|DEFAULT)\)(?:\s*,\s*\((?:%s|NULL|DEFAULT)\))+")
SAVEPOINTS = re.compile(r"(SAVEPOINT|RELEASE SAVEPOINT|ROLLBACK TO SAVEPOINT)\b.*", re.S)


def shape(sql: str) -> str:
    """The statement with lists of values as one: what differs in values only, or in how many, is the same."""
    return SAVEPOINTS.sub(r"\1", ROWS.sub("(%s)", LISTS.sub("%s", str(sql))))


@contextmanager
def counted() -> Iterator[Counter[str]]:
    asked: Counter[str] = Counter()

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked[shape(sql)] += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield asked
