"""Tests before and after: typed once, never over somebody else's, and counted with their doors."""

import datetime
import statistics

import pytest
from tests.records.conftest import SYSTEM
from tests.records.learning.test_actions import JUNE, attend, hold
from tests.records.learning.test_curricula import curriculum, modules  # noqa: F401 - fixtures

from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.learning.actions import record_scores
from dampingi.records.learning.intake import ScoreIntake
from dampingi.records.learning.models import Attendance
from dampingi.records.programmes.actions import close_month

pytestmark = pytest.mark.usefixtures("july")


@pytest.fixture
def training(town, modules):  # noqa: F811
    made = hold(town, module=modules[0])
    rows = [(0, {"present": True, "pre": 40, "post": 80}), (1, {"present": True, "pre": 60, "post": 70}), (2, {"present": True, "pre": 50}),
            (3, {"present": True}), (4, {"present": False})]  # fmt: skip
    attend(town, made, *rows)
    return made


def of(town, n) -> Attendance:
    return Attendance.objects.unscoped("test").get(enrolment=town.enrolments[n])


def score(town, training, *rows, by="office"):
    told = [ScoreIntake(of(town, n).id, pre, post, was) for n, pre, post, was in rows]
    return record_scores(by=town.actor(by), training=training.id, rows=told)


def test_only_what_changed_is_written(town, training):
    assert score(town, training, (2, 50, 90, (50, None)), (0, 40, 80, (40, 80))) == 1
    assert (of(town, 2).pre, of(town, 2).post) == (50, 90)


def test_what_somebody_else_typed_meanwhile_stays(town, training):
    score(town, training, (3, 30, None, (None, None)))
    with pytest.raises(Conflict, match="Nilai Warga 3 baru saja diubah"):
        score(town, training, (3, None, 90, (None, None)))
    assert (of(town, 3).pre, of(town, 3).post) == (30, None)


@pytest.mark.parametrize(
    ("row", "told"),
    [((3, 101, None, (None, None)), "0 dan 100"), ((4, 50, None, (None, None)), "tidak hadir")],
)
def test_wrong_scores_are_refused_and_none_is_kept(town, training, row, told):
    with pytest.raises(Refused, match=told):
        score(town, training, (2, 1, 2, (50, None)), row)
    assert of(town, 2).pre == 50


def test_a_mentor_types_their_own_and_a_closed_month_stays(town, training):
    assert score(town, training, (2, 55, 90, (50, None)), by="ana") == 1
    with pytest.raises(Refused, match="luar wilayah"):
        score(town, training, (3, 55, 90, (None, None)), by="ana")
    for who in ("head", "participant", "elsewhere", "coordinator"):
        with pytest.raises(Refused):
            score(town, training, (2, 1, 1, (55, 90)), by=who)
    close_month(by=SYSTEM, programme=town.programme, month=JUNE)
    with pytest.raises(Conflict, match="ditutup"):
        score(town, training, (2, 1, 1, (55, 90)))


def test_the_office_types_them_on_screen(town, training):
    client, address = town.client("office"), f"/pelatihan/{training.id}/nilai/"
    assert "Warga 3" in client.get(address).content.decode()
    a = of(town, 3)
    assert client.post(address, {f"was_{a.id}": ":", f"pre_{a.id}": "200"}).status_code == 422
    body = {}
    for x in (of(town, n) for n in range(4)):
        pre, post = ("" if s is None else str(s) for s in (x.pre, x.post))
        body |= {f"was_{x.id}": f"{pre}:{post}", f"pre_{x.id}": pre, f"post_{x.id}": post}
    assert client.post(address, body | {f"pre_{a.id}": "20", f"post_{a.id}": "60"}).status_code == 302
    assert (of(town, 3).pre, of(town, 3).post) == (20, 60)
    assert (of(town, 0).pre, of(town, 0).post) == (40, 80)


def test_gains_are_of_those_with_both_and_every_figure_opens_its_rows(town, training):
    other = hold(town, on=JUNE + datetime.timedelta(days=1))
    attend(
        town,
        other,
        (0, {"present": True, "pre": 10, "post": 20}),
        (3, {"present": True, "pre": 50, "post": 40}),
    )
    client = town.client("office")
    for by, groups in (("modul", 2), ("kecamatan", 1), ("pelatihan", 2)):
        context = client.get("/pelatihan/hasil-tes/", {"menurut": by}).context
        assert len(context["rows"]) == groups
        for told in (context["whole"], *(row["told"] for row in context["rows"])):
            assert client.get(told["both"]).context["listing"].count == told["n"], (by, told)
            assert client.get(told["without"]).context["listing"].count == told["lacking"], (by, told)
    assert (context["whole"]["n"], context["whole"]["lacking"]) == (4, 2)
    assert context["whole"]["mean"] == f"{statistics.fmean([40, 10, 10, -10]):.1f}".replace(".", ",")


def test_one_training_says_its_gain_and_a_mentor_sees_that_of_their_own(town, training):
    page = town.client("office").get(f"/pelatihan/{training.id}/")
    assert (page.context["gain"]["n"], page.context["gain"]["lacking"], page.context["gain"]["mean"]) == (
        2,
        2,
        "25,0",
    )
    assert page.context["gain"]["normalised"] == "0,50"
    assert town.client("budi").get("/pelatihan/hasil-tes/").context["whole"]["n"] == 0
    assert town.client("ana").get("/pelatihan/hasil-tes/").context["whole"]["n"] == 2


@pytest.mark.parametrize("who", ["panel", "partner", "province"])
def test_others_are_turned_away(town, training, who):
    for address in ("/pelatihan/hasil-tes/", "/pelatihan/nilai/", f"/pelatihan/{training.id}/nilai/"):
        assert town.client(who).get(address).status_code == 403
