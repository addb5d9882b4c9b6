"""The list of speakers with what participants think of their sessions."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.ui.formats import number
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.records.learning.opinions import FEWEST, Told
from dampingi.records.learning.queries.speakers import sessions_of, whole

QUESTIONS = (
    ("clear", _("Penjelasannya mudah dipahami")),
    ("useful", _("Isinya berguna untuk usaha saya")),
    ("mastery", _("Narasumber menguasai bahannya")),
)
STATES = (("ya", _("Ditawarkan")), ("tidak", _("Tidak lagi")))


def speakers_list() -> ListOf:
    return ListOf(
        name="narasumber",
        noun=_("narasumber"),
        columns=(
            Column("name", _("Narasumber"), sort=("name",), href=lambda s: reverse("speaker", args=[s.id]), note=lambda s: s.organisation),
            Column("sessions", _("Sesi"), lambda s: len(s.held), kind="number"),
            Column("answers", _("Penilaian"), lambda s: s.whole.n or None, kind="number"),
            *(Column(key, words, _mean(k)) for k, (key, words) in enumerate(QUESTIONS)),
            Column("state", _("Keadaan"), lambda s: _now("Tidak lagi") if s.retired_at else _now("Ditawarkan")),
        ),
        order="name",
        ties=("organisation", "id"),
        filters=(Filter("keadaan", _("Keadaan"), lambda: STATES, lambda q, v: q.filter(retired_at__isnull=v == "ya")),),
        search=("name", "organisation", "about"),
        search_label=_("Nama, lembaga, keahlian"),
        enrich=_enrich,
    )  # fmt: skip


def _mean(k: int) -> Any:
    return lambda s: point(s.whole, k)


def point(found: Told, k: int) -> str:
    return "" if found.means is None else number(round(found.means[k], 6), 1)


def points(found: Told) -> list[tuple[Any, str]]:
    """The questions with their means; empty while they are told to nobody."""
    return (
        [] if found.means is None else [(words, point(found, k)) for k, (_key, words) in enumerate(QUESTIONS)]
    )


def why_not(found: Told) -> str:
    return _now("Tampil sepekan sesudah sesi, dari sedikitnya %(n)d penilaian.") % {"n": FEWEST}


def _enrich(rows: list[Any]) -> None:
    held = sessions_of([row.id for row in rows], today=timezone.localdate())
    for row in rows:
        row.held = held.get(row.id, [])
        row.whole = whole(row.held)
