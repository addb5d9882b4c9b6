import datetime
import io
import uuid
from dataclasses import replace
from decimal import Decimal

import pytest
from PIL import Image
from tests.records.conftest import SYSTEM
from tests.records.town import TODAY, Town

from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.photos import reencoded
from dampingi.foundation.rows import new_id
from dampingi.records.mentoring.actions import archive_visits, record_visits
from dampingi.records.mentoring.actions.visits import ORIGINALS
from dampingi.records.mentoring.intake import VisitIntake
from dampingi.records.mentoring.models import Visit
from dampingi.records.programmes.actions import assign_caseloads, close_month, end_mentor, withdraw

JUNE = datetime.date(2026, 6, 10)


def visit(town: Town, mentor: str = "ana", enrolment: int = 0, **more) -> VisitIntake:
    values = {"on": JUNE, "minutes": 60, "topic": "pemasaran"} | more
    return VisitIntake(enrolment_id=town.enrolments[enrolment].id, mentor_id=town.mentor(mentor).id, **values)


def record(town: Town, *rows: VisitIntake, by=SYSTEM) -> list[Visit]:
    return record_visits(by=by, origin=town.origin, rows=list(rows), today=TODAY)


def count() -> int:
    return Visit.objects.unscoped("test").count()


def test_a_visit_is_recorded_where_the_participant_lives(town):
    made = record(town, visit(town, advice="Foto produk"), by=town.actor("ana"))[0]
    stored = Visit.objects.unscoped("test").get(id=made.id)
    assert (stored.region, stored.programme_id, stored.advice) == (
        town.first.region,
        town.programme.id,
        "Foto produk",
    )
    assert stored.recorded_at is not None


def test_a_batch_writes_one_event(town):
    before = AuditEvent.objects.count()
    record(town, visit(town), visit(town, enrolment=1), visit(town, "budi", 3))
    events = AuditEvent.objects.order_by("at")[before:]
    assert [(e.action, e.detail) for e in events] == [("record_visits", {"rows": 3})]
    assert events[0].region == "32.76.05", "the smallest region that holds both kelurahan"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"on": datetime.date(2026, 7, 21)}, "belum tiba"),
        ({"on": datetime.date(2026, 1, 31)}, "lebih awal daripada peserta masuk"),
        ({"minutes": 4}, "antara 5 dan 600"),
        ({"minutes": 601}, "antara 5 dan 600"),
        ({"minutes": -30}, "antara 5 dan 600"),
        ({"topic": "sepak bola"}, "Pilih dari daftar topik"),
        ({"next_on": datetime.date(2026, 6, 9)}, "lebih awal daripada kunjungan ini"),
        ({"latitude": Decimal("-6.4")}, "Posisi tidak lengkap"),
        ({"latitude": Decimal(-91), "longitude": Decimal(106)}, "Posisi di luar"),
        ({"mentor_id": uuid.uuid4()}, "Pendamping itu tidak ada"),
        ({"enrolment_id": uuid.uuid4()}, "Peserta itu tidak ada"),
    ],
)
def test_bad_input_says_what_to_mend_and_writes_nothing(town, wrong, told):
    with pytest.raises(Refused, match=told):
        record(town, replace(visit(town), **wrong))
    assert count() == 0


def test_one_bad_row_refuses_the_batch_and_is_named(town):
    with pytest.raises(Refused, match=r"Baris 2: .*antara 5 dan 600"):
        record(town, visit(town), visit(town, minutes=1), visit(town))
    assert count() == 0


def test_no_visit_after_the_exit_but_on_its_day(town):
    withdraw(by=SYSTEM, enrolment=town.first.id, on=JUNE, reason="Pindah")
    record(town, visit(town))
    with pytest.raises(Refused, match="sudah keluar"):
        record(town, visit(town, on=JUNE + datetime.timedelta(days=1)))


def test_only_who_accompanies_the_participant_that_day(town):
    with pytest.raises(Refused, match="bukan dampingan Budi"):
        record(town, visit(town, "budi", 0))


def test_after_a_handover_each_day_has_its_mentor(town):
    assign_caseloads(by=SYSTEM, pairs=[(town.mentor("camat"), town.first)], on=JUNE)
    record(town, visit(town, on=JUNE), visit(town, "camat"))
    with pytest.raises(Refused, match="bukan dampingan Ana"):
        record(town, visit(town, on=JUNE + datetime.timedelta(days=1)))


