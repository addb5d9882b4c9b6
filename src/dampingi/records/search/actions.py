"""Keeping documents in step with the register. The database says which businesses changed; a worker's chore writes them anew."""

import secrets
import time
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from django.db import connection, transaction

from dampingi.foundation.batches import insert_many
from dampingi.records.businesses.models import Business
from dampingi.records.search import postings
from dampingi.records.search.documents import businesses_of, texts
from dampingi.records.search.models import Document, Stale, Word
from dampingi.records.search.wording import vocabulary_of

BATCH = 2_000
"""Businesses indexed in one transaction: short enough that nobody waits for SQLite's one writer."""
TURN = 3.0
"""Seconds a worker's chore goes on at a time."""
_WHY = "the search index holds every business; its readers are scoped"


def index_some() -> int:
    """For a worker, again and again: index what changed, for a few seconds at most."""
    until, count = time.monotonic() + TURN, 0
    while time.monotonic() < until and (done := index_stale()):
        count += done
    return count


@transaction.atomic
def index_stale(*, most: int = BATCH) -> int:
    """Write the documents of businesses that changed; returns how many changes were worked off."""
    if not Stale.objects.exists():
        return 0
    _one_indexer()
    noted = list(Stale.objects.order_by("id")[:most])
    _index(businesses_of(noted))
    ids = [each.id for each in noted]
    for start in range(0, len(ids), 500):
        Stale.objects.filter(id__in=ids[start : start + 500]).delete()
    return len(ids)


@transaction.atomic
def rebuild() -> int:
    """Make the whole index anew from the register; returns how many documents it has."""
    _one_indexer()
    Stale.objects.all().delete()
    postings.postings_aside()
    Document.objects.all().delete()
    Word.objects.all().delete()
    counts: Counter[str] = Counter()
    made = insert_many(
        Document, ("business", "text"), _counted(texts(Business.objects.unscoped(_WHY)), counts)
    )
    postings.refill_postings()
    _add_words(counts)
    return made


def _texts_of(businesses: Iterable[uuid.UUID]) -> Iterator[tuple[uuid.UUID, str]]:
    wanted = list(businesses)
    for start in range(0, len(wanted), 500):
        yield from texts(Business.objects.unscoped(_WHY).filter(id__in=wanted[start : start + 500]))


def _index(ids: set[uuid.UUID]) -> None:
    new = dict(_texts_of(ids))
    old = {d.business: d for d in _documents(ids)}
    gone = [d.id for business, d in old.items() if business not in new]
    changed = [(text, old[b].id) for b, text in new.items() if b in old and old[b].text != text]
    counts = Counter(w for b, text in new.items() if b not in old for w in vocabulary_of(text))
    for text, _id in changed:
        counts.update(vocabulary_of(text))
    left = {id for _text, id in changed} | set(gone)
    counts.subtract(w for d in old.values() if d.id in left for w in vocabulary_of(d.text))
    for start in range(0, len(gone), 500):
        Document.objects.filter(id__in=gone[start : start + 500]).delete()
    insert_many(Document, ("business", "text"), [(b, text) for b, text in new.items() if b not in old])
    with connection.cursor() as cursor:
        cursor.executemany("UPDATE search_document SET text = %s WHERE id = %s", changed)
    _add_words(counts)


def _documents(ids: set[uuid.UUID]) -> Iterator[Document]:
    wanted = list(ids)
    for start in range(0, len(wanted), 500):
        yield from Document.objects.filter(business__in=wanted[start : start + 500])


def _counted(texts: Iterable[tuple[uuid.UUID, str]], counts: Counter[str]) -> Iterator[tuple[uuid.UUID, str]]:
    for id, text in texts:
        counts.update(vocabulary_of(text))
        yield id, text


def _add_words(counts: Counter[str]) -> None:
    moved = {word: n for word, n in counts.items() if n}
    known = _known_words(list(moved))
    batch = secrets.randbits(62)
    insert_many(
        Word, ("word", "documents", "batch"), [(w, n, batch) for w, n in moved.items() if w not in known]
    )
    with connection.cursor() as cursor:
        changes = [(n, w) for w, n in moved.items() if w in known]
        cursor.executemany("UPDATE search_word SET documents = documents + %s WHERE word = %s", changes)


def _known_words(words: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(words), 500):
        found.update(Word.objects.filter(word__in=words[start : start + 500]).values_list("word", flat=True))
    return found


def _one_indexer() -> None:
    # SQLite's IMMEDIATE transaction already lets one writer in; PostgreSQL needs the advisory lock
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(7253002)")
