import pytest

from dampingi.foundation.accounts.actions import add_user, assign
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.approvals.actions import decide
from dampingi.foundation.approvals.models import Approval
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.knowledge.actions import propose, rewrite, vote, withdraw
from dampingi.records.knowledge.intake import ArticleIntake
from dampingi.records.knowledge.models import Article, State
from dampingi.records.knowledge.queries import articles, ranked
from dampingi.records.questions.actions import answer
from tests.records.conftest import FEBRUARY, SYSTEM
from tests.records.questions.conftest import asked, given

pytestmark = pytest.mark.usefixtures("july")
TOLD = {
    "title": "Menghitung harga jual", "topic": "pembiayaan", "asked": "Bagaimana menghitung harga jual keripik?",
    "answered": "Jumlahkan bahan, upah, dan laba tiga puluh persen.",
}  # fmt: skip


def answered(town, lena, by="lena"):
    made = asked(town)
    given(town, made, "lena")
    answer(by=town.actor(by), question=made.id, text="Jumlahkan bahan, upah, dan laba.")
    return made


def proposed(town, lena, by="lena", **more) -> Article:
    return propose(by=town.actor(by), question=answered(town, lena).id, told=ArticleIntake(**(TOLD | more)))


def decided(town, who, approved=True, comment=""):
    waiting = Approval.objects.unscoped("test").get(state="waiting")
    decide(by=town.actor(who), approval=waiting.id, approved=approved, comment=comment)


def fresh(article) -> Article:
    return Article.objects.unscoped("test").get(id=article.id)


def test_it_is_published_by_somebody_else_and_found_by_the_participant(town, lena):
    made = proposed(town, lena)
    assert not articles(town.actor("participant")).exists()
    decided(town, "office")
    assert fresh(made).state == State.PUBLISHED
    assert ranked(town.actor("participant"), "hitung harga", {}).order == [made.id]


def test_the_drafter_does_not_approve_though_they_may_approve_others(town, lena):
    made = proposed(town, lena, by="office")
    with pytest.raises(Denied, match="Penyusun"):
        decided(town, "office")
    user = add_user(by=SYSTEM, login="dua@contoh.id", name="Dua")
    assign(by=SYSTEM, user=user, role=Role.OFFICE, region="32.76", starts_on=FEBRUARY)
    town.users["dua"] = user
    decided(town, "dua")
    assert fresh(made).state == State.PUBLISHED


@pytest.mark.parametrize("who", ["ana", "coordinator", "head", "inspector", "elsewhere", "camat"])
def test_nobody_else_approves(town, lena, who):
    proposed(town, lena)
    with pytest.raises(Refused):
        decided(town, who)


@pytest.mark.parametrize(
    ("left", "told"),
    [
        ({"answered": "Seperti usaha Warga 0, jumlahkan bahan dan upah."}, "nama “Warga 0”"),
        ({"answered": "Kata Lena, jumlahkan bahan dan upah dahulu."}, "nama “Lena”"),
        ({"asked": "Nomor saya 0812 3456 7890, bagaimana harganya?"}, "nomor"),
        ({"title": "Harga di Jl. Melati"}, "alamat"),
        ({"title": "Harga"}, "judul"),
        ({"asked": "Berapa?"}, "lengkap"),
        ({"topic": "sihir"}, "bidangnya"),
    ],
)
def test_what_tells_who_asked_is_refused(town, lena, left, told):
    with pytest.raises(Refused, match=told):
        proposed(town, lena, **left)
    assert not Article.objects.unscoped("test").exists()


def test_returned_it_is_rewritten_by_its_drafter_and_goes_again(town, lena):
    made = proposed(town, lena)
    decided(town, "office", approved=False, comment="Sebut contohnya")
    assert (fresh(made).state, fresh(made).returned_why) == (State.RETURNED, "Sebut contohnya")
    told = ArticleIntake(**(TOLD | {"title": "Menghitung harga jual keripik"}))
    with pytest.raises(Denied, match="penyusunnya"):
        rewrite(by=town.actor("office"), article=made.id, told=told)
    rewrite(by=town.actor("lena"), article=made.id, told=told)
    decided(town, "office")
    assert (fresh(made).version, fresh(made).state) == (2, State.PUBLISHED)
    with pytest.raises(Conflict, match="dikembalikan"):
        rewrite(by=town.actor("lena"), article=made.id, told=told)


def test_an_unanswered_question_and_one_proposed_already_give_no_article(town, lena):
    made = asked(town)
    given(town, made, "lena")
    with pytest.raises(Conflict, match="belum dijawab"):
        propose(by=town.actor("lena"), question=made.id, told=ArticleIntake(**TOLD))
    answer(by=town.actor("lena"), question=made.id, text="Jumlahkan bahan, upah, dan laba.")
    propose(by=town.actor("lena"), question=made.id, told=ArticleIntake(**TOLD))
    with pytest.raises(Conflict, match="sudah diusulkan"):
        propose(by=town.actor("office"), question=made.id, told=ArticleIntake(**TOLD))


