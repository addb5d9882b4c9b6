"""A round's minutes as an official document: approved by another, with the board, its flags and the open problems, numbered and genuine."""

import pytest

from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.approvals.queries import waiting_for
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.insight.rounds.actions import draw_up_minutes
from dampingi.insight.rounds.models import Minutes
from dampingi.outcomes.papers import rounds
from dampingi.outcomes.papers.actions import keep_paper
from dampingi.records.problems.actions import archive, close
from tests.pdf import printed
from tests.records.problems.conftest import DAY, agreed, noted  # noqa: F401
from tests.records.town import KECAMATAN, KOTA, TODAY

from .conftest import WHOLE
from .test_minutes import accepted, approve, draw  # noqa: F401

pytestmark = pytest.mark.usefixtures("july")


@pytest.fixture(autouse=True)
def _folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


def pdf(made):
    return printed(keep_paper(rounds.draft(made)))


def verdict(town, made, who="head", decision="approve", **more):
    return town.client(who).post(
        f"/putaran/berita-acara/{made.id}/putusan/", {"decision": decision} | more
    ).status_code  # fmt: skip


def fresh(made):
    return Minutes.objects.unscoped("test").select_related("round").get(id=made.id)


def paper_of(made):
    return keep_paper(rounds.draft(fresh(made)))


def test_the_problems_of_the_region_with_who_does_what_until_when(town, accepted, noted, agreed):  # noqa: F811
    agreed(noted(title="Izin lambat"), due=7)
    noted(title="Pasar sepi")
    ended, aside = noted(title="Sudah selesai"), noted(title="Keliru")
    close(by=town.actor("office"), problem=ended.id, result="solved", text="Terbit semua")
    archive(by=town.actor("office"), problem=aside.id, reason="Tercatat dua kali")
    told = draw(town, accepted).body["problems"]
    assert told["open"] == 2
    rows = {row["title"]: row for row in told["rows"]}
    assert set(rows) == {"Izin lambat", "Pasar sepi"}
    agreed_on = {"text": "Mendatangi kantor izin", "owner": "DPMPTSP", "until": (TODAY + 7 * DAY).isoformat()}
    assert rows["Izin lambat"]["actions"] == [agreed_on]
    assert rows["Pasar sepi"]["actions"] == []


def test_the_board_s_flags_are_frozen_as_told(rounds, town):
    entry = rounds.entry(rounds.open())
    rounds.submit(entry, m1={"missing": "not_collected", "remark": ""}, m2=WHOLE["m2"])
    rounds.check(entry)
    line = next(x for x in draw(town, entry).body["lines"] if x["region"] == KECAMATAN)
    assert line["flags"] == ["1 tanpa data"]
    assert line["edition"] == 1


def test_one_waits_at_a_time_and_the_maker_does_not_approve(town, accepted):  # noqa: F811
    made = draw(town, accepted)
    with pytest.raises(Conflict, match="menunggu persetujuan"):
        draw(town, accepted)
    with pytest.raises(Denied, match="Penyusun"):
        approve(town, made, "office")
    assert verdict(town, made, "office") == 403
    assert [a.subject_id for a in waiting_for(town.actor("head"))] == [made.id]
    for who in ("province", "coordinator", "inspector", "elsewhere"):
        assert verdict(town, made, who) in (403, 404), who
    assert (
        "Bekukan dan ajukan" not in town.client("office").get(f"/putaran/{made.round_id}/").content.decode()
    )
    assert verdict(town, made) == 302
    assert verdict(town, made) == 409
    assert fresh(made).state == "approved"
    assert fresh(made).approved_at


def test_returned_with_a_note_it_is_drawn_up_anew(town, accepted):  # noqa: F811
    made = draw(town, accepted)
    assert verdict(town, made, decision="return") == 422
    assert verdict(town, made, decision="lain") == 422
    assert verdict(town, made, decision="return", comment="Catatan rapat belum masuk") == 302
    page = town.client("office").get(f"/putaran/berita-acara/{made.id}/").content.decode()
    assert "Catatan rapat belum masuk" in page
    with pytest.raises(Refused, match="setelah disetujui"):
        paper_of(made)
    assert draw(town, accepted).number == 2


def test_it_is_approved_only_when_it_was_read(rounds, town, accepted):  # noqa: F811
    rounds.person("clerk", Role.OFFICE, KOTA)
    made = draw(town, accepted)
    waiting = waiting_for(town.actor("clerk"))[0]
    answer = town.client("clerk").post(f"/kotak-masuk/{waiting.id}/keputusan/", {"decision": "approve"})
    assert "halamannya sendiri" in answer.content.decode()
    assert fresh(made).state == "waiting"


def test_what_was_returned_is_not_told_as_never_handed_in(rounds, town, accepted):  # noqa: F811
    other = rounds.entry(accepted.round, "32.76.01")
    rounds.person("lurah", Role.COORDINATOR, "32.76.01")
    rounds.submit(other, "lurah")
    rounds.check(other, accepted=False, comment="Periksa lagi")
    made = draw(town, accepted)
    approve(town, made)
    shown = {row[0]: row[1] for row in paper_of(made).content["regions"][0]["rows"]}
    assert sorted(set(shown.values())) == ["12", "belum diajukan", "tidak dihitung"]


def test_approved_it_prints_what_was_frozen(town, accepted, noted, agreed):  # noqa: F811
    agreed(noted(title="Izin lambat"))
    made = draw(town, accepted, remarks="Dibahas 20 Juli")
    address = f"/putaran/berita-acara/{made.id}/berita-acara.pdf"
    assert town.client("office").get(address).status_code == 404
    approve(town, made)
    noted(title="Kemudian")
    told = pdf(fresh(made))
    for words in (
        "BERITA ACARA PUTARAN PEMANTAUAN", "001/BA-PEMANTAUAN/2026", "1 dari 11 wilayah", "75,0%", "Izin lambat",
        "Mendatangi kantor izin (DPMPTSP", "Dibahas 20 Juli", "Disusun Office", "Disetujui Head", "belum diajukan",
    ):  # fmt: skip
        assert words in told, words
    assert "Kemudian" not in told
    assert paper_of(made).id == paper_of(made).id
    for who, status in {"office": 200, "head": 200, "province": 200, "coordinator": 404, "elsewhere": 404, "ana": 403}.items():  # fmt: skip
        assert town.client(who).get(address).status_code == status, who
    genuine = town.client("stranger").get(f"/verifikasi/{paper_of(made).document.code}/")
    assert "001/BA-PEMANTAUAN/2026" in genuine.content.decode()


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_newer_minutes_stand_in_place_of_the_earlier_whichever_is_asked_for_first(town, accepted, order):  # noqa: F811
    both = []
    for _n in range(2):
        both.append(draw(town, accepted))
        approve(town, both[-1])
    papers = {n: paper_of(both[n]) for n in order}
    for paper in papers.values():
        paper.document.refresh_from_db()
    assert papers[0].document.succeeded_by_id == papers[1].document.id
    assert papers[1].document.succeeded_by_id is None


def test_a_province_s_are_approved_by_another_of_its_people_and_numbered_by_it(province, town):
    entry = province.entry(province.open(who="province", region="32"), KOTA)
    province.submit(entry, "office")
    province.check(entry, "province")
    made = draw_up_minutes(by=town.actor("province"), round=entry.round_id)
    assert waiting_for(town.actor("head")) == []
    with pytest.raises(Denied):
        approve(town, made, "head")
    approve(town, made, "second")
    paper = paper_of(made)
    assert (paper.office, paper.programme) == ("32", None)
    assert "Jawa Barat" in pdf(fresh(made))
