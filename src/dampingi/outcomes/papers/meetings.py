"""What the letter that asks to a meeting says, and its approved minutes. Always Indonesian: they are official documents."""

import datetime
from typing import Any

from django.utils import timezone, translation

from dampingi.foundation.approvals.queries import approvals_of
from dampingi.foundation.regions.codes import zone
from dampingi.foundation.ui import formats
from dampingi.outcomes.papers.content import frame
from dampingi.records.meetings.models import Guest, Meeting, Minutes
from dampingi.records.meetings.queries import came
from dampingi.records.meetings.queries.items import items_of
from dampingi.records.meetings.wording import clock, local_day

WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def invitation(meeting: Meeting, *, number: str) -> dict[str, Any]:
    """Without the names of those asked: it goes from hand to hand."""
    with translation.override("id"):
        return frame(meeting.region) | {
            "title": f"Undangan {meeting.title}",
            "number": number,
            "kind": str(meeting.get_kind_display()),
            "lines": _facts(meeting),
            "about": meeting.about.strip(),
            "changed": meeting.change_reason if meeting.sequence else "",
            "day": formats.day(timezone.localdate(timezone=zone(meeting.region))),
        }


def notes(meeting: Meeting, minutes: Minutes, *, number: str) -> dict[str, Any]:
    """Of approved minutes: what was talked about, decided and taken on, who was there, who wrote and who approved."""
    with translation.override("id"):
        return frame(meeting.region) | {
            "title": f"Notulen {meeting.title}",
            "number": number,
            "lines": [["Program", meeting.programme.name], *_facts(meeting)],
            "parts": [["Pembahasan", minutes.discussion.strip()], ["Keputusan", minutes.decisions.strip()]],
            "items": [
                [str(n), i.text, i.owner.name, formats.day(i.due_on)]
                for n, i in enumerate(items_of(meeting), 1)
            ],
            "people": [
                *([row.user.name, ""] for row in came(meeting)),
                *([g.name, g.agency] for g in Guest.objects.filter(meeting=meeting).order_by("name", "id")),
            ],
            "signatures": _signatures(meeting, minutes),
            "day": _on(meeting, minutes.approved_at or minutes.written_at),
        }


def _facts(meeting: Meeting) -> list[list[str]]:
    day = local_day(meeting)
    return [
        ["Acara", meeting.title],
        ["Hari, tanggal", f"{WEEKDAYS[day.weekday()]}, {formats.day(day)}"],
        ["Pukul", clock(meeting)],
        ["Tempat", meeting.where],
    ]


def _signatures(meeting: Meeting, minutes: Minutes) -> list[list[str]]:
    found = (
        [["Notulis", minutes.written_by.name, _on(meeting, minutes.written_at)]] if minutes.written_by else []
    )
    for approval in approvals_of("meeting", meeting.id):
        if approval.version == minutes.version:
            found += [
                ["Disetujui", v.by_name, _on(meeting, v.at)] for v in approval.verdicts.all() if v.approved
            ]
    return found


def _on(meeting: Meeting, at: datetime.datetime) -> str:
    return formats.day(timezone.localtime(at, zone(meeting.region)).date())
