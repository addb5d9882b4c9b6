"""Certificates of a curriculum: for who attended enough, numbered once, frozen, genuine."""

import datetime

import pytest
from tests.pdf import printed
from tests.records.learning.test_actions import JUNE, attend, hold
from tests.records.learning.test_curricula import curriculum, modules, write  # noqa: F401 - fixtures

from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.outcomes.papers import certificates
from dampingi.outcomes.papers.actions import keep_paper
from dampingi.records.learning.actions import edit_curriculum, establish_completions
from dampingi.records.learning.models import Attendance, Completion

pytestmark = pytest.mark.usefixtures("july")


def certificate(completion):
    return keep_paper(certificates.training_draft(completion))


@pytest.fixture
def attended(town, modules):  # noqa: F811
    """The rule is 60% of three: two modules. Warga 0 and 3 have two, Warga 1 one of them twice."""
    day = datetime.timedelta(days=1)
    attend(
        town,
        hold(town, module=modules[0]),
        (0, {"present": True}),
        (1, {"present": True}),
        (3, {"present": True}),
    )
    attend(town, hold(town, module=modules[0], on=JUNE + day), (0, {"present": True}), (1, {"present": True}))
    attend(
        town,
        hold(town, module=modules[2], on=JUNE + 2 * day),
        (0, {"present": True}),
        (3, {"present": True}),
        (1, {"present": False}),
    )


def establish(town, curriculum, by="office"):  # noqa: F811
    return establish_completions(by=town.actor(by), curriculum=curriculum.id)


def test_who_attended_enough_and_nobody_else(town, curriculum, attended):  # noqa: F811
    made = establish(town, curriculum)
    assert [c.enrolment.person.name for c in made] == ["Warga 0", "Warga 3"]
    assert [s["title"] for s in made[0].sessions] == ["Harga", "Izin"]
    assert made[0].sessions[0]["on"] == "2026-06-10", "the first time"
    assert "syarat sertifikat Dasar" in str(
        Notice.objects.filter(user=town.users["participant"]).latest("at")
    )
    with pytest.raises(Conflict, match="Tidak ada peserta baru"):
        establish(town, curriculum)


def test_what_is_established_stays_when_the_rule_changes_and_a_looser_one_adds(town, curriculum, attended):  # noqa: F811
    establish(town, curriculum)
    edit_curriculum(by=town.actor("office"), curriculum=curriculum.id, title="Dasar", least_share=100)
    assert Completion.objects.unscoped("test").count() == 2
    edit_curriculum(by=town.actor("office"), curriculum=curriculum.id, title="Dasar", least_share=30)
    assert [c.enrolment.person.name for c in establish(town, curriculum)] == ["Warga 1"]


def test_a_curriculum_without_modules_certifies_nobody(town, curriculum):  # noqa: F811
    with pytest.raises(Refused, match="belum memiliki modul"):
        establish(town, curriculum)


@pytest.mark.parametrize("who", ["ana", "camat", "head", "coordinator", "participant", "elsewhere"])
def test_only_the_office_establishes(town, curriculum, attended, who):  # noqa: F811
    with pytest.raises(Refused):
        establish(town, curriculum, by=who)
    assert not Completion.objects.unscoped("test").exists()


def test_the_paper_is_numbered_once_frozen_and_genuine(town, curriculum, attended):  # noqa: F811
    first, second = establish(town, curriculum)
    paper = certificate(second)
    assert paper.number == "001/SERTIFIKAT-PELATIHAN/2026"
    assert certificate(first).number == "002/SERTIFIKAT-PELATIHAN/2026"
    Attendance.objects.unscoped("test").update(present=False)
    assert certificate(second).id == paper.id
    assert paper.content["sessions"] == [
        ["Harga", "10 Juni 2026", "120 menit"],
        ["Izin", "12 Juni 2026", "120 menit"],
    ]
    assert paper.content["result"][0] == ["Kehadiran", "2 dari 3 modul (syarat 60%)"]
    shown = town.client("stranger").get(f"/verifikasi/{paper.document.code}/").content.decode()
    assert "Sertifikat pelatihan Warga 3" in shown
    told = printed(paper)
    for words in ("Warga 3", "Peserta Wirausaha Baru 2026", "Dasar", "Harga", "4 jam", paper.number):
        assert words in told, words


def test_the_participant_downloads_their_own_and_others_those_they_look_after(town, curriculum, attended):  # noqa: F811
    client = town.client("office")
    assert client.post(f"/kurikulum/{curriculum.id}/sertifikat/").status_code == 302
    first = Completion.objects.unscoped("test").get(enrolment=town.first)
    address = f"/sertifikat-pelatihan/{first.id}/sertifikat.pdf"
    assert address in town.client("participant").get("/pelatihan-saya/").content.decode()
    assert address in client.get(f"/kurikulum/{curriculum.id}/peserta/").content.decode()
    for who, status in (
        ("participant", 200),
        ("ana", 200),
        ("office", 200),
        ("budi", 404),
        ("elsewhere", 404),
        ("partner", 403),
    ):
        assert town.client(who).get(address).status_code == status, who
    assert town.client("camat").post(f"/kurikulum/{curriculum.id}/sertifikat/").status_code == 403
