"""What a level may not decide goes up to who may, and the answer comes back."""

import pytest

from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.problems import actions
from dampingi.records.problems.models import Handing
from dampingi.records.problems.queries import waiting_here
from tests.records.problems.conftest import course, fresh, told


def up(town, problem, by="office"):
    return actions.hand_up(by=town.actor(by), problem=problem.id, text="Mohon keputusan")


def answered(town, problem, by="province", kind="decided", **more):
    return actions.answer(by=town.actor(by), problem=problem.id, kind=kind, text="Silakan", **more)


def test_it_appears_at_the_province_and_the_answer_comes_back(town, noted, agreed):
    made = noted("ana", matter="small")
    up(town, made)
    assert fresh(made).held == "province"
    assert list(waiting_here(town.actor("province"))) == [fresh(made)]
    assert "diteruskan kepada Anda" in told(town, "province")
    assert "diteruskan kepada" in told(town, "ana")
    assert "Izin lambat" in town.client("province").get("/kotak-masuk/").content.decode()
    with pytest.raises(Conflict, match="ada pada"):
        agreed(made)
    answered(town, made)
    assert fresh(made).held == "local"
    assert "kembali kepada" in told(town, "office")
    assert not waiting_here(town.actor("province"))
    assert agreed(made).level == "local"
    assert course(made) == ["noted", "handed", "answered", "agreed"]


def test_what_is_one_s_own_authority_is_not_pushed_up(town, noted):
    with pytest.raises(Conflict, match="sendiri"):
        up(town, noted())
    assert not Handing.objects.exists()


@pytest.mark.parametrize("by", ["coordinator", "camat", "province", "inspector"])
def test_only_the_level_itself_hands_it_up(town, noted, by):
    with pytest.raises(Conflict, match="ada pada"):
        up(town, noted(matter="small"), by)


def test_handed_up_it_is_not_handed_up_again_nor_answered_from_below(town, noted):
    made = noted(matter="small")
    up(town, made)
    with pytest.raises(Conflict, match="ada pada"):
        up(town, made)
    with pytest.raises(Conflict, match="ada pada"):
        answered(town, made, by="office", source="Surat 1/2026")


def test_the_province_decides_only_what_is_its_own(town, noted):
    made = noted(matter="halal")
    up(town, made)
    with pytest.raises(Conflict, match="Kewenangan"):
        answered(town, made)
    answered(town, made, kind="declined")
    assert fresh(made).held == "local"


def test_it_climbs_to_the_nation_and_comes_back_by_the_same_way(town, noted, nation):
    made = noted(matter="halal")
    up(town, made)
    up(town, made, "province")
    with pytest.raises(Conflict, match="ada pada"):
        answered(town, made, by="province", source="Surat 5")
    answered(town, made, by="nation")
    assert fresh(made).held == "province"
    answered(town, made)
    assert fresh(made).held == "local"
    assert course(made) == ["noted", "handed", "handed", "answered", "answered"]


def test_where_nobody_of_the_nation_works_here_its_letter_is_entered_below(town, noted):
    made = noted(matter="halal")
    up(town, made)
    up(town, made, "province")
    with pytest.raises(Refused, match="surat"):
        answered(town, made)
    with pytest.raises(Conflict, match="ada pada"):
        answered(town, made, by="office", source="Surat 5")
    answered(town, made, source="B-12/BPJPH/2026, 3 Juli 2026")
    assert fresh(made).held == "province"


def test_what_does_not_wait_is_not_answered(town, noted):
    with pytest.raises(Conflict, match="Tidak ada yang menunggu"):
        answered(town, noted())


@pytest.mark.parametrize(("kind", "answer"), [("x", "Pilih jawabannya"), ("", "Pilih jawabannya")])
def test_an_answer_is_one_of_three(town, noted, kind, answer):
    made = noted(matter="small")
    up(town, made)
    with pytest.raises(Refused, match=answer):
        answered(town, made, kind=kind)
