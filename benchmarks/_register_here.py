"""Builds the register in the database the settings name, then measures there: `python -m benchmarks._register_here OUT quick|whole`."""

import json
import random
import statistics
import sys
import time
import uuid
import warnings
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import django

SIZES = {"quick": 20_000, "whole": 1_000_000}
ROUNDS = {"quick": 2, "whole": 3}
EACH = {"quick": 2, "whole": 6}
RECALLED = {"quick": 15, "whole": 60}
STATES = (
    {}, {"hal": "7"}, {"hal": "400"}, {"hal": "999999"}, {"urut": "-name"}, {"urut": "-annual_sales"},
    {"urut": "-annual_sales", "hal": "3"}, {"urut": "-created_at"}, {"sektor": "kuliner"}, {"sektor": "jasa", "skala": "micro", "hal": "3"},
    {"kendala": "fin_capital"}, {"saluran": "shopee"}, {"verifikasi": "belum"}, {"verifikasi": "lama"}, {"data": "tanpa-nib"},
    {"buka": "ya"}, {"asal": "field"}, {"sektor": "fesyen", "urut": "-created_at"}, {"arsip": "ya"},
)  # fmt: skip


def main(out: str, size: str) -> None:
    django.setup()
    warnings.filterwarnings("ignore", message="No directory at")
    figures = _built(SIZES[size])
    for name, region in _reaches().items():
        figures[name] = _reach(region, size)
        print(name, region, figures[name], file=sys.stderr)
    figures["recall_at_10"] = _recall(RECALLED[size])
    figures["page_ms"] = _http(size)
    Path(out).write_text(json.dumps(figures))


def _built(count: int) -> dict[str, Any]:
    from django.core.management import call_command
    from django.db import connection

    from benchmarks import _register_by_hand as by_hand
    from benchmarks._register_city import build
    from dampingi.records.search.actions import rebuild
    from dampingi.records.search.models import Word
    from dampingi.records.search.postings import unwatch, watch

    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous=OFF")
    unwatch()
    took = build(count)
    watch()
    started = time.monotonic()
    rebuild()
    index = round(time.monotonic() - started, 1)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")  # as autovacuum does
    by_hand.prepare()
    return {"rows": count, "seconds_search_index": index, "words": Word.objects.count()} | took | _sizes()


def _sizes() -> dict[str, float]:
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT pg_database_size(current_database()), pg_total_relation_size('search_document')"
            )
            whole, index = cursor.fetchone()
        else:
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
            whole = cursor.fetchone()[0]
            cursor.execute("SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'search%'")
            index = cursor.fetchone()[0]
    return {"megabytes": round(whole / 2**20), "megabytes_search_index": round(index / 2**20)}


