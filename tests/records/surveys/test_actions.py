import datetime

import pytest
from tests.records.conftest import FEBRUARY, HERE, NEXT, SYSTEM
from tests.records.town import TODAY

from dampingi.foundation.accounts.actions import assign
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.surveys.actions import answer, withdraw_survey
from dampingi.records.surveys.drawing import drawn
from dampingi.records.surveys.models import Answer, Respondent, State, Survey

from .conftest import opened, said

pytestmark = pytest.mark.usefixtures("july")


def asked(survey: Survey) -> list[Respondent]:
    rows = survey.respondents.select_related("application__person")
    return list(rows.order_by("region", "application__person__name"))


def one(survey: Survey, *, accepted: bool = False, region: str = NEXT) -> Respondent:
    return next(r for r in asked(survey) if r.accepted == accepted and r.region == region)


def test_the_first_survey_draws_as_many_of_either_side_in_each_kelurahan(crowd):
    survey = opened(crowd, per_side=1)
    assert sorted((r.region, r.accepted) for r in asked(survey)) == [
        (HERE, False),
        (HERE, True),
        (NEXT, False),
        (NEXT, True),
    ]
    assert survey.seed == 7


def test_the_same_seed_draws_the_same_people_whatever_their_ids(crowd):
    from dampingi.records.programmes.models import Application

    rows = list(Application.objects.unscoped("test").select_related("person"))
    names = [a.person.name for a in drawn(rows, 1, 7)]
    assert [a.person.name for a in drawn(rows[::-1], 1, 7)] == names
    assert len({tuple(a.person.name for a in drawn(rows, 1, seed)) for seed in range(20)}) > 1


def test_a_later_survey_asks_the_same_people(crowd):
    first = opened(crowd, per_side=1)
    later = opened(crowd, first=(2026, 4, 1), last=(2026, 4, 1), per_side=10, seed=99)
    assert {r.application_id for r in asked(first)} == {r.application_id for r in asked(later)}
    assert later.seed is None


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        ((2026, 6, 1), (2026, 5, 1), "tidak boleh sebelum"),
        ((2026, 6, 1), (2026, 7, 1), "belum selesai"),
        ((2025, 1, 1), (2026, 6, 1), "paling banyak 6 bulan"),
        ((2026, 5, 2), (2026, 6, 1), "tidak boleh sebelum"),
    ],
)
def test_only_finished_months_that_people_remember_are_asked(crowd, first, last, why):
    with pytest.raises(Refused, match=why):
        opened(crowd, first=first, last=last)


def test_a_month_is_asked_once(crowd):
    opened(crowd)
    with pytest.raises(Conflict, match="sudah ditanyakan"):
        opened(crowd, first=(2026, 6, 1), last=(2026, 6, 1))


def test_a_draw_of_nobody_is_refused_with_what_to_do(programme, town):
    from dampingi.records.programmes.models import Application

    Application.objects.unscoped("test").update(state="submitted")
    with pytest.raises(Refused, match="Selesaikan seleksi"):
        opened(town)
    with pytest.raises(Refused, match=r"1 sampai 1\.000"):
        opened(town, per_side=0)


def test_only_who_manages_the_intake_opens_a_survey(crowd):
    for name in ("ana", "kota", "inspector", "head", "coordinator", "elsewhere", "participant"):
        with pytest.raises(Denied):
            opened(crowd, by=name)


def test_an_answer_is_kept_and_a_second_one_follows_it(crowd):
    found = one(opened(crowd))
    answer(by=crowd.actor("inspector"), respondent=found.id, said=said(), today=TODAY)
    again = said(2, state="absent", how="", figures={})
    answer(by=crowd.actor("office"), respondent=found.id, said=again, today=TODAY)
    found.refresh_from_db()
    assert found.state == State.ABSENT
    rows = list(Answer.objects.filter(respondent=found).values_list("number", "state", "by_name"))
    assert rows == [(1, "answered", "Inspector"), (2, "absent", "Office")]
    assert AuditEvent.objects.filter(action="answer_survey").count() == 2


