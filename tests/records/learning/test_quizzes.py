"""A module's questions, opened at a session, answered on the phone once, and told as the score of the test."""

import datetime

import pytest
from django.utils.html import escape
from tests.records.learning.test_actions import attend, hold
from tests.records.learning.test_curricula import curriculum, modules  # noqa: F401 - fixtures
from tests.records.town import TODAY

from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.learning import actions
from dampingi.records.learning.intake import ScoreIntake
from dampingi.records.learning.models import Attendance
from dampingi.records.programmes.actions import close_month
from dampingi.records.quizzes.marking import Question
from dampingi.records.quizzes.models import Quiz, Sitting
from dampingi.records.quizzes.queries import state_of

pytestmark = pytest.mark.usefixtures("july")
QUESTIONS = [
    Question("Harga pokok adalah", ("Biaya", "Untung", "Utang"), 0),
    Question("Laba adalah", ("Omzet", "Omzet dikurangi biaya"), 1),
    Question("NIB diurus di", ("OSS", "Bank", "Pasar", "Sekolah"), 0),
]


def write(town, module, questions=QUESTIONS, by="office"):
    return actions.write_quiz(by=town.actor(by), module=module.id, questions=questions)


@pytest.fixture
def training(town, modules):  # noqa: F811
    write(town, modules[0])
    made = hold(town, module=modules[0], on=TODAY)
    attend(town, made, *[(n, {"present": n != 4}) for n in range(5)])
    return made


def row(town, n) -> Attendance:
    return Attendance.objects.unscoped("test").get(enrolment=town.enrolments[n])


def opened(town, training, side="pre"):
    return actions.open_quiz(by=town.actor("office"), training=training.id, side=side)


def enter(town, n, answers, side="pre", by="office"):
    return actions.enter_answers(by=town.actor(by), attendance=row(town, n).id, side=side, answers=answers)


def own(town, answers, side="pre"):
    mine = row(town, 0)
    return actions.answer_quiz(by=town.actor("participant"), attendance=mine.id, side=side, answers=answers)


def phone(town, training, answers, side="sebelum"):
    body = {f"answer-{n}": str(a) for n, a in enumerate(answers) if a is not None}
    return town.client("participant").post(f"/pelatihan/{training.id}/tes/{side}/", body)


def test_a_participant_answers_on_the_phone_and_pressed_twice_is_once(town, training):
    opened(town, training)
    home = town.client("participant").get("/pelatihan-saya/").content.decode()
    assert f"/pelatihan/{training.id}/tes/sebelum/" in home
    assert f"/pelatihan/{training.id}/tes/sebelum/" in town.client("participant").get("/").content.decode()
    page = town.client("participant").get(f"/pelatihan/{training.id}/tes/sebelum/").content.decode()
    assert "Omzet dikurangi biaya" in page
    assert phone(town, training, [0, 1]).status_code == 422, "every question is answered"
    assert phone(town, training, [0, 1, 2]).status_code == 302
    assert phone(town, training, [0, 1, 0]).status_code == 302
    assert (row(town, 0).pre, Sitting.objects.count()) == (67, 1)
    assert "Nilai Anda 67" in town.client("participant").get(f"/pelatihan/{training.id}/tes/sebelum/").content.decode()  # fmt: skip
    assert f"/pelatihan/{training.id}/tes/sebelum/" not in town.client("participant").get("/pelatihan-saya/").content.decode()  # fmt: skip


def test_answers_go_into_the_gains(town, training):
    opened(town, training)
    own(town, [0, 0, 1])
    enter(town, 1, [None, 1, 0])
    opened(town, training, "post")
    own(town, [0, 1, 0], "post")
    enter(town, 1, [0, 1, 0], "post")
    told = town.client("office").get("/pelatihan/hasil-tes/").context["whole"]
    assert (told["n"], told["mean"]) == (2, "50,0")


def test_opening_the_second_closes_the_first_and_uses_its_version(town, training, modules):  # noqa: F811
    first = opened(town, training)
    write(town, modules[0], QUESTIONS[:2])
    with pytest.raises(Conflict, match="sudah dibuka"):
        opened(town, training)
    assert opened(town, training, "post").quiz_id == first.quiz_id
    with pytest.raises(Conflict, match="tidak sedang dibuka"):
        own(town, [0, 1, 0])
    with pytest.raises(Conflict, match="tidak dapat dibuka lagi"):
        opened(town, training)


