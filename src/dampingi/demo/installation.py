"""The demo's folder: which city lies in it, and building one so that an interrupted build leaves nothing behind."""

import datetime
import fcntl
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from dampingi.demo.plans import DEFAULT, PLANS
from dampingi.demo.sizes import DEPOK
from dampingi.foundation.accounts.models import User
from dampingi.foundation.audit.actions import seal_pending, sign_head
from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.actions import load_regions

Progress = Callable[[str, float], None]
"""Told what is being done and which share, 0 to 1, is behind us."""


@dataclass(frozen=True)
class Wanted:
    """The demo asked for: a plan's code, or "" for whichever stands there, and one of its sizes."""

    seed: int
    today: datetime.date
    size: Any = DEPOK
    city: str = ""

    @property
    def plan(self) -> str:
        return self.city or DEFAULT


def prepare(*, wanted: Wanted, fresh: bool, progress: Progress) -> bool:
    """Make the folder hold a demo city that this version can serve; returns whether it was built just now."""
    with _locked("demo.lock", wait=True):
        if fresh:
            _refuse_fresh_on_a_server()
            with _locked("serving.lock", wait=False):
                _build(wanted, progress)
            return True
        if _holds_records():
            _refuse_real_records()
            _refuse_another(wanted)
            _migrate_if_behind()
            return False
        _build(wanted, progress)
        return True


@contextmanager
def being_served() -> Iterator[None]:
    """Held while a demo is served, so that `--fresh` elsewhere cannot pull its database away."""
    with _locked("serving.lock", wait=False, shared=True):
        yield


def built() -> dict[str, str | int] | None:
    """Plan, seed, day and size of what was built in this folder; None where no demo was built."""
    try:
        return json.loads(_marker().read_text())
    except FileNotFoundError:
        return None


def _build(wanted: Wanted, progress: Progress) -> None:
    if connection.vendor == "sqlite":
        began = datetime.datetime.now(datetime.UTC).timestamp()
        with _aside():
            _fill(wanted, progress)
            _mark(wanted)
        _drop_files_before(began)
    else:
        call_command("migrate", verbosity=0)
        with transaction.atomic():
            _fill(wanted, progress)
        _mark(wanted)


def _fill(wanted: Wanted, progress: Progress) -> None:
    progress(_("Menyiapkan basis data"), 0.0)
    if not connection.in_atomic_block:
        call_command("migrate", verbosity=0)
    progress(_("Memuat wilayah seluruh Indonesia"), 0.02)
    load_regions()
    PLANS[wanted.plan].build(seed=wanted.seed, today=wanted.today, size=wanted.size, progress=progress)
    seal_pending(limit=10**9)
    sign_head(day=wanted.today)


@contextmanager
def _aside() -> Iterator[None]:
    """Point the connection at a new file that takes the database's place only when the block went well."""
    final = Path(connection.settings_dict["NAME"])
    for stale in final.parent.glob(".building-*"):
        stale.unlink()
    new = final.with_name(f".building-{os.getpid()}.sqlite3")
    connections.close_all()
    connection.settings_dict["NAME"] = str(new)
    try:
        yield
        connections.close_all()
        for leftover in (*_journals(new), *_journals(final)):
            leftover.unlink(missing_ok=True)
        os.replace(new, final)
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = str(final)
        for path in (new, *_journals(new)):
            path.unlink(missing_ok=True)


def _journals(database: Path) -> list[Path]:
    return [database.with_name(database.name + suffix) for suffix in ("-journal", "-wal", "-shm")]


def _drop_files_before(moment: float) -> None:
    """Remove the kept files of the city that was replaced."""
    kept = Path(settings.MEDIA_ROOT)
    for path in [p for p in kept.rglob("*") if p.is_file() and p.stat().st_mtime < moment - 1]:
        path.unlink()


def _holds_records() -> bool:
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return False
    tables = connection.introspection.table_names()
    return any(m._meta.db_table in tables and m.objects.exists() for m in (User, AuditEvent))


def _refuse_real_records() -> None:
    if built() is None:
        raise Refused(
            _(
                "Folder %(folder)s berisi data yang bukan demo, jadi tidak disentuh. "
                "Pilih folder lain: DAMPINGI_HOME=/folder/lain dampingi demo"
            )
            % {"folder": settings.HOME}
        )


def _refuse_another(wanted: Wanted) -> None:
    stands = str((built() or {}).get("city", DEFAULT))
    if wanted.city and wanted.city != stands:
        raise Refused(
            _(
                "Folder %(folder)s berisi demo %(stands)s. Mulai ulang dengan --fresh, atau pilih folder lain: "
                "DAMPINGI_HOME=/folder/lain bin/demo --city %(wanted)s"
            )
            % {"folder": settings.HOME, "stands": stands, "wanted": wanted.city}
        )


def _refuse_fresh_on_a_server() -> None:
    if connection.vendor != "sqlite":
        raise Refused(
            _(
                "--fresh hanya untuk SQLite. Kosongkan basis data PostgreSQL itu sendiri, lalu jalankan tanpa --fresh."
            )
        )
    if _holds_records():
        _refuse_real_records()


def _migrate_if_behind() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0)
        load_regions()


def _marker() -> Path:
    return Path(settings.HOME) / "demo.json"


def _mark(wanted: Wanted) -> None:
    told = {
        "city": wanted.plan,
        "seed": wanted.seed,
        "today": wanted.today.isoformat(),
        "size": wanted.size.name,
    }
    fresh = _marker().with_suffix(".new")
    fresh.write_text(json.dumps(told))
    os.replace(fresh, _marker())


@contextmanager
def _locked(name: str, *, wait: bool, shared: bool = False) -> Iterator[None]:
    handle = os.open(Path(settings.HOME) / name, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB))
        yield
    except BlockingIOError:
        raise Refused(
            _("Demo di folder ini sedang dijalankan. Hentikan dahulu (Ctrl-C), lalu ulangi.")
        ) from None
    finally:
        os.close(handle)
