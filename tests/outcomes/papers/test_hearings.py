"""The decree of the panel and the minutes of presentations: whole, numbered, and for those concerned only."""

import pytest

from dampingi.foundation.errors import Conflict
from dampingi.insight.hearings import actions
from dampingi.insight.hearings.models import Question, Talk
from dampingi.outcomes.papers import hearings
from dampingi.outcomes.papers.actions import keep_paper
from tests.insight.hearings.conftest import DAY, _on_the_day, hall  # noqa: F401
from tests.insight.hearings.test_panel import member
from tests.insight.hearings.test_session import noted
from tests.pdf import printed


@pytest.fixture(autouse=True)
def _folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


def decree(programme):
    return keep_paper(hearings.panel_draft(programme, "32"))


def test_a_change_of_the_panel_is_a_new_decree_and_the_old_one_stays(hall):  # noqa: F811
    programme = hall.office.city.programme
    with pytest.raises(Conflict):
        decree(programme)
    hall.join(rater="rate", inspector="observe")
    first = decree(programme)
    assert decree(programme).id == first.id
    assert "mengamati" in printed(first)
    actions.leave_panel(
        by=hall.office.by,
        member=member(hall, "rater"),
        why="Pindah tugas.",
        substitute=hall.user("second"),
        agency="DP3AP2KB",
    )
    second = decree(programme)
    assert second.number != first.number
    first.document.refresh_from_db()
    assert first.document.succeeded_by == second.document
    assert "DP3AP2KB" in printed(second)
    seat = member(hall, "second")
    assert hall.page("head", "panel_decree", seat.id).status_code == 200
    assert hall.page("mentor0", "panel_decree", seat.id).status_code == 404


def test_minutes_wait_until_everyone_is_settled_and_tell_questions_answers_and_absence(hall):  # noqa: F811
    event = hall.announced()
    today = list(Talk.objects.filter(event=event, on=DAY).order_by("minute"))
    with pytest.raises(Conflict, match="sesudah kehadiran"):
        keep_paper(hearings.minutes_draft(event, DAY, 0))
    actions.note_answer(
        by=hall.actor("rater"),
        question=Question.objects.get(talk=today[0], number=1),
        text="Hujan sebulan penuh.",
    )
    noted(hall, today[0], text="Dekat dengan pesertanya.")
    for n, talk in enumerate(today):
        state = (
            {"state": "absent", "why": "Sakit keras."}
            if n == 1
            else {"state": "held", "present": {hall.user("rater").id}}
        )
        actions.settle_talk(by=hall.office.by, talk=talk, **state)
    text = printed(keep_paper(hearings.minutes_draft(event, DAY, 0)))
    for words in (
        "Hujan sebulan penuh.",
        "Dekat dengan pesertanya.",
        "Tidak hadir: Sakit keras.",
        today[0].subject.name,
        "Rater",
    ):
        assert words in text, words
    assert "Second" not in text, "who was not there does not sign"
    assert hall.page("inspector", "hearing_minutes", event.id, 1, 0).status_code == 200
    assert hall.page("mentor0", "hearing_minutes", event.id, 1, 0).status_code == 404
    assert hall.page("office", "hearing_minutes", event.id, 9, 0).status_code == 404
    assert hall.page("office", "hearing_minutes", event.id, 2, 0).status_code == 409
