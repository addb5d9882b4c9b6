"""The public page: only words written anew and approved by somebody else; counts for all, doors for staff."""

import pytest
from django.test import Client

from dampingi.foundation.approvals.actions import decide
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.aspirations import actions
from dampingi.records.aspirations.models import Wording
from dampingi.records.aspirations.queries import saying
from tests.records.aspirations.conftest import text

pytestmark = pytest.mark.django_db
PAGE = "/anda-bilang/32.76.05/"
WORDS = {"said": "Pasar tetap tiap minggu di kelurahan", "did": "Mulai Agustus satu titik tiap Sabtu"}


@pytest.fixture
def wish(asked, office):
    made = asked("Bu Tini minta pasar mingguan di Jl. Melati", name="Bu Sari", phone="+6281234567890")
    actions.answer_aspiration(by=office, aspiration=made.id, answer="Mulai Agustus", state="planned")
    return made


@pytest.fixture
def told(wish, office, town):
    held = actions.propose_wording(by=office, aspiration=wish.id, **WORDS)
    approve(town.actor("head"), held)
    return held


def approve(by, wording, approved=True, comment=""):
    waiting = saying.waiting(by, wording)
    assert waiting is not None
    return decide(by=by, approval=waiting.id, approved=approved, comment=comment)


def test_nothing_of_it_is_public_before_somebody_else_approves(town, wish):
    office, path = town.client("office"), f"/aspirasi/{wish.id}/kalimat/"
    assert office.post(path, WORDS).status_code == 302
    assert WORDS["said"] not in text(Client().get(PAGE))
    assert "Terbitkan untuk semua?" not in text(office.get(path))  # not one's own
    assert office.post(path, {"verdict": "yes"}).status_code == 403
    head = town.client("head")
    assert "Terbitkan untuk semua?" in text(head.get(path))
    assert head.post(path, {"verdict": "yes"}).status_code == 302
    page = text(Client().get(PAGE))
    assert WORDS["said"] in page
    assert WORDS["did"] in page
    assert "Kami rencanakan" in page


def test_the_page_tells_nobody_s_name_number_or_own_words(told, wish):
    page = text(Client().get(PAGE))
    for secret in ("Sari", "Tini", "0812", "6281234567890", "Melati", str(wish.id)):
        assert secret not in page


@pytest.mark.parametrize(
    ("said", "did"),
    [
        ("Bu Sari minta pasar mingguan", "Mulai Agustus tiap Sabtu"),
        ("Menurut Sari pasarnya perlu", "Mulai Agustus tiap Sabtu"),
        ("Pasar di Jl. Melati tiap minggu", "Mulai Agustus tiap Sabtu"),
        ("Pasar tetap tiap minggu", "Hubungi 0812-3456-7890 untuk daftar"),
        ("Pasar tetap tiap minggu", "Kirim surel ke dinas@contoh.id saja"),
        ("Pasar", "Mulai Agustus tiap Sabtu"),
        ("Pasar tetap tiap minggu", ""),
        ("a" * 601, "Mulai Agustus tiap Sabtu"),
    ],
)
def test_what_shows_a_person_is_stopped(town, wish, said, did):
    answer = town.client("office").post(f"/aspirasi/{wish.id}/kalimat/", {"said": said, "did": did})
    assert answer.status_code == 422
    assert not Wording.objects.unscoped("test").exists()


def test_a_name_that_joined_meanwhile_stops_the_approval(town, wish, asked, office):
    held = actions.propose_wording(
        by=office, aspiration=wish.id, said="Pasar Murni tetap tiap minggu", did=WORDS["did"]
    )
    other = asked("Pasar mingguan", name="Murni")
    actions.join_aspirations(by=office, aspirations=[other.id], into=wish.id)
    with pytest.raises(Refused, match="Murni"):
        approve(town.actor("head"), held)


