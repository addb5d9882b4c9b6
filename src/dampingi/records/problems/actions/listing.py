"""A place adds topics or lines of the matrix, or takes some out of use: one proposes an edition, another publishes it, and none is ever changed."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.approvals.actions import submit
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.regions.codes import depth
from dampingi.records.problems import lists
from dampingi.records.problems.actions.course import written
from dampingi.records.problems.authority import ruled_by
from dampingi.records.problems.models import Level, ListEdition
from dampingi.records.problems.workflow import NAMES

MATTERS = ListEdition.Kind.MATTERS


@transaction.atomic
def propose_list(
    *, by: Actor, kind: str, added: Sequence[Mapping[str, str]], without: Collection[str], base: int, reason: str
) -> ListEdition:  # fmt: skip
    """The next edition of the actor's own place. `base` is the last one the form knew of, `without` all that is to be out of use there."""
    where = ruled_by(by)
    if where is None or by.user_id is None:
        raise Denied(_("Daftar ini diubah oleh kabupaten/kota, provinsi, atau pusat untuk wilayahnya."))
    if kind not in ListEdition.Kind.values:
        raise Refused(_("Daftar itu tidak ada."), status=404)
    _require_latest(kind, where, base)
    why = written(reason, _("Tulis apa yang berubah dan mengapa."), 300)
    body = _body(kind, where, added, without)
    newer = Conflict(_("Orang lain baru saja mengusulkan perubahan. Muat ulang, lalu ulangi perubahan Anda."))
    try:
        with transaction.atomic():
            made = ListEdition.objects.create(
                kind=kind, region=where, number=base + 1, body=body, reason=why, hash=digest(body), by=by.user_id, by_name=by.name
            )  # fmt: skip
    except IntegrityError:
        raise newer from None
    record_event(
        by=by, action="propose_problem_list", subject=("problem_list", made.id), region=where, reason=why,
        detail={"list": kind, "number": made.number, "content": made.hash},
    )  # fmt: skip
    submit(
        by=by, workflow=NAMES[depth(where)], subject=("problem_list", made.id), version=made.number, region=where, drafted_by=by.user_id
    )  # fmt: skip
    return made


def published(id: uuid.UUID, _version: int) -> None:
    rows = ListEdition.objects.unscoped("decided").filter(id=id)
    rows.update(state=ListEdition.State.APPROVED, approved_at=timezone.now())


def returned(id: uuid.UUID, _version: int, comment: str) -> None:
    rows = ListEdition.objects.unscoped("decided").filter(id=id)
    rows.update(state=ListEdition.State.RETURNED, returned_note=comment)


def _require_latest(kind: str, where: str, base: int) -> None:
    last = next(iter(lists.editions(kind, where)), None)
    if last and last.state == ListEdition.State.WAITING:
        raise Conflict(_("Usulan perubahan daftar ini sedang menunggu persetujuan. Tunggu putusannya."))
    if base != (last.number if last else 0):
        raise Conflict(_("Orang lain baru saja mengusulkan perubahan. Muat ulang, lalu ulangi perubahan Anda."))  # fmt: skip


def _body(kind: str, where: str, added: Sequence[Mapping[str, str]], without: Collection[str]) -> dict[str, Any]:  # fmt: skip
    """{rows: all lines the place ever added, without: codes out of use there}."""
    before = lists.in_force(kind, where)
    rows = list(before.body["rows"]) if before else []
    now, out = lists.lines(kind, where), lists.retired(kind, where)
    unknown = set(without) - now.keys() - out.keys()
    if unknown:
        raise Refused(_("Ada baris yang tidak dikenal. Muat ulang halaman, lalu ulangi perubahan Anda."))
    kept = {code: row for code, row in (now | out).items() if code not in without}
    told = [_line(kind, row) for row in added]
    _require_named_once([*kept.values(), *told])
    if not told and set(without) == set(out):
        raise Refused(_("Tidak ada yang berubah, jadi tidak ada edisi baru."))
    if not kept and not told:
        raise Refused(_("Sisakan sedikitnya satu baris."))
    if len(kept) + len(told) > lists.MOST:
        raise Refused(_("Paling banyak %(most)d baris.") % {"most": lists.MOST})
    numbered = [{"code": f"{where or 'id'}-{len(rows) + n}"} | row for n, row in enumerate(told, 1)]
    return {"rows": [*rows, *numbered], "without": sorted(without)}


def _line(kind: str, told: Mapping[str, str]) -> dict[str, str]:
    row = {"name": written(told["name"], _("Tulis namanya."), 80)}
    if kind != MATTERS:
        return row
    if told["level"] not in Level.values:
        raise Refused(_("%(name)s: pilih tingkat yang berwenang.") % {"name": row["name"]})
    source = _("%(name)s: tulis aturan yang menjadi dasarnya.") % {"name": row["name"]}
    return row | {"level": told["level"], "source": written(told["source"], source, 200)}


def _require_named_once(rows: Sequence[Mapping[str, Any]]) -> None:
    seen: set[str] = set()
    for row in rows:
        name = row["name"].casefold()
        if name in seen:
            raise Refused(_("Sudah ada baris bernama “%(name)s”.") % {"name": row["name"]})
        seen.add(name)
