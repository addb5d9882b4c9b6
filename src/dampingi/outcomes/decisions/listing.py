from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.states import State
from dampingi.insight.evaluation.models import Result
from dampingi.insight.evaluation.proposing import proposal_state
from dampingi.insight.evaluation.words import band
from dampingi.outcomes.decisions.models import Decision, Determination
from dampingi.outcomes.decisions.queries import current
from dampingi.outcomes.decisions.stages import state_words

KEYS = {"honour": State.GOOD, "keep": State.GOOD, "coach": State.WATCH, "replace": State.LATE}
STATES = {"approved": State.GOOD, "proposed": State.WATCH, "returned": State.LATE}


def approval_words(decision: Decision) -> str:
    return {
        "approved": _("Disetujui %(name)s") % {"name": decision.approved_name},
        "proposed": _("Menunggu persetujuan"),
        "returned": _("Dikembalikan"),
    }[decision.state]


def _say_places(page: list[Determination]) -> None:
    called = names({d.region for d in page})
    for each in page:
        each.place = called.get(each.region, each.region)  # type: ignore[attr-defined]


def determinations_list() -> ListOf:
    return ListOf(
        name="penetapan",
        noun=gettext_lazy("penetapan"),
        columns=(
            Column(
                "name",
                gettext_lazy("Penilaian"),
                "evaluation.instrument.name",
                sort=("evaluation__level",),
                href=lambda d: reverse("determination", args=[d.id]),
                note=lambda d: _("Perbaikan") if d.corrects_id else "",
            ),
            Column("place", gettext_lazy("Wilayah"), sort=("region",)),
            Column("programme", gettext_lazy("Program"), "programme.name", sort=("programme__name",)),
            Column("opened_at", gettext_lazy("Dibuka"), kind="moment", sort=("opened_at",)),
            Column(
                "state",
                gettext_lazy("Keadaan"),
                lambda d: (State.GOOD if d.signed_at else State.WATCH, state_words(d)),
                kind="state",
            ),
            Column("signed_at", gettext_lazy("Ditandatangani"), kind="moment", sort=("signed_at",)),
        ),
        order="-opened_at",
        ties=("region", "id"),
        enrich=_say_places,
        filters=(
            Filter(
                "keadaan",
                gettext_lazy("Keadaan"),
                lambda: [("buka", _("Belum ditandatangani")), ("tetap", _("Ditandatangani"))],
                apply=lambda rows, value: rows.filter(signed_at__isnull=value == "buka"),
            ),
        ),
    )


def people_list(found: Determination) -> ListOf:
    """Everyone with a result, and what is decided about them."""
    decided = {d.subject_id: d for d in current(found)}
    places = names(d.subject.region for d in decided.values())

    def decision(row: Result) -> tuple[State, str] | None:
        given = decided.get(row.subject_id)
        return (KEYS[given.key], given.get_key_display()) if given else (State.NONE, _("Belum diputuskan"))  # type: ignore[attr-defined]

    def approval(row: Result) -> tuple[State, str] | None:
        given = decided.get(row.subject_id)
        return (STATES[given.state], approval_words(given)) if given else None

    return ListOf(
        name="keputusan",
        noun=gettext_lazy("pendamping"),
        columns=(
            Column(
                "name",
                gettext_lazy("Pendamping"),
                "subject.name",
                sort=("subject__name",),
                href=lambda r: reverse("mentor_decision", args=[found.id, r.subject_id]),
                note=lambda r: places.get(r.subject.region, ""),
            ),
            Column("band", gettext_lazy("Hasil"), lambda r: band(found.evaluation, r.body)),
            Column("proposal", gettext_lazy("Usulan hitungan"), lambda r: proposal_state(r.body), kind="state"),
            Column("decision", gettext_lazy("Keputusan"), decision, kind="state"),
            Column("approval", gettext_lazy("Persetujuan"), approval, kind="state"),
        ),
        order="name",
        ties=("id",),
        filters=(
            Filter("keputusan", gettext_lazy("Keputusan"), _choices, apply=_narrowed(decided)),
            Filter("persetujuan", gettext_lazy("Persetujuan"), _approvals, apply=_approved(decided)),
        ),
        search=("subject__name",),
        search_label=gettext_lazy("Nama pendamping"),
        per_page=100,
    )  # fmt: skip


def _choices() -> list[tuple[str, str]]:
    return [*((str(k), str(v)) for k, v in Decision.Key.choices), ("none", _("Belum diputuskan"))]


def _approvals() -> list[tuple[str, str]]:
    return [
        ("proposed", _("Menunggu persetujuan")),
        ("approved", _("Disetujui")),
        ("returned", _("Dikembalikan")),
    ]


def _narrowed(decided: dict[Any, Decision]) -> Any:
    def apply(rows: Any, value: str) -> Any:
        if value == "none":
            return rows.exclude(subject__in=list(decided))
        return rows.filter(subject__in=[s for s, d in decided.items() if d.key == value])

    return apply


def _approved(decided: dict[Any, Decision]) -> Any:
    return lambda rows, value: rows.filter(subject__in=[s for s, d in decided.items() if d.state == value])
