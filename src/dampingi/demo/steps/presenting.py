"""The panel takes its seats, and the kecamatan's mentors present: some have, some are still to come."""

from dampingi.demo.building import Building
from dampingi.demo.dice import picker
from dampingi.demo.places import CITY
from dampingi.foundation.rows import new_id
from dampingi.insight.evaluation.models import Evaluation, PanelMember
from dampingi.insight.hearings import actions
from dampingi.insight.hearings.intake import EventIntake
from dampingi.insight.hearings.models import Event, Talk

Mandate = PanelMember.Mandate
AGENCIES = {
    "bappeda": "Bappeda", "bappeda-2": "Bappeda", "dp3ap2kb": "DP3AP2KB", "adpem": "Administrasi Pembangunan",
    "inspektorat": "Inspektorat",
}  # fmt: skip
DAYS = ((11, 18), (11, 24))
ANSWERS = (
    "Peserta yang pindah usaha belum sempat ditemui; dijadwalkan bersama pendamping kelurahan bulan depan.",
    "Catatannya menyusul karena telepon rusak dua minggu; kunjungannya ada di buku.",
    "Yang maju rata-rata menambah saluran daring; yang lain terkendala modal dan izin.",
)
REMARKS = (
    ("strength", "people", "Mengenal tiap peserta dan keluarganya, dan terbuka tentang yang belum berhasil."),
    ("challenge", "money", "Peserta takut meminjam karena pengalaman pinjaman daring."),
    ("advice", "records", "Catat kunjungan pada hari yang sama, bukan pada akhir bulan."),
    ("challenge", "legal", "Sertifikat halal tertunda karena bahan bakunya belum jelas."),
)


def seat_panel(b: Building) -> None:
    for key, agency in AGENCIES.items():
        mandate = Mandate.OBSERVE if key == "inspektorat" else Mandate.RATE
        actions.join_panel(
            by=b.persona("penyelenggara"),
            programme=b.programme,
            region=CITY,
            user=b.users[key],
            agency=agency,
            mandate=mandate,
        )


def announce(b: Building, evaluation: Evaluation) -> Event:
    office, mentors = b.persona("penyelenggara"), evaluation.subjects.count()
    rooms = ("Aula lantai 10", "Ruang rapat lantai 3") if mentors > 6 else ("Aula lantai 10",)
    told = EventIntake(
        "Presentasi pendamping kecamatan", (evaluation.id,), tuple(b.year.on(*day) for day in DAYS),
        9 * 60, 9 * 60 + 30 * -(-mentors // (2 * len(rooms))), (), 30, rooms, 2,
    )  # fmt: skip
    made = actions.create_event(by=office, told=told)
    return actions.announce(by=office, event=made, why="Ruang kedua baru tersedia pada hari itu.")


def hold(b: Building, event: Event) -> None:
    """Those whose day is over: answers, remarks and attendance; one mentor was ill."""
    rng, office = picker(b.seed, "hearings"), b.persona("penyelenggara")
    day = min(b.today, b.year.on(11, 20))
    b.clock.set(day)
    held = list(Talk.objects.filter(event=event, on__lte=day).order_by("minute", "room"))
    for n, talk in enumerate(held):
        if n == 1:
            actions.settle_talk(
                by=office,
                talk=talk,
                state=Talk.State.ABSENT,
                why="Sakit, dengan surat dokter; dijadwalkan ulang.",
            )
            continue
        for question in talk.questions.order_by("number"):  # type: ignore[attr-defined]
            actions.note_answer(by=office, question=question, text=rng.choice(ANSWERS))
        for kind, code, text in rng.sample(REMARKS, 2):
            actions.add_remark(
                by=b.persona("dp3ap2kb"), talk=talk, id=new_id(), kind=kind, code=code, text=text
            )
        present = {s.user_id for s in talk.seats.all()}  # type: ignore[attr-defined]
        actions.settle_talk(by=office, talk=talk, state=Talk.State.HELD, present=present)
