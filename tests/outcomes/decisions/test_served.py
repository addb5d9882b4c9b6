"""Beside an application stands what was decided last about who served before, for those who may read it."""

import uuid
from types import SimpleNamespace

from dampingi.outcomes.decisions.models import Decision
from dampingi.outcomes.decisions.served import last_decisions
from dampingi.records.recruitment import beside


def applicant(user=None):
    return SimpleNamespace(id=uuid.uuid4(), user_id=user)


def decided(bench):
    return Decision.objects.filter(replaced_at=None).select_related("subject__mentor").order_by("id").first()


def test_only_signed_decisions_are_told_and_only_of_who_served(bench):
    bench.panel_signed()
    one, office = decided(bench), bench.actor("office")
    incumbent, outsider = applicant(one.subject.mentor.user_id), applicant()
    assert last_decisions(office, [incumbent, outsider]) == {}
    bench.sign()
    told = last_decisions(office, [incumbent, outsider])
    assert list(told) == [incumbent.id]
    assert one.get_key_display() in told[incumbent.id].words
    assert str(one.determination_id) in told[incumbent.id].href
    assert beside.known(office, [incumbent])[incumbent.id] == [told[incumbent.id]]


def test_who_may_not_read_the_determination_is_told_nothing(bench):
    bench.signed()
    one = decided(bench)
    assert last_decisions(bench.actor("participant"), [applicant(one.subject.mentor.user_id)]) == {}