def test_a_version_once_opened_is_frozen(town, training, modules):  # noqa: F811
    assert write(town, modules[0], QUESTIONS[:1]).version == 1, "nobody was asked yet"
    opened(town, training)
    assert write(town, modules[0]).version == 2
    assert [len(q.questions) for q in Quiz.objects.order_by("version")] == [1, 3]


def test_nobody_answers_before_it_opens_nor_who_is_not_there(town, training):
    with pytest.raises(Conflict, match="tidak sedang dibuka"):
        own(town, [0, 1, 0])
    opened(town, training)
    with pytest.raises(Conflict, match="bagi yang hadir"):
        enter(town, 4, [0, 1, 0])
    with pytest.raises(Refused, match="Muat ulang"):
        own(town, [0, 1])
    with pytest.raises(Refused, match="Muat ulang"):
        own(town, [0, 1, 7])
    assert not Sitting.objects.exists()


def test_a_typed_score_and_an_answered_one_do_not_overwrite_each_other(town, training):
    by = town.actor("office")
    opened(town, training)
    actions.record_scores(by=by, training=training.id, rows=[ScoreIntake(row(town, 0).id, 40, None, (None, None))])  # fmt: skip
    with pytest.raises(Conflict, match="dari kertas"):
        own(town, [0, 1, 0])
    enter(town, 1, [0, 1, 0])
    with pytest.raises(Conflict, match="batalkan jawabannya"):
        actions.record_scores(by=by, training=training.id, rows=[ScoreIntake(row(town, 1).id, 10, None, (100, None))])  # fmt: skip
    actions.record_scores(by=by, training=training.id, rows=[ScoreIntake(row(town, 1).id, 100, 90, (100, None))])  # fmt: skip
    assert (row(town, 1).pre, row(town, 1).post) == (100, 90)


def test_answers_taken_back_stay_with_their_reason_and_are_given_anew(town, training):
    opened(town, training)
    enter(town, 1, [0, 1, 0])
    act = {"by": town.actor("office"), "attendance": row(town, 1).id, "side": "pre"}
    with pytest.raises(Refused, match="alasan"):
        actions.annul_answers(**act, reason=" ")
    actions.annul_answers(**act, reason="tertukar")
    assert row(town, 1).pre is None
    enter(town, 1, [1, 0, 1])
    assert row(town, 1).pre == 0
    assert sorted(s.annulled_reason for s in Sitting.objects.all()) == ["", "tertukar"]


def test_a_mentor_enters_for_their_own_and_others_for_nobody(town, training):
    opened(town, training)
    assert enter(town, 2, [0, 1, 0], by="ana")[1]
    for who in ("budi", "head", "elsewhere", "participant", "coordinator"):
        with pytest.raises(Refused):
            enter(town, 1, [0, 1, 0], by=who)
    theirs = {"by": town.actor("participant"), "attendance": row(town, 1).id, "side": "pre"}
    with pytest.raises(Refused, match="bukan untuk Anda"):
        actions.answer_quiz(**theirs, answers=[0, 1, 0])
    with pytest.raises(Refused):
        actions.open_quiz(by=town.actor("ana"), training=training.id, side="post")


def test_a_closed_month_takes_no_answers(town, training):
    opened(town, training)
    close_month(by=town.actor("office"), programme=town.programme, month=TODAY)
    with pytest.raises(Conflict, match="ditutup"):
        own(town, [0, 1, 0])


def test_before_is_opened_on_the_day_only(town, modules):  # noqa: F811
    write(town, modules[0])
    past = hold(town, module=modules[0], on=TODAY - datetime.timedelta(days=1))
    with pytest.raises(Conflict, match="hari pelatihan"):
        opened(town, past)
    assert opened(town, past, "post")
    with pytest.raises(Conflict, match="belum berlangsung"):
        opened(town, hold(town, module=modules[0], on=TODAY + datetime.timedelta(days=1)), "post")
    with pytest.raises(Conflict, match="tanpa modul"):
        opened(town, hold(town, on=TODAY))
    with pytest.raises(Conflict, match="Soalnya belum ditulis"):
        opened(town, hold(town, on=TODAY, module=modules[1]))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ([], "sedikitnya satu"),
        ([Question("", ("a", "b"), 0)], "Soal 1: isi pertanyaannya"),
        ([QUESTIONS[0], Question("x", ("a",), 0)], "Soal 2: isi dua"),
        ([Question("x", ("a", "A"), 0)], "pilihan yang sama"),
        ([Question("x", ("a", "b"), -1)], "tandai pilihan"),
        ([QUESTIONS[0]] * 31, "paling banyak 30"),
    ],
)
def test_what_is_no_quiz(town, modules, wrong, told):  # noqa: F811
    with pytest.raises(Refused, match=told):
        write(town, modules[0], wrong)
    assert not Quiz.objects.exists()