def test_two_people_asking_the_same_applicant_hide_nothing(crowd):
    found = one(opened(crowd))
    answer(by=crowd.actor("office"), respondent=found.id, said=said(), today=TODAY)
    with pytest.raises(Conflict, match="baru saja dicatat"):
        answer(by=crowd.actor("inspector"), respondent=found.id, said=said(1), today=TODAY)


def test_mentors_do_not_ask_even_where_they_also_work_in_the_office(crowd):
    """The control: with the office's role alone Ana reaches everybody; whom she accompanies she may not ask."""
    survey = opened(crowd)
    another = one(survey, region=NEXT)
    hers = next(r for r in asked(survey) if r.accepted and r.application.person_id == crowd.first.person_id)
    with pytest.raises(Refused, match="di luar wilayah"):
        answer(by=crowd.actor("ana"), respondent=hers.id, said=said(), today=TODAY)
    assign(by=SYSTEM, user=crowd.users["ana"], role=Role.OFFICE, region="32.76", starts_on=FEBRUARY)
    answer(by=crowd.actor("ana"), respondent=another.id, said=said(), today=TODAY)
    with pytest.raises(Denied, match="mendampingi"):
        answer(by=crowd.actor("ana"), respondent=hers.id, said=said(), today=TODAY)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"state": "open"}, "menjawab, tidak terhubung"),
        ({"state": "lain"}, "menjawab, tidak terhubung"),
        ({"how": ""}, "cara bertanya"),
        ({"on": TODAY + datetime.timedelta(days=1)}, "masa depan"),
        ({"on": datetime.date(2026, 6, 1)}, "sesudah bulan"),
        ({"figures": {}}, "semua bulan"),
        ({"figures": {"2026-05": {}, "2026-06": {}}}, "Omzet sebulan, rupiah bulan Mei 2026"),
        ({"note": "x" * 301}, "300"),
    ],
)
def test_an_answer_that_says_nothing_usable_is_refused_with_the_cure(crowd, change, why):
    found = one(opened(crowd))
    with pytest.raises(Refused, match=why):
        answer(by=crowd.actor("office"), respondent=found.id, said=said(**change), today=TODAY)
    assert not Answer.objects.exists()


@pytest.mark.parametrize("wrong", [-1, 10**13, True, "3", None])
def test_figures_lie_within_bounds(crowd, wrong):
    told = said()
    told.figures["2026-05"]["turnover"] = wrong
    with pytest.raises(Refused, match="Omzet"):
        answer(by=crowd.actor("office"), respondent=one(opened(crowd)).id, said=told, today=TODAY)


def test_a_closed_survey_takes_no_answer(crowd):
    found = one(opened(crowd))
    with pytest.raises(Conflict, match="sudah ditutup"):
        answer(
            by=crowd.actor("office"),
            respondent=found.id,
            said=said(),
            today=TODAY + datetime.timedelta(days=1),
        )


def test_a_survey_opened_by_mistake_is_taken_back_and_its_months_can_be_asked_again(crowd):
    wrong = opened(crowd)
    withdraw_survey(by=crowd.actor("office"), survey=wrong.id)
    assert opened(crowd).seed is not None, "the next one draws"
    told = AuditEvent.objects.get(action="withdraw_survey")
    assert told.detail["seed"] == wrong.seed


def test_one_with_answers_or_that_drew_for_others_stays(crowd):
    first = opened(crowd)
    later = opened(crowd, first=(2026, 4, 1), last=(2026, 4, 1))
    with pytest.raises(Conflict, match="mengundi orang"):
        withdraw_survey(by=crowd.actor("office"), survey=first.id)
    answer(by=crowd.actor("office"), respondent=one(later).id, said=said(months=("2026-04",)), today=TODAY)
    with pytest.raises(Conflict, match="sudah ada jawabannya"):
        withdraw_survey(by=crowd.actor("office"), survey=later.id)


@pytest.mark.parametrize("name", ["inspector", "ana", "elsewhere", "coordinator"])
def test_who_does_not_manage_the_intake_takes_none_back(crowd, name):
    survey = opened(crowd)
    with pytest.raises(Refused):
        withdraw_survey(by=crowd.actor(name), survey=survey.id)
    assert Survey.objects.unscoped("test").filter(id=survey.id).exists()
