"""What people asked for, by road-show and by link: sorted, joined, answered, told, and said in public."""

import datetime
from typing import Any

from django.utils import timezone

from dampingi.demo.building import Scene
from dampingi.demo.dice import picker
from dampingi.demo.places import phone
from dampingi.foundation.approvals.actions import decide
from dampingi.records.aspirations import actions
from dampingi.records.aspirations.intake import Heard
from dampingi.records.aspirations.models import Aspiration
from dampingi.records.aspirations.queries import saying, themes

SENT = (
    "Mohon titik pemasaran mingguan di lapangan kelurahan",
    "Modal kecil tanpa agunan untuk pedagang baru",
    "Kelas foto produk sore hari, siang kami berjualan",
    "Dibantu mengurus sertifikat halal dan NIB",
    "Alat pengemas yang dapat dipakai bergantian",
)
ANSWERS = {
    "tempat": ("planned", "Masuk rencana kerja: satu titik tiap Sabtu mulai triwulan pertama", "Titik pemasaran tetap tiap minggu, bukan hanya saat ada acara", "Satu titik tiap Sabtu masuk rencana kerja tahun depan, mulai triwulan pertama"),
    "modal": ("done", "Petugas menjelaskan syarat subsidi bunga di kantor kecamatan setiap Selasa", "Syarat subsidi bunga dijelaskan sebelum mengajukan", "Petugas menjelaskannya di kantor kecamatan setiap Selasa; sebab penolakan ditulis"),
    "alat": ("not_possible", "Alat untuk perorangan tidak dapat dibelikan; dapur bersama di sentra dapat dipakai bergantian", "Alat pengemas yang dipakai bersama", "Alat untuk perorangan tidak dapat dibelikan dari hibah. Dapur bersama di sentra dapat dipakai bergantian, daftar di loket klinik"),
    "daring": ("looking", "Kelas kecil bersama pendamping kelurahan sedang disusun jadwalnya", "", ""),
}  # fmt: skip
"""By theme: how it stands, the answer, and what the public reads of both."""
FOLLOWED = "Titik pemasaran mingguan dalam rancangan rencana kerja"


def hear(b: Scene) -> None:
    by, rng = b.persona("penyelenggara"), picker(b.seed, "aspirations")
    boxes = actions.open_boxes(by=by, programme=b.programme, regions=list(b.places.kecamatan))
    for box in boxes:
        for n, words in enumerate(rng.sample(SENT, 3)):
            asks = n == 0
            heard = Heard(
                b.new_id(), "", words, name="Warga" if asks else "", phone=phone(rng) if asks else ""
            )
            moment = timezone.now() - datetime.timedelta(days=rng.randint(2, 40))
            actions.send_aspiration(box=box, heard=heard, now=moment)
    rows = list(
        Aspiration.objects.unscoped("the demo city")
        .filter(programme=b.programme)
        .order_by("region", "at", "text")
    )
    _sort(b, by, rows)
    holders = _join(by, rows)
    for row in holders:
        if row.theme in ANSWERS and rng.random() < 0.8:
            _answer(b, by, row)
    for row in rows:
        if row.phone and rng.random() < 0.6:
            _tell(by, row)


def _sort(b: Scene, by: Any, rows: list[Aspiration]) -> None:
    """As their words suggest; nobody has looked at one in nine yet."""
    office = b.programme.region
    for row in (row for n, row in enumerate(rows) if n % 9 != 8):
        found = themes.suggestions(office, row.text)
        if found:
            row.theme = found[0].theme
            actions.theme_aspirations(by=by, themes={row.id: row.theme})


def _join(by: Any, rows: list[Aspiration]) -> list[Aspiration]:
    """In each kecamatan the first of a theme holds the others; returns those that hold or stand alone."""
    first: dict[tuple[str, str], Aspiration] = {}
    for row in rows:
        holder = first.setdefault((row.region, row.theme or str(row.id)), row)
        if holder is not row:
            actions.join_aspirations(by=by, aspirations=[row.id], into=holder.id)
    return list(first.values())


def _answer(b: Scene, by: Any, row: Aspiration) -> None:
    state, answer, said, did = ANSWERS[row.theme]
    if state == "planned":
        actions.follow_aspiration(by=by, aspiration=row.id, label=FOLLOWED)
    actions.answer_aspiration(by=by, aspiration=row.id, answer=answer, state=state)
    if not said:
        return
    held = actions.propose_wording(by=by, aspiration=row.id, said=said, did=did)
    head = b.persona("kepala")
    approval = saying.waiting(head, held)
    if approval and row.region != max(
        b.places.kecamatan
    ):  # those of the last kecamatan still wait for the head
        decide(by=head, approval=approval.id, approved=True)


def _tell(by: Any, row: Aspiration) -> None:
    row.refresh_from_db()
    if (row.joins or row).answered_at:
        actions.tell_aspiration(by=by, aspiration=row.id)