def test_returned_it_is_written_again_and_told_why(town, wish, office):
    held = actions.propose_wording(by=office, aspiration=wish.id, **WORDS)
    with pytest.raises(Conflict):
        actions.propose_wording(by=office, aspiration=wish.id, **WORDS)
    approve(town.actor("head"), held, approved=False, comment="Sebut bulannya")
    page = text(town.client("office").get(f"/aspirasi/{wish.id}/kalimat/"))
    assert "Sebut bulannya" in page
    again = actions.propose_wording(by=office, aspiration=wish.id, **WORDS)
    assert again.version == 2


def test_withdrawn_it_is_gone_at_once(town, told, wish):
    path = f"/aspirasi/{wish.id}/kalimat/tarik/"
    assert town.client("head").post(path, {"reason": " "}).status_code == 422
    assert town.client("head").post(path, {"reason": "Janjinya berubah"}).status_code == 302
    assert WORDS["said"] not in text(Client().get(PAGE))
    assert town.client("head").post(path, {"reason": "Lagi"}).status_code == 409


def test_counts_are_for_all_and_doors_for_staff(town, told, asked):
    asked("Alat pengemas bersama")
    public, staff = text(Client().get(PAGE)), text(town.client("camat").get(PAGE))
    assert 'class="aspiration-count"><strong class="num">2</strong><span>diterima' in public
    assert 'class="aspiration-count"><strong class="num">1</strong><span>dijawab' in public
    assert "/aspirasi/?" not in public
    assert '?kecamatan=32.76.05"><strong class="num">2' in staff
    assert '?kecamatan=32.76.05&amp;keadaan=planned"><strong class="num">1' in staff
    assert "/aspirasi/?" not in text(town.client("elsewhere").get(PAGE))


def test_who_asked_the_same_elsewhere_reads_it_on_their_own_page(town, told, wish, asked, office):
    far = asked("Pasar mingguan juga", region="32.76.04")
    assert WORDS["said"] not in text(Client().get("/anda-bilang/32.76.04/"))
    actions.join_aspirations(by=office, aspirations=[far.id], into=wish.id)
    assert WORDS["said"] in text(Client().get("/anda-bilang/32.76.04/"))
    near = asked("Pasar mingguan lagi")
    actions.join_aspirations(by=office, aspirations=[near.id], into=wish.id)
    assert "2 orang di kecamatan ini" in text(Client().get(PAGE))


@pytest.mark.parametrize("code", ["32.76.04", "32.76", "32.76.05.1003", "x", "'; --", "99.99.99"])
def test_no_page_where_nothing_was_heard(told, code):
    assert Client().get(f"/anda-bilang/{code}/").status_code == 404


def test_the_kecamatan_are_listed(told):
    assert 'href="/anda-bilang/32.76.05/"' in text(Client().get("/anda-bilang/"))


@pytest.mark.parametrize(
    ("who", "sees"),
    [("head", 200), ("inspector", 200), ("camat", 200), ("ana", 404), ("elsewhere", 404), ("partner", 403)],
)
def test_who_reads_the_words_before(town, wish, office, who, sees):
    actions.propose_wording(by=office, aspiration=wish.id, **WORDS)
    assert town.client(who).get(f"/aspirasi/{wish.id}/kalimat/").status_code == sees


def test_others_neither_write_nor_withdraw(town, wish, told):
    for who in ("inspector", "head"):
        assert town.client(who).post(f"/aspirasi/{wish.id}/kalimat/", WORDS).status_code == 403
    for who in ("camat", "inspector", "ana", "participant"):
        answer = town.client(who).post(f"/aspirasi/{wish.id}/kalimat/tarik/", {"reason": "x"})
        assert answer.status_code in (403, 404)
    with pytest.raises(Denied):
        actions.withdraw_wording(by=town.actor("coordinator"), aspiration=wish.id, reason="x")


def test_unanswered_there_is_nothing_to_tell(town, asked, office):
    bare = asked()
    with pytest.raises(Conflict, match="belum dijawab"):
        actions.propose_wording(by=office, aspiration=bare.id, **WORDS)
    assert town.client("office").post(f"/aspirasi/{bare.id}/kalimat/", WORDS).status_code == 403
