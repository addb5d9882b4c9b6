"""What is said of a verdict: cities by simulation, in the words of the page."""

import pytest

from dampingi.engines.impact import Rules, impact
from dampingi.engines.impact import verdict as said
from dampingi.engines.impact.simulate import Programme, simulate
from dampingi.foundation.ui.states import State
from dampingi.insight.impact import wording
from dampingi.insight.impact.measures import BY_FIGURE
from dampingi.insight.impact.page import _measure

WEEKS, TURNOVER = BY_FIGURE["weeks"], BY_FIGURE["turnover"]


def test_a_clear_effect_is_said_with_its_interval_and_drawn_before_and_since():
    found = impact(simulate(3, Programme()))
    told = _measure(WEEKS, found, [])
    assert found.effect is not None
    assert told["state"] is State.GOOD
    assert told["headline"].startswith("Bertambah 1,")
    assert "selisihnya antara +1," in told["headline"]
    assert not told["reasons"]
    assert len(told["chart"]["rows"]) == len(found.course)
    assert told["chart"]["rows"][0][0] == "5 sebelum bergabung"
    assert "<svg" in told["chart"]["drawing"].wide


def test_no_effect_is_not_dressed_up():
    told = _measure(WEEKS, impact(simulate(5, Programme(effect=0.0, growth=0.0))), [])
    assert told["state"] is State.WATCH
    assert "Tidak dapat dibedakan dari nol" in told["headline"]


def test_a_loss_is_said_as_one():
    told = _measure(TURNOVER, impact(simulate(3, Programme(effect=-2.0, growth=0.0))), [])
    assert told["state"] is State.LATE
    assert told["headline"].startswith("Berkurang Rp")


def test_a_refusal_gives_no_figure_of_the_effect_and_its_reasons_once():
    found = impact(simulate(1, Programme(drift=0.3)))
    told = _measure(WEEKS, found, [])
    assert told["headline"] == ""
    assert any("Sebelum program pun" in text for text in told["reasons"])
    assert all("sejak bergabung" not in row[0] for row in told["chart"]["rows"])
    assert not _measure(WEEKS, found, told["reasons"])["reasons"]


@pytest.mark.parametrize("code", [c for c in vars(said) if c.isupper() and isinstance(getattr(said, c), str)])
def test_every_reason_and_caution_has_words(code: str):
    name = getattr(said, code)
    reason = said.Reason(name, 0.5, 0.9)
    text = (
        wording.caution(WEEKS, reason)
        if name in (said.BLIND_BEFORE, said.SOME_CLUSTERS)
        else wording.reason(reason)
    )
    assert len(text) > 20
    assert "%(" not in text


def test_how_much_it_would_take_is_said():
    clear, none = impact(simulate(3, Programme())), impact(simulate(5, Programme(effect=0.0, growth=0.0)))
    assert "kali gerak terbesar" in wording.breakdown(clear)
    assert "pun sudah cukup" in wording.breakdown(none)
    assert wording.breakdown(impact(simulate(1, Programme(clusters=3)), Rules())) == ""
