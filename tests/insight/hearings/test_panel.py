"""The panel: mandates that hold, substitutes by a dated act, and nobody who only watches gives marks."""

import pytest

from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.models import Notice
from dampingi.insight.evaluation import actions as evaluating
from dampingi.insight.evaluation.models import PanelMember, RaterAssignment
from dampingi.insight.hearings import actions
from dampingi.insight.hearings.models import Seat
from tests.insight.evaluation.conftest import sheet


def member(hall, name) -> PanelMember:
    return PanelMember.objects.unscoped("test").get(user=hall.user(name))


def test_only_those_with_the_mandate_are_asked_to_rate(hall):
    """The control is the first line: without a panel whoever has the role may be asked."""
    evaluating.assign_raters(by=hall.office.by, evaluation=hall.evaluation, raters=[hall.user("stranger")])
    hall.join(rater="rate", second="ask", inspector="observe")
    evaluating.assign_raters(by=hall.office.by, evaluation=hall.evaluation, raters=[hall.user("rater")])
    for name, says in (("second", "bertanya atau mengamati"), ("stranger", "tidak ada dalam tim")):
        with pytest.raises(Refused, match=says):
            evaluating.assign_raters(by=hall.office.by, evaluation=hall.evaluation, raters=[hall.user(name)])


def test_an_inspector_observes_and_cannot_be_given_marks_to_give(hall):
    with pytest.raises(Refused, match="tidak menilai"):
        hall.join(inspector="rate")
    hall.join(inspector="observe")
    with pytest.raises(Conflict, match="sudah ada"):
        hall.join(inspector="ask")


@pytest.mark.parametrize("who", ["head", "inspector", "rater", "mentor0", "coordinator"])
def test_only_the_office_forms_the_panel(hall, who):
    with pytest.raises(Denied):
        actions.join_panel(
            by=hall.actor(who),
            programme=hall.office.city.programme,
            region="32",
            user=hall.user("rater"),
            agency="X",
            mandate="rate",
        )


def test_a_substitute_takes_over_what_is_still_to_be_rated_and_what_was_given_stays(hall):
    event = hall.announced()
    first = hall.talk(event).subject
    evaluating.declare_interests(by=hall.actor("rater"), evaluation=hall.evaluation)
    rows = [r for r in sheet(hall.evaluation, 3) if r.subject_id == first.id]
    evaluating.rate(by=hall.actor("rater"), evaluation=hall.evaluation, rows=rows)
    actions.leave_panel(
        by=hall.office.by,
        member=member(hall, "rater"),
        why="Pindah tugas ke luar kota.",
        substitute=hall.user("stranger"),
        agency="DP3AP2KB",
    )
    asked = RaterAssignment.objects.filter(subject__evaluation=hall.evaluation)
    assert [a.subject_id for a in asked.filter(rater=hall.user("rater"))] == [first.id]
    assert asked.filter(rater=hall.user("stranger")).count() == 5
    made = member(hall, "stranger")
    assert (made.mandate, made.replaces.user, made.replaces.ends_on is not None) == (
        "rate",
        hall.user("rater"),
        True,
    )
    assert Seat.objects.filter(user=hall.user("stranger"), talk__event=event).count() == 6
    assert "tim penilai" in str(Notice.objects.filter(user=hall.user("stranger")).latest("at"))
    with pytest.raises(Conflict, match="sudah berakhir"):
        actions.leave_panel(by=hall.office.by, member=member(hall, "rater"), why="Sekali lagi saja.")


def test_without_a_substitute_the_seats_are_empty_and_a_reason_is_asked(hall):
    event = hall.announced()
    with pytest.raises(Refused, match="sebabnya"):
        actions.leave_panel(by=hall.office.by, member=member(hall, "second"), why=" ")
    actions.leave_panel(by=hall.office.by, member=member(hall, "second"), why="Sakit berkepanjangan.")
    assert not Seat.objects.filter(user=hall.user("second"), talk__event=event).exists()
    assert "hanya 1 penilai" in hall.page("office", "hearings", event.id).content.decode()


def test_the_page_adds_substitutes_and_is_read_by_those_who_oversee(hall):
    hall.join(rater="rate")
    answer = hall.page(
        "office",
        "panel_members",
        user=str(hall.user("inspector").id),
        agency="Inspektorat",
        mandate="observe",
    )
    assert answer.status_code == 302
    text = hall.page("head", "panel_members").content.decode()
    assert "Inspektorat" in text
    assert "Tambah anggota" not in text
    seat = member(hall, "rater")
    told = {"user": str(hall.user("second").id), "why": "Cuti melahirkan mulai besok."}
    assert hall.page("office", "panel_member", seat.id, **told).status_code == 302
    assert "Cuti melahirkan" in hall.page("inspector", "panel_member", seat.id).content.decode()
    assert hall.page("head", "panel_member", member(hall, "second").id, **told).status_code == 403
    assert hall.page("mentor0", "panel_member", seat.id).status_code == 404
    assert hall.page("participant", "panel_members").status_code == 403
