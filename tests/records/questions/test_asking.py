import datetime

import pytest

from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.foundation.rows import new_id
from dampingi.records.programmes.models import Enrolment
from dampingi.records.questions.actions import answer, ask, say_more
from dampingi.records.questions.files import opened
from dampingi.records.questions.intake import QuestionIntake
from dampingi.records.questions.models import Question, QuestionFile, State
from dampingi.records.questions.queries import own_questions, proposed_field, questions
from tests.records.questions.conftest import TEXT, VOICE, asked, fresh, given, picture, promised
from tests.records.town import TODAY

pytestmark = pytest.mark.usefixtures("july")


def test_a_participant_asks_and_the_office_is_told(town):
    made = asked(town)
    assert (made.state, made.noted_by, made.asked_on) == (State.NEW, None, TODAY)
    assert [n.user for n in Notice.objects.all()] == [town.users["office"]]
    assert [q.id for q in own_questions(town.actor("participant"))] == [made.id]


def test_it_keeps_the_days_promised_when_it_was_asked(town):
    before = asked(town)
    promised(town, answer=3, resolve=14)
    during = asked(town)
    promised(town, answer=1, resolve=7)
    assert (before.promise, before.answer_by) == (None, None)
    fresh_one = fresh(during)
    assert fresh_one.answer_by == TODAY + datetime.timedelta(days=3)
    assert fresh_one.resolve_by == TODAY + datetime.timedelta(days=14)


@pytest.mark.parametrize(
    ("who", "channel"),
    [("ana", "phone"), ("office", "person"), ("coordinator", "whatsapp"), ("camat", "person")],
)
def test_who_has_no_smartphone_is_served_at_the_desk(town, who, channel):
    made = asked(town, who, channel=channel)
    assert (made.channel, made.noted_by) == (channel, town.users[who].id)


@pytest.mark.parametrize("who", ["budi", "head", "inspector", "panel", "province", "partner", "elsewhere"])
def test_nobody_else_enters_a_question(town, who):
    with pytest.raises(Refused, match="di luar wilayah"):
        asked(town, who)
    assert not Question.objects.unscoped("test").exists()


@pytest.mark.parametrize(
    ("who", "sees"),
    [("ana", True), ("budi", False), ("office", True), ("coordinator", True), ("head", True), ("inspector", True),
     ("camat", True), ("panel", False), ("province", False), ("partner", False), ("elsewhere", False), ("participant", False)],
)  # fmt: skip
def test_who_reads_it(town, who, sees):
    made = asked(town)
    assert questions(town.actor(who)).filter(id=made.id).exists() is sees


def test_a_consultant_reads_only_what_they_were_asked_to_answer(town, lena):
    first, second = asked(town), asked(town)
    given(town, first, "lena")
    assert [q.id for q in questions(town.actor("lena"))] == [first.id]
    assert second.id != first.id


def test_photos_and_a_voice_note_are_kept_sealed_and_photos_shown_anew(town, folder):
    photo = picture()
    made = asked(town, text="", voice=VOICE, photos=(photo, picture("green")))
    files = list(made.files.order_by("kind"))
    assert [f.kind for f in files] == ["photo", "photo", "voice"]
    stored = b"".join(p.read_bytes() for p in folder.rglob("*.bin"))
    assert photo[:40] not in stored
    assert VOICE not in stored
    assert opened(files[2]) == VOICE
    assert opened(files[0]).startswith(b"\xff\xd8\xff")
    assert opened(files[0]) not in (photo, picture("green"))


