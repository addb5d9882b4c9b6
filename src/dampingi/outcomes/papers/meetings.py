"""What the letter that asks to a meeting says, and its approved minutes. Always Indonesian: they are official documents."""

from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from dampingi.foundation.approvals.queries import approvals_of
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import zone
from dampingi.foundation.ui import formats
from dampingi.outcomes.papers.content import day_at, frame, told_day
from dampingi.outcomes.papers.drafts import Draft
from dampingi.outcomes.papers.models import Paper
from dampingi.records.meetings.models import Guest, Meeting, Minutes
from dampingi.records.meetings.queries import came
from dampingi.records.meetings.queries.items import items_of
from dampingi.records.meetings.wording import clock, local_day

INVITATION = "undangan"
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def invitation_draft(meeting: Meeting) -> Draft:
    """The letter that asks to a meeting; moved, it is a new one in place of the old."""
    if meeting.cancelled_at:
        raise Refused(_("Pertemuan ini dibatalkan; undangannya tidak terbit lagi."), status=404)
    return Draft(
        kind=Paper.Kind.INVITATION, subject=meeting.id, region=meeting.region, programme=meeting.programme_id,
        on=timezone.localdate(timezone=zone(meeting.region)), version=meeting.sequence + 1,
        content=lambda number: invitation(meeting, number=number), called=INVITATION,
    )  # fmt: skip


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


def notes_draft(meeting: Meeting) -> Draft:
    minutes = Minutes.objects.filter(meeting=meeting).select_related("written_by").first()
    if minutes is None or minutes.approved_at is None:
        raise Refused(_("Notulen resmi terbit setelah disetujui. Sebelum itu, cetak halamannya."), status=404)
    return Draft(
        kind=Paper.Kind.NOTES, subject=meeting.id, region=meeting.region, programme=meeting.programme_id,
        on=day_at(minutes.approved_at, meeting.region), version=minutes.version,
        content=lambda number: notes(meeting, minutes, number=number), called="notulen",
    )  # fmt: skip


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
            "day": told_day(minutes.approved_at or minutes.written_at, meeting.region),
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
    wrote = minutes.written_by
    found = [["Notulis", wrote.name, told_day(minutes.written_at, meeting.region)]] if wrote else []
    for approval in approvals_of("meeting", meeting.id).filter(version=minutes.version):
        approved = [v for v in approval.verdicts.all() if v.approved]
        found += [["Disetujui", v.by_name, told_day(v.at, meeting.region)] for v in approved]
    return found
