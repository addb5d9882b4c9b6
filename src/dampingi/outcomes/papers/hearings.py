"""What the decree of a panel and the minutes of its presentations say. Always Indonesian: they are official documents."""

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from dampingi.foundation.errors import Conflict
from dampingi.foundation.regions.codes import zone
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui import formats
from dampingi.insight.evaluation.models import PanelMember
from dampingi.insight.evaluation.panel import panel
from dampingi.insight.hearings.clock import clock
from dampingi.insight.hearings.models import Event, Remark, Talk
from dampingi.insight.hearings.words import question
from dampingi.outcomes.papers.content import frame
from dampingi.outcomes.papers.drafts import Draft
from dampingi.outcomes.papers.models import Paper
from dampingi.records.mentoring.places import place_words
from dampingi.records.programmes.models import Programme

MANDATES = {"rate": "menilai", "ask": "bertanya", "observe": "mengamati"}
KINDS = {"strength": "Kekuatan", "challenge": "Tantangan", "advice": "Saran", "question": "Pertanyaan lain"}


@transaction.atomic  # version and rows are of one moment
def panel_draft(programme: Programme, region: str) -> Draft:
    """The decree of the panel as it stands; after each change of it a new version."""
    version, rows = _panel_rows(programme, region)
    if not rows:
        raise Conflict(_("Belum ada anggota tim penilai."))
    on = timezone.localdate(timezone=zone(region))
    return Draft(
        kind=Paper.Kind.PANEL, subject=uuid.uuid5(programme.id, f"panel:{region}"), region=region, programme=programme.id, on=on,
        version=version, content=lambda number: panel_decree(programme, region, rows, number=number, on=on), called="sk-tim-penilai",
    )  # fmt: skip


def _panel_rows(programme: Programme, region: str) -> tuple[int, list[list[str]]]:
    """The version, which goes up with every change, and number, name, agency, mandate, since."""
    every = PanelMember.objects.unscoped("the caller has checked the reach").filter(
        programme=programme, region=region
    )
    version = every.count() + every.exclude(ends_on=None).count()
    with translation.override("id"):
        rows = [
            [str(n), m.user.name, m.agency, MANDATES[m.mandate], formats.day(m.starts_on)]
            for n, m in enumerate(panel(programme, region), 1)
        ]
    return version, rows


def panel_decree(
    programme: Programme, region: str, rows: list[list[str]], *, number: str, on: datetime.date
) -> dict[str, Any]:
    with translation.override("id"):
        return frame(region) | {
            "title": f"Keputusan tim penilai pendamping nomor {number}",
            "number": number,
            "about": f"Tim penilai pendamping {programme.name}, {place_words(region)}",
            "rows": rows,
            "day": formats.day(on),
        }


def minutes_draft(event: Event, on: datetime.date, room: int) -> Draft:
    """The minutes of one room on one day, once every presentation there is settled."""
    talks = _talks_of(event, on, room)
    if not talks or any(t.state == Talk.State.PLANNED for t in talks):
        raise Conflict(
            _("Berita acaranya terbit sesudah kehadiran semua presentasi di ruang dan hari itu dicatat.")
        )
    return Draft(
        kind=Paper.Kind.HEARING, subject=uuid.uuid5(event.id, f"{on.isoformat()}:{room}"), region=event.region,
        programme=event.programme_id, on=on, content=lambda number: minutes(event, on, room, talks, number=number),
        called="berita-acara-presentasi",
    )  # fmt: skip


def _talks_of(event: Event, on: datetime.date, room: int) -> list[Talk]:
    found = Talk.objects.filter(event=event, on=on, room=room).select_related(
        "subject__evaluation__instrument"
    )
    return list(found.prefetch_related("seats__user", "questions", "remarks").order_by("minute"))


def minutes(
    event: Event, on: datetime.date, room: int, talks: Sequence[Talk], *, number: str
) -> dict[str, Any]:
    """Who presented when, who was there, what was asked and answered, what was noted, who was absent and why."""
    places = names(t.subject.region for t in talks)
    with translation.override("id"):
        return frame(event.region) | {
            "title": f"Berita acara {event.name} nomor {number}",
            "number": number,
            "lines": [
                ["Acara", event.name],
                ["Program", f"{event.programme.name} ({event.programme.code})"],
                ["Hari", formats.day(on)],
                ["Ruang", event.rooms[room]],
            ],
            "raters": sorted({s.user.name for t in talks for s in t.seats.all() if s.present}),  # type: ignore[attr-defined]
            "talks": [_talk(t, places.get(t.subject.region, t.subject.region)) for t in talks],
            "day": formats.day(on),
        }


def _talk(talk: Talk, place: str) -> dict[str, Any]:
    body = talk.subject.evaluation.instrument.body
    remarks = sorted((r for r in talk.remarks.all() if r.withdrawn_at is None), key=lambda r: r.at)  # type: ignore[attr-defined]
    return {
        "hour": clock(talk.minute), "name": talk.subject.name, "place": place, "absent": talk.why,
        "questions": [
            [question(body, q.rule, q.figures), q.answer or "Jawaban tidak dicatat."]
            for q in sorted(talk.questions.all(), key=lambda q: q.number)  # type: ignore[attr-defined]
        ] if talk.state == Talk.State.HELD else [],
        "remarks": [[KINDS[r.kind], r.text] for kind in Remark.Kind.values for r in remarks if r.kind == kind],
    }  # fmt: skip
