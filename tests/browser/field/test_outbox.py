"""What is recorded stays on the phone, sealed, until the server has it."""

import pytest

pytestmark = pytest.mark.browser


def test_what_is_recorded_without_a_signal_is_sent_once_there_is_one(phone, place):
    phone.context.set_offline(True)
    ids = [phone.visit(enrolment) for enrolment in phone.enrolments[:3]]
    assert phone.sync() == "offline"
    assert phone.states() == ["queued"] * 3
    phone.context.set_offline(False)
    assert phone.sync() == "idle"
    assert phone.items() == []
    assert sorted(place.look()["visits"]) == sorted(ids)