@pytest.mark.parametrize("who", ["ana", "head", "participant", "coordinator"])
def test_who_did_not_answer_does_not_propose(town, lena, who):
    made = answered(town, lena)
    with pytest.raises(Refused):
        propose(by=town.actor(who), question=made.id, told=ArticleIntake(**TOLD))


def test_withdrawn_with_a_reason_it_is_gone_for_readers_and_may_be_proposed_anew(town, lena):
    made = proposed(town, lena)
    decided(town, "office")
    with pytest.raises(Refused, match="mengapa"):
        withdraw(by=town.actor("office"), article=made.id, reason=" ")
    with pytest.raises(Denied):
        withdraw(by=town.actor("lena"), article=made.id, reason="Salah")
    withdraw(by=town.actor("office"), article=made.id, reason="Aturannya berubah")
    assert not articles(town.actor("participant")).exists()
    assert articles(town.actor("office")).filter(id=made.id).exists()
    propose(by=town.actor("lena"), question=made.question_id, told=ArticleIntake(**TOLD))


def test_each_reader_counts_once(town, lena):
    made = proposed(town, lena)
    with pytest.raises(Conflict, match="tidak terbit"):
        vote(by=town.actor("office"), article=made.id, helpful=True)
    decided(town, "office")
    vote(by=town.actor("participant"), article=made.id, helpful=True)
    vote(by=town.actor("participant"), article=made.id, helpful=False)
    vote(by=town.actor("ana"), article=made.id, helpful=True)
    found = articles(town.actor("office")).get(id=made.id)
    assert (found.yes, found.no) == (1, 1)


@pytest.mark.parametrize(
    ("who", "reads"),
    [
        ("participant", True),
        ("ana", True),
        ("coordinator", True),
        ("head", True),
        ("elsewhere", False),
        ("province", False),
    ],
)
def test_who_reads_what_is_published(town, lena, who, reads):
    made = proposed(town, lena)
    decided(town, "office")
    assert articles(town.actor(who)).filter(id=made.id).exists() is reads


def test_pages_from_the_proposal_to_the_vote(town, lena):
    made = answered(town, lena)
    consultant, at = town.client("lena"), f"/klinik/pertanyaan/{made.id}/artikel/"
    assert f'href="{at}"' in consultant.get(f"/klinik/pertanyaan/{made.id}/").content.decode()
    assert (
        consultant.post(at, TOLD | {"answered": "Tanya Warga 0 dahulu, lalu jumlahkan."}).status_code == 422
    )
    sent = consultant.post(at, TOLD)
    article = sent["Location"]
    assert consultant.get(at)["Location"] == article
    assert "Terbitkan untuk semua?" not in consultant.get(article).content.decode()
    assert consultant.post(article, {"verdict": "yes"}).status_code == 403
    office = town.client("office")
    assert "Artikel klinik: Menghitung harga jual" in office.get("/kotak-masuk/").content.decode()
    assert office.post(article, {"verdict": "no"}).status_code == 422  # returned without a word
    assert office.post(article, {"verdict": "yes"}).status_code == 302
    participant = town.client("participant")
    assert (
        "Menghitung harga jual" in participant.get("/klinik/pengetahuan/?cari=hitung+harga").content.decode()
    )
    assert (
        "Menghitung harga jual" not in participant.get("/klinik/pengetahuan/?cari=asuransi").content.decode()
    )
    assert "Pertanyaan asalnya" not in participant.get(article).content.decode()
    participant.post(f"{article}membantu/", {"helpful": "ya"})
    assert "1 terbantu" in participant.get(article).content.decode()
    assert participant.post(f"{article}membantu/", {"helpful": "x"}).status_code == 422
    assert town.client("elsewhere").get(article).status_code == 404
    assert office.get("/klinik/pengetahuan/?unduh=xlsx").status_code == 200


def test_who_only_sees_a_question_writes_no_article_about_it(town, lena):
    """The city's mentor reads the region's questions; whoever answers this one (and the office) may propose."""
    made = answered(town, lena)
    address = f"/klinik/pertanyaan/{made.id}/artikel/"
    assert town.client("kota").get(f"/klinik/pertanyaan/{made.id}/").status_code == 200
    assert town.client("kota").get(address).status_code == 404
    assert town.client("kota").post(address, TOLD).status_code == 404
    assert not Article.objects.unscoped("test").exists()
    assert town.client("office").get(address).status_code == 200
