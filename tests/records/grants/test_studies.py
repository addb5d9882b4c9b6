"""A study: who each lawful form would reach and who is left out and why, what it costs, what is known of its effect; frozen."""

import datetime
import uuid

import pytest

from dampingi.foundation.errors import Denied, Refused
from dampingi.records.businesses.models import Business, Closure, Constraint
from dampingi.records.cooperatives.models import BookYear
from dampingi.records.grants import effects
from dampingi.records.grants.actions import studies
from dampingi.records.grants.models import Study
from dampingi.records.mentoring.models import Growth
from tests.records.equipment.conftest import awarded, handed
from tests.records.grants.conftest import cooperative, option, studied

pytestmark = pytest.mark.usefixtures("july")


def names(made, code):
    return [row[2] for row in option(made, code)["chosen"]]


def out(made, code):
    return dict(map(tuple, option(made, code)["out"]))


def test_money_to_individuals_is_shown_and_never_given(town):
    told = option(studied(town), "individual_grant")
    assert (told["eligible"], told["recipients"], told["cost"]) == (0, 0, 0)
    assert told["out"] == [["not_lawful", 5]]
    assert told["effect"]["said"] == "none"


def test_each_form_has_its_own_people(town):
    Business.objects.unscoped("test").filter(name="Warung 0").update(size="micro")
    Business.objects.unscoped("test").filter(name="Warung 1").update(nib="9120001234567")
    old, _young = cooperative(), cooperative("Koperasi Muda", 2025)
    cooperative("Koperasi Bubar", closed_on=datetime.date(2026, 1, 1))
    made = studied(town, budget=100_000_000)
    assert len(names(made, "goods")) == 5
    assert names(made, "social_aid") == ["Warung 0"]
    assert out(made, "social_aid") == {"not_micro": 4}
    assert names(made, "subsidy") == ["Warung 1"]
    assert names(made, "group_grant") == [old.name]
    assert out(made, "group_grant") == {"closed": 1, "too_young": 1}


def test_a_budget_pays_for_the_first_of_the_ranked(town):
    shop = Business.objects.unscoped("test").filter(name="Warung 3")
    shop.update(nib="9120001234567", size="micro")
    Constraint.objects.create(
        business=shop.get(), region=shop.get().region, code="fin_capital", since=datetime.date(2026, 3, 1), source="visit"
    )  # fmt: skip
    told = option(studied(town, budget=8_000_000), "goods")
    assert (told["eligible"], told["recipients"], told["cost"], told["left"]) == (5, 2, 7_000_000, 1_000_000)
    first = told["chosen"][0]
    assert first[2] == "Warung 3"
    assert first[4:] == [8, ["capital", "nib", "micro", "first_aid"]]


def test_filters_leave_out_and_say_whom(town):
    closed = Business.objects.unscoped("test").get(name="Warung 4")
    Closure.objects.unscoped("test").create(
        business=closed, reason="x", closed_on=datetime.date(2026, 6, 1), by="x"
    )
    Business.objects.unscoped("test").filter(name="Warung 0").update(nib="9120001234567")
    made = studied(town, nib=True)
    assert names(made, "goods") == ["Warung 0"]
    assert out(made, "goods") == {"closed": 1, "no_nib": 3}
    assert sum(out(made, "goods").values()) + option(made, "goods")["eligible"] == 5


def test_who_was_aided_before_is_left_out_when_asked(town):
    awarded(town, 0)
    assert option(studied(town), "goods")["eligible"] == 5
    made = studied(town, unaided=True)
    assert out(made, "goods") == {"aided": 1}
    assert "Warung 0" not in names(made, "goods")


def test_cooperatives_that_met_come_first(town):
    plain, met = cooperative("A Koperasi"), cooperative("B Koperasi")
    BookYear.objects.create(
        cooperative=met, year=2025, meeting_on=datetime.date(2026, 3, 1), members_men=1, members_women=1, assets=1, equity=1, turnover=1, surplus=0
    )  # fmt: skip
    assert names(studied(town, budget=60_000_000), "group_grant") == [met.name, plain.name]


def test_it_is_frozen_with_its_hash(town):
    made = studied(town)
    assert studies.holds(made)
    made.body["asked"]["budget"] = 1
    assert not studies.holds(made)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"budget": 0}, "anggaran"),
        ({"budget": 10**14}, "anggaran"),
        ({"units": {"goods": -5}}, "per penerima"),
    ],
)
def test_studies_that_cannot_be(town, more, said):
    with pytest.raises(Refused, match=said):
        studied(town, **more)
    assert not Study.objects.unscoped("test").exists()


@pytest.mark.parametrize("who", ["head", "ana", "coordinator", "elsewhere", "participant"])
def test_only_the_office_studies(town, who):
    with pytest.raises(Denied):
        studied(town, who=who)


def test_what_was_never_given_here_has_no_known_effect(town):
    made = studied(town)
    assert {o["code"]: o["effect"]["said"] for o in made.body["options"]} == {
        "individual_grant": "none", "goods": "nothing", "social_aid": "nothing", "subsidy": "nothing", "group_grant": "nothing",
    }  # fmt: skip


def test_few_seen_before_and_after_are_too_few_to_say(town):
    handed(town, awarded(town))
    assert option(studied(town), "goods")["effect"] == {"said": "few", "seen": 0}


def test_the_change_is_the_median_of_those_seen_on_both_sides():
    day, ids = datetime.date(2026, 1, 15), [uuid.UUID(int=n) for n in range(4)]
    at = 2026 * 12 + 1
    turnover = {
        ids[0]: {at - 1: 100, at + 3: 120},
        ids[1]: {at - 3: 100, at - 1: 300, at + 3: 100, at + 6: 300},
        ids[2]: {at - 4: 100, at + 3: 900},
        ids[3]: {at - 1: 0, at + 4: 50},
    }
    assert effects.changed([(i, day) for i in ids], turnover) == pytest.approx([0.2, 0.0])


def test_enough_seen_it_is_told_as_a_hint(town, monkeypatch):
    monkeypatch.setattr(effects, "FEWEST", 1)
    given = handed(town, awarded(town))
    type(given).objects.unscoped("test").filter(id=given.id).update(on=datetime.date(2026, 3, 1))
    told = {
        "workers": 1,
        "products": 1,
        "channels": 1,
        "weeks_with_sales": 4,
        "has_nib": False,
        "reported_by": "x",
    }
    for month, turnover in ((2, 1_000_000), (6, 1_500_000)):
        Growth.objects.unscoped("test").create(
            enrolment=town.first, programme=town.programme, region=town.first.region, month=datetime.date(2026, month, 1), turnover=turnover, **told
        )  # fmt: skip
    assert option(studied(town), "goods")["effect"] == {"said": "before_after", "seen": 1, "share": 50}
