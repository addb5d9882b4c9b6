import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Refused
from dampingi.insight.reviews.keeping import store_numbered
from dampingi.insight.theory import queries
from dampingi.insight.theory.models import Judgement, Level, Theory, Verdict
from dampingi.insight.theory.rows import MOST, coded, row_hash, shipped
from dampingi.insight.theory.sources import found, named
from dampingi.records.programmes.models import Programme
from dampingi.records.programmes.rosters import today_in


@transaction.atomic
def publish_theory(
    *, by: Actor, programme: Programme, rows: Sequence[Mapping[str, Any]], base: int, reason: str = "", id: uuid.UUID | None = None
) -> Theory:  # fmt: skip
    """The next edition, made from edition `base` (0: the shipped one). Rows that say the same keep their judgement."""
    by.require(Permission.MANAGE_EVALUATION, region=programme.region, programme=programme.id)
    earlier = Theory.objects.unscoped("sent twice").filter(id=id, programme=programme).first() if id else None
    if earlier:
        return earlier
    last = queries.theory_of(programme)
    if base != (last.number if last else 0):
        raise Conflict(
            _("Orang lain sudah menerbitkan edisi baru. Muat ulang halaman, lalu ulangi perubahan Anda.")
        )
    if last and not reason.strip():
        raise Refused(_("Tulis apa yang berubah dan mengapa."))
    told = coded(rows, queries.codes_used(programme) | {row["code"] for row in shipped()})
    _check(told, programme.region)
    if last and last.rows == told:
        raise Refused(_("Tidak ada yang berubah, jadi tidak ada edisi baru."))
    made = store_numbered(
        Theory, by, programme, id, number=base + 1, rows=told, reason=reason.strip()[:300], hash=digest(told)
    )
    record_event(
        by=by, action="publish_theory", subject=("theory", made.id), region=programme.region, programme=programme.id,
        reason=made.reason, detail={"number": made.number, "rows": len(told), "content": made.hash},
    )  # fmt: skip
    return made


def _check(rows: Sequence[Mapping[str, str]], region: str) -> None:
    if not rows:
        raise Refused(_("Tulis sedikitnya satu baris."))
    if len(rows) > MOST:
        raise Refused(_("Tulis paling banyak %(most)d baris.") % {"most": MOST})
    if len({row["code"] for row in rows}) < len(rows):
        raise Refused(_("Ada baris yang terkirim dua kali. Muat ulang halaman, lalu ulangi perubahan Anda."))
    known = named(region)
    for row in rows:
        if row["level"] not in Level.values or not row["text"]:
            raise Refused(_("Setiap baris memerlukan tingkat dan uraian."))
        if row["source"] and row["source"] not in known:
            raise Refused(
                _("Sumber %(source)s tidak dikenal. Pilih dari daftar.") % {"source": row["source"]}
            )


@transaction.atomic
def judge_row(
    *, by: Actor, theory: Theory, row: str, verdict: str, reason: str, evidence: str = "", id: uuid.UUID | None = None
) -> Judgement:  # fmt: skip
    """A person concludes; what the records tell at that moment is kept with it."""
    programme = theory.programme
    by.require(Permission.DECIDE_EVALUATION, region=programme.region, programme=programme.id)
    earlier = Judgement.objects.unscoped("sent twice").filter(id=id, theory=theory).first() if id else None
    if earlier:
        return earlier
    last = queries.theory_of(programme)
    if last is None or last.id != theory.id:
        raise Conflict(_("Tabel ini sudah diganti edisi yang lebih baru. Nilailah baris pada edisi itu."))
    told = queries.row_of(theory, row)
    if verdict not in Verdict.values:
        raise Refused(_("Pilih penilaiannya."))
    if not reason.strip():
        raise Refused(_("Tulis alasan penilaian Anda."))
    tells = found(by, programme, [told["source"]], today_in(programme.region)).get(told["source"])
    if verdict != Verdict.NOT_ASSESSABLE and tells is None and not evidence.strip():
        raise Refused(
            _(
                "Catatan tidak memuat temuan untuk baris ini. Sebutkan buktinya, atau pilih Tidak dapat dinilai."
            )
        )
    made = store_numbered(
        Judgement, by, programme, id, number=queries.next_judgement(programme, row), theory=theory, row=row,
        row_hash=row_hash(told), verdict=verdict, reason=reason.strip()[:1000], evidence=evidence.strip()[:300],
        found=tells.text[:300] if tells else "",
    )  # fmt: skip
    record_event(
        by=by, action="judge_theory_row", subject=("judgement", made.id), region=programme.region, programme=programme.id,
        detail={"row": row, "verdict": verdict, "theory": theory.number}, values=[made.reason, made.evidence],
    )  # fmt: skip
    return made