def test_sending_twice_is_one_question(town):
    key = new_id()
    first, again = asked(town, id=key), asked(town, id=key, text="Hal lain yang sama sekali berbeda")
    assert (first.id, again.text) == (again.id, TEXT)
    assert Question.objects.unscoped("test").count() == 1
    other = town.enrolments[1]
    said = QuestionIntake(other.id, TEXT, channel="person", id=key)
    with pytest.raises(Conflict, match="formulir baru"):
        ask(by=town.actor("office"), said=said)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"text": " pendek "}, "lebih jelas"),
        ({"text": "x" * 4001}, "paling banyak"),
        ({"topic": "sihir"}, "tidak dikenal"),
        ({"channel": "person"}, "lewat apa"),
        ({"photos": (b"bukan foto",)}, "bukan foto"),
        ({"photos": (b"%PDF-1.7 x %%EOF",)}, "Lampirkan foto"),
        ({"voice": b"<script>"}, "bukan rekaman"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(town, folder, wrong, told):
    with pytest.raises(Refused, match=told):
        asked(town, **wrong)
    assert not Question.objects.unscoped("test").exists()
    assert not list(folder.rglob("*.bin"))


def test_four_photos_and_an_eleventh_open_question_are_refused(town):
    with pytest.raises(Refused, match="paling banyak 3 foto"):
        asked(town, photos=(picture(),) * 4)
    for _n in range(10):
        asked(town)
    with pytest.raises(Conflict, match="belum selesai"):
        asked(town)


def test_who_left_before_the_end_is_shown_another_way(town):
    Enrolment.objects.unscoped("test").filter(id=town.first.id).update(exited_on=TODAY, exit_reason="pindah")
    with pytest.raises(Refused, match="jadwal klinik"):
        asked(town, "office")


def test_saying_more_opens_again_what_was_answered_and_tells_who_answers(town):
    made = asked(town)
    given(town, made)
    say_more(by=town.actor("participant"), question=made.id, text="Modalnya dua juta.")
    assert (fresh(made).state, fresh(made).reopened) == (State.WITH, 0)
    answer(by=town.actor("ana"), question=made.id, text="Tambahkan tiga puluh persen.")
    say_more(by=town.actor("participant"), question=made.id, text="Masih rugi.")
    assert (fresh(made).state, fresh(made).reopened) == (State.WITH, 1)
    told = Notice.objects.filter(user=town.users["ana"]).values_list("text", flat=True)
    assert sum("belum puas" in text for text in told) == 1


def test_others_say_nothing_in_the_askers_name(town, lena):
    made = asked(town)
    given(town, made, "lena")
    for who in ("lena", "inspector", "head"):
        with pytest.raises(Refused, match="hanya dicatat"):
            say_more(by=town.actor(who), question=made.id, text="Saya kira begini")
    say_more(by=town.actor("ana"), question=made.id, text="Katanya modal dua juta")


def test_the_trail_holds_no_words(town):
    made = asked(town, text="Rahasia dapur yang panjang sekali")
    told = str([vars(e) for e in AuditEvent.objects.filter(subject_id=str(made.id))])
    assert "Rahasia" not in told
    assert str(town.first.id) not in told


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Saya butuh pinjaman modal dari bank", "pembiayaan"),
        ("Bagaimana mengurus sertifikat halal dan PIRT?", "kelembagaan"),
        ("Apa kabar?", ""),
        ("", ""),
    ],
)
def test_the_field_is_proposed_by_everyday_words(text, field):
    assert proposed_field(text) == field


def test_a_refused_question_leaves_no_file_row(town):
    with pytest.raises(Refused):
        asked(town, photos=(picture(), b"x"))
    assert not QuestionFile.objects.exists()


def test_nobody_waits_while_photos_are_drawn_anew(town, monkeypatch):
    """On SQLite a transaction holds up every writer; photos are looked at before one begins."""
    from django.db import connection

    from dampingi.foundation import enclosures
    from dampingi.records.questions.actions import ask
    from dampingi.records.questions.intake import QuestionIntake

    inside = []
    monkeypatch.setattr(
        enclosures, "received", lambda *a: inside.append(len(connection.savepoint_ids)) or None
    )
    outside = len(connection.savepoint_ids)
    said = QuestionIntake(enrolment_id=town.first.id, text=TEXT, photos=[b"x"])
    with pytest.raises(AttributeError):
        ask(by=town.actor("participant"), said=said)
    assert inside == [outside]
