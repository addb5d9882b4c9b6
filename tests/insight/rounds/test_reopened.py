"""What was accepted and then opened again: the round is not cancelled from under its minutes, and they say what changed since."""

import pytest

from dampingi.foundation.errors import Conflict
from dampingi.insight.rounds.actions import cancel_round, reopen_entry
from dampingi.insight.rounds.models import Round

from .conftest import WHOLE
from .test_minutes import accepted, approve, draw  # noqa: F401

pytestmark = pytest.mark.usefixtures("july")


def reopen(town, entry):
    reopen_entry(by=town.actor("office"), entry=entry.id, why="Keliru")


def test_a_round_is_not_cancelled_once_something_was_accepted(town, accepted):  # noqa: F811
    approve(town, draw(town, accepted))
    reopen(town, accepted)
    with pytest.raises(Conflict, match="pernah diterima"):
        cancel_round(by=town.actor("office"), round=accepted.round_id, why="Tidak jadi")
    assert Round.objects.unscoped("test").get().cancelled_at is None
    assert (
        "Batalkan putaran" not in town.client("office").get(f"/putaran/{accepted.round_id}/").content.decode()
    )


def test_the_minutes_say_what_changed_since_and_stay_as_they_are(rounds, town, accepted):  # noqa: F811
    made = draw(town, accepted)
    page, words = f"/putaran/berita-acara/{made.id}/", "1 laporan berubah sesudah"
    assert words not in town.client("office").get(page).content.decode()
    reopen(town, accepted)
    assert words in town.client("office").get(page).content.decode()
    rounds.submit(accepted, m1={"number": "15"}, m2=WHOLE["m2"])
    told = town.client("office").get(page).content.decode()
    assert words in told
    assert "75,0%" in told