def _reaches() -> dict[str, str]:
    """The city, its middling kelurahan, and the kecamatan that lies in."""
    from django.db.models import Count

    from dampingi.records.businesses.models import Business

    rows = (
        Business.objects.unscoped("benchmark")
        .values_list("region")
        .annotate(n=Count("id"))
        .order_by("n", "region")
    )
    middle = list(rows)[len(rows) // 2][0]
    return {"kelurahan": middle, "kecamatan": middle[:8], "city": middle[:5]}


def _actor(region: str) -> Any:
    from dampingi.foundation.accounts.actors import Actor, Grant
    from dampingi.foundation.accounts.permissions import Role

    return Actor(user_id=uuid.UUID(int=1), label="benchmark", held=(Grant(Role.OFFICE, region),))


def _reach(region: str, size: str) -> dict[str, float]:
    from benchmarks import _register_by_hand as by_hand

    for state in ({"cari": "siti"}, *STATES):  # a server's process has loaded its code and words
        _page(region, state)
    pages, counts, searches = Pair(), Pair(), Pair()
    for _ in range(ROUNDS[size]):
        for state in STATES:
            number = counts.ours(lambda s=state: _listing(region, s).found.count())
            assert number == counts.bare(lambda s=state: by_hand.count(s, region)), (region, state)
            ours = pages.ours(lambda s=state: _page(region, s))
            bare = pages.bare(lambda s=state: by_hand.page(s, region))
            assert _told(ours) == _plain(bare), (region, state)
        for typed in _typed(region, EACH[size]):
            _search(searches, region, typed)
    ratios = {"search": searches.ratio(), "list": pages.ratio(), "count": counts.ratio()}
    return {
        "search_p95_ms": searches.p95(),
        "list_p95_ms": pages.p95(),
        "count_p95_ms": counts.p95(),
        "ratio_to_bare_sql": max(ratios.values()),
        "ratios": ratios,
        "bare_p95_ms": {"search": searches.p95(bare=True), "list": pages.p95(bare=True), "count": counts.p95(bare=True)},
        "search_median_ms": searches.median(),
        "list_median_ms": pages.median(),
    }  # fmt: skip


class Pair:
    """Times of ours and of SQL by hand, in turns."""

    def __init__(self) -> None:
        self.times: dict[str, list[float]] = {"ours": [], "bare": []}

    def ours(self, work: Callable[[], Any]) -> Any:
        return self._timed("ours", work)

    def bare(self, work: Callable[[], Any]) -> Any:
        return self._timed("bare", work)

    def _timed(self, who: str, work: Callable[[], Any]) -> Any:
        started = time.perf_counter()
        found = work()
        self.times[who].append(1000 * (time.perf_counter() - started))
        return found

    def p95(self, *, bare: bool = False) -> float:
        return round(statistics.quantiles(self.times["bare" if bare else "ours"], n=20)[-1], 1)

    def median(self) -> float:
        return round(statistics.median(self.times["ours"]), 1)

    def ratio(self) -> float:
        return round(self.p95() / max(0.1, self.p95(bare=True)), 2)


def _listing(region: str, state: dict[str, str]) -> Any:
    from dampingi.foundation.ui.lists import Listing
    from dampingi.pages.register.listing import businesses_list
    from dampingi.records.businesses import queries

    actor = _actor(region)
    rows = queries.businesses(actor, archived=state.get("arsip") == "ya")
    return Listing(businesses_list(actor), rows, state)


def _page(region: str, state: dict[str, str]) -> tuple[int, list[Any]]:
    listing = _listing(region, state)
    rows = listing.page.object_list
    return listing.count, rows


def _told(found: tuple[int, list[Any]]) -> tuple[int, list[tuple]]:
    number, rows = found
    return number, [
        (b.pk.hex, b.name, b.owner, b.region, b.region_name, b.sector, b.product, b.size, b.annual_sales, b.standing, b.open_constraints)
        for b in rows
    ]  # fmt: skip


def _plain(found: tuple[int, list[tuple]]) -> tuple[int, list[tuple]]:
    number, rows = found
    return number, [(_hex(row[0]), *row[1:10], row[12]) for row in rows]


def _hex(key: Any) -> str:
    return key if isinstance(key, str) else key.hex


def _search(times: Pair, region: str, typed: str) -> None:
    from benchmarks import _register_by_hand as by_hand

    number, rows = times.ours(lambda: _page(region, {"cari": typed}))
    found, shown = times.bare(lambda: by_hand.search(typed, region))
    assert _told((number, rows)) == _plain((found, shown)), (region, typed)


def _typed(region: str, each: int) -> list[str]:
    from benchmarks._register_typed import KINDS

    return [typed for kind in KINDS for typed, _meant in _samples(kind, region, each, seed=1)]


def _samples(kind: str, region: str, count: int, *, seed: int) -> list[tuple[str, tuple[str, str]]]:
    """(typed, (field, value) that was meant) of businesses drawn from the region."""
    from benchmarks._register_typed import KINDS
    from dampingi.records.businesses.models import Business

    rng = random.Random(f"{kind}/{region}/{seed}")
    keys = _keys(region)
    drawn = rng.sample(keys, min(len(keys), 20 * count))
    pool = list(
        Business.objects.unscoped("benchmark").filter(id__in=drawn).select_related("owner").order_by("id")
    )
    rng.shuffle(pool)
    made = (KINDS[kind](rng, business) for business in pool)
    return [told for told in made if told][:count]


@cache
def _keys(region: str) -> list[uuid.UUID]:
    from dampingi.foundation.regions.codes import inside
    from dampingi.records.businesses.models import Business

    rows = Business.objects.unscoped("benchmark").filter(inside(region), archived_at=None)
    return list(rows.order_by("id").values_list("id", flat=True))


def _recall(count: int) -> dict[str, float]:
    from benchmarks._register_typed import KINDS
    from dampingi.records.businesses.models import Business
    from dampingi.records.search.queries import found

    actor, told = _actor("32.76"), {}
    for kind in KINDS:
        hits, samples = 0, _samples(kind, "32.76", count, seed=2)
        for typed, (field, value) in samples:
            first = list(found(actor, typed).matches)[:10]
            rows = Business.objects.unscoped("benchmark").filter(id__in=first).select_related("owner")
            hits += any(_field(row, field) == value for row in rows)
        told[kind] = round(hits / max(1, len(samples)), 3)
    return told | {"all": round(statistics.fmean(told.values()), 3)}


def _field(business: Any, field: str) -> str:
    if field == "owner":
        return business.owner.key
    if field == "phone":
        return business.phone or business.owner.phone
    return getattr(business, field)


def _http(size: str) -> dict[str, float]:
    """Whole pages over Django's test client, for someone whose reach is the city."""
    from django.test import Client

    from dampingi.foundation.accounts.actions import add_user, assign
    from dampingi.foundation.accounts.actors import Actor
    from dampingi.foundation.accounts.permissions import Role

    by, client = Actor.for_system("benchmark"), Client(SERVER_NAME="localhost")
    user = add_user(by=by, login="office@contoh.id", name="Office")
    assign(by=by, user=user, role=Role.OFFICE, region="32.76", starts_on=django.utils.timezone.localdate())
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    told = {}
    for name, address in (
        ("list", "/usaha/"),
        ("search", "/usaha/?cari=siti+rahayu"),
        ("filter", "/usaha/?sektor=jasa&verifikasi=belum"),
    ):
        times = []
        for _ in range(4 if size == "quick" else 12):
            started = time.perf_counter()
            answer = client.get(address)
            times.append(1000 * (time.perf_counter() - started))
            assert answer.status_code == 200
        told[name] = round(statistics.median(times), 1)
    return told


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
