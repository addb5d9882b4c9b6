import uuid
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.errors import Refused
from dampingi.insight.reviews.queries import READ, freezes
from dampingi.insight.theory.models import Judgement, Theory
from dampingi.insight.theory.rows import row_hash
from dampingi.records.programmes.models import Programme


def theory_of(programme: Programme) -> Theory | None:
    """The edition in force. The caller has checked that the reader may know of the programme."""
    return _editions(programme).order_by("-number").first()


def editions(programme: Programme) -> list[Theory]:
    return list(_editions(programme).order_by("-number"))


def codes_used(programme: Programme) -> set[str]:
    return {row["code"] for told in _editions(programme).values_list("rows", flat=True) for row in told}


def _editions(programme: Programme) -> Any:
    return Theory.objects.unscoped("reach checked by the caller").filter(programme=programme)


def theory(actor: Actor, id: uuid.UUID) -> Theory:
    found = Theory.objects.for_actor(actor, READ).filter(id=id).select_related("programme").first()
    if found is None:
        raise Refused(_("Tabel itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def row_of(theory: Theory, code: str) -> dict[str, str]:
    found = next((row for row in theory.rows if row["code"] == code), None)
    if found is None:
        raise Refused(_("Baris itu tidak ada dalam tabel ini."), status=404)
    return dict(found)


def judgements(programme: Programme, row: str) -> list[Judgement]:
    """All of a row, the newest first, whatever it said then."""
    rows = Judgement.objects.unscoped("reach checked by the caller").filter(programme=programme, row=row)
    return list(rows.select_related("theory").order_by("-number"))


def current(theory: Theory) -> dict[str, Judgement]:
    """row -> the last judgement, where the row still says what was judged."""
    rows = Judgement.objects.unscoped("reach checked by the caller").filter(programme=theory.programme_id)
    last = {j.row: j for j in rows.order_by("number")}
    hashes = {row["code"]: row_hash(row) for row in theory.rows}
    return {code: j for code, j in last.items() if hashes.get(code) == j.row_hash}


def next_judgement(programme: Programme, row: str) -> int:
    rows = Judgement.objects.unscoped("to number it").filter(programme=programme, row=row)
    return (rows.aggregate(last=Max("number"))["last"] or 0) + 1


def unjudged(actor: Actor, programme: Programme) -> list[str]:
    """Rows that wait for somebody's conclusion: none before the programme's rates are frozen."""
    held = theory_of(programme)
    if held is None or not freezes(actor).filter(programme=programme).exists():
        return []
    judged = current(held)
    return [row["code"] for row in held.rows if row["code"] not in judged]