def test_a_mentor_of_the_kecamatan_visits_whom_their_mentors_accompany(town):
    assert record(town, visit(town, "camat"), by=town.actor("camat"))


def test_an_ended_mentor_records_nothing_later(town):
    end_mentor(by=SYSTEM, mentor=town.mentor("ana").id, on=JUNE, reason="Bekerja")
    with pytest.raises(Refused, match="tidak bertugas"):
        record(town, visit(town, on=JUNE + datetime.timedelta(days=1)))


def test_a_closed_month_stays_closed(town):
    close_month(by=SYSTEM, programme=town.programme, month=JUNE)
    with pytest.raises(Conflict, match="06-2026 sudah ditutup"):
        record(town, visit(town))
    assert count() == 0


def test_nobody_records_for_another_mentor(town):
    with pytest.raises(Denied):
        record(town, visit(town), by=town.actor("budi"))
    with pytest.raises(Denied):
        record(town, visit(town), by=town.actor("participant"))
    with pytest.raises(Denied):
        record(town, visit(town), by=town.actor("elsewhere"))


def test_the_office_imports_for_its_mentors(town):
    assert record(town, visit(town), by=town.actor("office"))


def test_sending_twice_gives_the_same_receipt(town):
    row = visit(town, id=new_id(), photo=photo())
    first, again = record(town, row)[0], record(town, row)[0]
    assert first.id == again.id == row.id
    assert count() == 1


def test_the_same_id_with_another_body_is_a_conflict(town):
    row = visit(town, id=new_id())
    record(town, row)
    with pytest.raises(Conflict, match="isi lain"):
        record(town, replace(row, minutes=61))
    assert Visit.objects.unscoped("test").get(id=row.id).minutes == 60


def test_a_known_row_among_new_ones_keeps_its_place(town):
    row = visit(town, id=new_id())
    record(town, row)
    made = record(town, visit(town, minutes=30), row, visit(town, minutes=31))
    assert [v.minutes for v in made] == [30, 60, 31]
    assert count() == 3


def photo(size=(40, 20), format="JPEG") -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned on its side
    exif.get_ifd(0x8825)[1] = "S"  # a position
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, format, exif=exif)
    return out.getvalue()


def test_a_photo_is_shown_without_its_secrets_and_kept_sealed(town, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    raw = photo()
    made = record(town, visit(town, photo=raw))[0]
    with Image.open(made.photo.open()) as shown:
        assert (shown.format, shown.size, dict(shown.getexif())) == ("JPEG", (20, 40), {})
    kept = made.photo_original.open().read()
    assert raw not in kept
    assert ORIGINALS.open(kept) == raw


def test_a_large_picture_is_made_small_before_it_is_copied(monkeypatch):
    biggest = []
    convert = Image.Image.convert
    monkeypatch.setattr(
        Image.Image,
        "convert",
        lambda self, *told, **more: biggest.append(max(self.size)) or convert(self, *told, **more),
    )
    small = Image.open(io.BytesIO(reencoded(photo((4000, 3000)))))
    assert small.size == (1200, 1600)
    assert max(biggest) <= 1600


@pytest.mark.parametrize("raw", [b"not a photo", b"\xff\xd8\xff\xe0torn", b"%PDF-1.7", b"<svg/>"])
def test_what_is_no_photo_is_refused(town, raw):
    with pytest.raises(Refused, match="bukan foto"):
        record(town, visit(town, photo=raw))
    assert count() == 0


def test_a_picture_bomb_is_refused(town, monkeypatch):
    monkeypatch.setattr("dampingi.foundation.photos.MOST_PIXELS", 100)
    with pytest.raises(Refused, match="Resolusi foto"):
        record(town, visit(town, photo=photo()))


def test_an_undone_batch_is_archived_with_a_reason(town):
    made = record(town, visit(town), visit(town, enrolment=1))
    with pytest.raises(Refused, match="alasan"):
        archive_visits(by=town.actor("office"), visits=[v.id for v in made], reason=" ")
    with pytest.raises(Denied):
        archive_visits(by=town.actor("ana"), visits=[v.id for v in made], reason="Salah berkas")
    assert archive_visits(by=town.actor("office"), visits=[v.id for v in made], reason="Salah berkas") == []
    assert Visit.objects.unscoped("test").filter(archived_at=None).count() == 0