def test_the_office_writes_questions_on_a_page(town, modules):  # noqa: F811
    client, address = town.client("office"), f"/modul/{modules[1].id}/tes/"
    assert client.get(address).status_code == 200
    body = {"text-0": "Berapa?", "choice-0-0": "1", "choice-0-2": "3", "right-0": "2", "seen": "0"}
    assert client.post(address, body | {"right-0": "1"}).status_code == 422, "B is empty"
    assert client.post(address, body).status_code == 302
    assert Quiz.objects.get().questions == [{"text": "Berapa?", "choices": ["1", "3"], "right": 1}]
    for who in ("ana", "participant", "head"):
        assert town.client(who).get(address).status_code == 403


def test_two_who_write_one_quiz_at_once_do_not_overwrite_each_other(town, modules):  # noqa: F811
    client, address = town.client("office"), f"/modul/{modules[1].id}/tes/"
    body = {"text-0": "Berapa?", "choice-0-0": "1", "choice-0-2": "3", "right-0": "2", "seen": "0"}
    assert 'name="seen" value="0"' in client.get(address).content.decode()
    assert client.post(address, body).status_code == 302
    assert client.post(address, body).status_code == 302, "pressed twice it is once"
    late = client.post(address, body | {"text-0": "Berapa jumlahnya?"})
    assert late.status_code == 422
    assert "lebih dahulu" in late.content.decode()
    assert Quiz.objects.get().questions[0]["text"] == "Berapa?"
    seen = state_of(Quiz.objects.get())
    assert client.post(address, body | {"text-0": "Lain", "seen": seen}).status_code == 302
    assert Quiz.objects.get().questions[0]["text"] == "Lain"


def test_the_hardest_question_comes_first_and_each_figure_opens_its_rows(town, training):
    opened(town, training)
    for n, answers in ((0, [0, 0, 0]), (1, [0, 1, 0]), (2, [0, 0, 1])):
        enter(town, n, answers)
    client = town.client("office")
    page = client.get(f"/pelatihan/{training.id}/tes/")
    asked = page.context["questions"]
    assert [q["number"] for q in asked] == [2, 3, 1]
    for question in asked:
        for figure in question["sides"]:
            assert len(client.get(figure["door"]).context["rows"]) == figure["n"]
            if figure["n"]:
                assert len(client.get(figure["right_door"]).context["rows"]) == figure["right"]
    assert escape("Warga 3") in page.content.decode()
    assert len(town.client("ana").get(f"/pelatihan/{training.id}/tes/jawaban/").context["rows"]) == 3
    assert not town.client("budi").get(f"/pelatihan/{training.id}/tes/jawaban/").context["rows"]
    odd = client.get(
        f"/pelatihan/{training.id}/tes/jawaban/", {"soal": "9" * 5000, "tes": "x", "jawaban": "salah"}
    )
    assert odd.status_code == 200


def test_right_answers_are_shown_to_their_owner_once_the_test_after_is_over(town, training):
    opened(town, training, "post")
    own(town, [0, 0, 0], "post")
    address = f"/pelatihan/{training.id}/tes/sesudah/"
    assert not town.client("participant").get(address).context["review"]
    actions.close_quiz(by=town.actor("office"), training=training.id, side="post")
    assert [r["good"] for r in town.client("participant").get(address).context["review"]] == [True, False, True]  # fmt: skip
    entered = town.client("office").get(f"/kehadiran/{row(town, 0).id}/tes/sesudah/").content.decode()
    assert "Omzet" not in entered, "whoever looks after them reads the points, not the choices"


def test_the_desk_enters_annuls_and_closes_on_screen(town, training):
    client = town.client("office")
    client.post(f"/pelatihan/{training.id}/tes/sebelum/buka/")
    address = f"/kehadiran/{row(town, 1).id}/tes/sebelum/"
    assert client.post(address, {"answer-0": "0"}).status_code == 302
    assert row(town, 1).pre == 33
    assert client.post(f"{address}batal/", {"reason": "tertukar"}).status_code == 302
    assert row(town, 1).pre is None
    client.post(f"/pelatihan/{training.id}/tes/sebelum/tutup/")
    assert client.get(f"/pelatihan/{training.id}/tes/").context["sides"][0]["open"] is False
    assert client.post(address, {"answer-0": "0"}).status_code == 302, "a paper may come late"
    assert client.get(f"/pelatihan/{training.id}/tes/entah/").status_code in (403, 404)
