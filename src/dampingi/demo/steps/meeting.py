"""The office's rooms and a season of meetings: some held, one moved, one called off, two to come."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from dampingi.demo.building import Building
from dampingi.demo.dice import picker
from dampingi.demo.places import phone
from dampingi.foundation.accounts.models import User
from dampingi.foundation.approvals.actions import decide
from dampingi.foundation.approvals.queries import approvals_of
from dampingi.foundation.notices.actions import mark_read
from dampingi.foundation.notices.queries import notices_for
from dampingi.foundation.regions.codes import depth, zone
from dampingi.records.aspirations import actions as aspirations
from dampingi.records.aspirations.intake import Heard
from dampingi.records.meetings import actions
from dampingi.records.meetings.actions.roadshows import Stop
from dampingi.records.meetings.models import Invitee, Meeting, Room

WEEK, DAY = datetime.timedelta(weeks=1), datetime.timedelta(days=1)
HELD = (
    (26, "briefing", "Pembekalan tahap pendampingan", "Cara mengisi kunjungan dan laporan bulanan."),
    (17, "coordination", "Rapat koordinasi tengah tahun", "Peserta yang lama tidak dikunjungi; pembagian dampingan."),
    (5, "evaluation", "Rapat evaluasi triwulan", "Capaian terhadap target; kendala terbanyak per kecamatan."),
)  # fmt: skip
REASONS = ("Hari produksi", "Menunggu kepastian dari kelurahan", "Anak sakit")


def meet(b: Building) -> None:
    by, city = b.persona("penyelenggara"), b.programme.region
    hall = actions.open_room(
        by=by, region=city, name="Aula Balai Kota", capacity=120, place="Gedung Dibaleka lantai 10"
    )
    small = actions.open_room(by=by, region=city, name="Ruang Rapat Dinas", capacity=24, place="Lantai 5")
    leaders = [m.user for m in b.mentors if depth(m.region) <= 3 and not m.ended_on and not m.field]
    own = next(m for m in b.mentors if m.user_id == b.users["pendamping"].id)
    there = [m.user for m in b.mentors if m.region.startswith(own.region[:8]) and not m.ended_on]
    for weeks, kind, title, about in HELD:
        made = _call(b, by, title, -weeks * WEEK, leaders, room=small, kind=kind, about=about)
        _answer(b, made, before=made.starts_at - datetime.timedelta(days=2))
        _held(b, made, approve=weeks > 10)
    moved = _call(
        b,
        by,
        "Persiapan evaluasi akhir tahun",
        WEEK,
        there,
        room=hall,
        kind="evaluation",
        about="Bukti, tim penilai, dan jadwal presentasi.",
    )
    actions.move_meeting(
        by=by,
        meeting=moved.id,
        starts_at=moved.starts_at + datetime.timedelta(hours=4),
        reason="Aula dipakai pelantikan pagi harinya",
    )
    _answer(b, moved, before=None)
    everyone = [m.user for m in b.mentors if not m.ended_on and not m.field]
    for away, title in ((2 * WEEK - DAY, "Temu pendamping kota"), (3 * WEEK, "Berbagi cara antarpendamping")):
        _call(b, by, title, away, (), welcome=everyone, room=hall)
    _road_show(b)
    off = _call(b, by, "Rapat sentra dan titik pemasaran", 2 * WEEK, leaders, room=small)
    actions.cancel_meeting(by=by, meeting=off.id, reason="Digabung dengan rapat evaluasi")


def _call(
    b: Building,
    by: Any,
    title: str,
    away: datetime.timedelta,
    whom: Sequence[User],
    *,
    room: Room,
    welcome: Sequence[User] = (),
    **more: Any,
) -> Meeting:
    on = b.today + away
    on += datetime.timedelta(days=max(0, 7 - on.weekday()) if on.weekday() >= 5 else 0)
    starts_at = datetime.datetime.combine(on, datetime.time(9), zone(b.programme.region))
    now = starts_at - datetime.timedelta(days=10) if starts_at.date() <= b.today else None
    must = {user.id for user in whom}
    return actions.call_meeting(
        by=by, programme=b.programme, region=b.programme.region, title=title, starts_at=starts_at, minutes=120, room=room,
        must=must, should=[b.users["penyelenggara"].id, *(user.id for user in welcome)], now=now, **more,
    )  # fmt: skip


def _answer(b: Building, meeting: Meeting, *, before: datetime.datetime | None) -> None:
    """Most answer; of what is over, everybody has read the notices."""
    rng = picker(b.seed, f"meeting {meeting.title}")
    rows = Invitee.objects.unscoped("the demo city").filter(meeting=meeting).exclude(answer="yes")
    for row in rows.select_related("user").order_by("user__login"):
        said = rng.choices(("yes", "no", "maybe", ""), (70, 9, 6, 15))[0]
        own = row.user_id == b.users["pendamping"].id
        if said and not (own and before is None):
            actions.answer(
                by=b.acting(row.user),
                invitee=row.id,
                said=said,
                reason="" if said == "yes" else rng.choice(REASONS),
                now=before,
            )
        if before:
            actor = b.acting(row.user)
            told = notices_for(actor, unread=True).filter(url__contains=str(meeting.id))
            mark_read(by=actor, notices=list(told.values_list("id", flat=True)))


def _held(b: Building, meeting: Meeting, *, approve: bool) -> None:
    """Who came, what was decided, and what people took on: some done, some late."""
    by, rng = b.persona("penyelenggara"), picker(b.seed, f"held {meeting.title}")
    rows = list(
        Invitee.objects.unscoped("the demo city")
        .filter(meeting=meeting)
        .select_related("user")
        .order_by("user__login")
    )
    for row in rows:
        if row.answer == "yes" and rng.random() < 0.9:
            actions.mark(by=by, meeting=meeting.id, invitee=row.id, came=True, now=meeting.starts_at)
    actions.add_guest(by=by, meeting=meeting.id, name="Ibu Rahma", agency="Bappeda", now=meeting.starts_at)
    after = meeting.ends_at + datetime.timedelta(hours=2)
    actions.write_minutes(
        by=by, meeting=meeting.id, now=after, discussion=f"{meeting.about}\nTiap kecamatan melaporkan yang tertinggal dan sebabnya.",
        decisions="Data kendala diperbarui sebelum akhir bulan.\nPeserta yang lama tidak dikunjungi didahulukan.",
    )  # fmt: skip
    actions.submit_minutes(by=by, meeting=meeting.id, now=after)
    if approve:
        waiting = approvals_of("meeting", meeting.id)[0]
        decide(by=b.persona("kepala"), approval=waiting.id, approved=True)
    for n, text in enumerate(
        (
            "Memperbarui data kendala kecamatan",
            "Menyusun jadwal kunjungan susulan",
            "Mengirim daftar peserta yang siap ke pasar",
        )
    ):
        row = rows[n % len(rows)]
        item = actions.give_item(
            by=by,
            meeting=meeting.id,
            owner=row.user_id,
            text=text,
            due_on=after.date() + datetime.timedelta(days=21),
            now=after,
        )
        if approve and n != 1:
            actions.finish_item(
                by=b.acting(row.user),
                item=item.id,
                note="Sudah dikerjakan dan dilaporkan",
                now=after + datetime.timedelta(days=12),
            )


WISHES = (
    ("pemasaran", "Titik pemasaran tetap tiap minggu, jangan hanya saat acara"),
    ("pembiayaan", "Syarat subsidi bunga dijelaskan, banyak yang ditolak tanpa tahu sebabnya"),
    ("produksi", "Alat pengemas dipakai bersama"),
    ("it", "Pelatihan berjualan daring untuk yang lanjut usia"),
    ("kelembagaan", "Bantuan mengurus sertifikat halal"),
)


def _road_show(b: Building) -> None:
    """Half of the kecamatan are visited, the others to come; what is asked there is answered in `aspiring`."""
    by, rng = b.persona("penyelenggara"), picker(b.seed, "road-show")
    half, user = (len(b.places.kecamatan) + 1) // 2, by.user_id
    stops = []
    for k, (code, name) in enumerate(b.places.kecamatan.items()):
        day = b.today + datetime.timedelta(days=3 * (k - half if k < half else k - half + 1))
        weekend = max(0, day.weekday() - 4)
        day += datetime.timedelta(days=-weekend if k < half else (3 - weekend) % 3)
        starts_at = datetime.datetime.combine(day, datetime.time(13), zone(code))
        there = frozenset(m.user_id for m in b.mentors if m.region == code and not m.ended_on) - {user}
        stops.append(Stop(code, starts_at, f"Aula Kecamatan {name}", frozenset({user}), there))
    now = stops[0].starts_at - datetime.timedelta(days=20)
    show = actions.plan_roadshow(
        by=by,
        programme=b.programme,
        region=b.programme.region,
        name=f"Kunjungan kecamatan {b.year.year}",
        minutes=150,
        stops=stops,
        now=now,
    )
    for stop in (
        Meeting.objects.unscoped("the demo city")
        .filter(roadshow=show, ends_at__lt=timezone.now())
        .order_by("starts_at")
    ):
        for n, (field, text) in enumerate(rng.sample(WISHES, 3)):
            asks = n < 2
            heard = Heard(
                b.new_id(),
                field,
                text,
                name=f"Ibu {rng.choice(NAMES)}" if asks else "",
                phone=phone(rng) if asks else "",
            )
            aspirations.note_aspiration(by=by, meeting=stop.id, heard=heard, now=stop.starts_at)


NAMES = ("Sari", "Yuni", "Ratna", "Murni", "Lilis", "Dewi")
