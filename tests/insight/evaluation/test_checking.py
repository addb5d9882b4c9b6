"""Every mistake in a definition is said where it stands; what has none can be computed."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dampingi.foundation.errors import Refused
from dampingi.insight.evaluation import actions
from dampingi.insight.evaluation.checking import mistakes, require_sound, total_words
from dampingi.insight.evaluation.definitions import engine_instrument, shipped

LEVELS = ("kelurahan", "kecamatan", "kota")


def changed(change, level="kelurahan"):
    body = copy.deepcopy(shipped()[level])
    change(body)
    return body


def criterion(body, method):
    return next(c for c in body["criteria"] if c["method"] == method)


@pytest.mark.parametrize("level", LEVELS)
def test_what_is_shipped_has_none(level):
    assert mistakes(shipped()[level]) == []


CHANGES = {
    "Jumlah bobot 99": lambda b: b["criteria"][0].update(weight=b["criteria"][0]["weight"] - 1),
    "Bobotnya lebih dari 0": lambda b: b["criteria"][0].update(weight=0),
    "Pilih dimensinya": lambda b: b["criteria"][0].update(dimension="tidak_ada"),
    "tidak dapat dihitung per pendamping": lambda b: criterion(b, "counts").update(
        source={"indicator": "women_share"}
    ),
    "Target lebih tinggi": lambda b: criterion(b, "panel").update(target=0),
    "Jelaskan tiap tingkat": lambda b: criterion(b, "panel")["levels"].__setitem__(2, "  "),
    "Jumlah tingkat nilai": lambda b: criterion(b, "panel")["levels"].append("Lebih baik lagi."),
    "sebuah bagian": lambda b: criterion(b, "counts").update(target=95),
    "Pilih satu dari hasil": lambda b: criterion(b, "participants").update(
        key="omzet", source={"fact": "turnover"}
    ),
    "Pilih satu dari pertanyaan": lambda b: next(c for c in b["criteria"] if c["key"] == "voice_came").update(
        source={"voice": "x"}
    ),
    "Sumber ini sudah dinilai": lambda b: b["criteria"].append(dict(b["criteria"][0])),
    "belum berkriteria": lambda b: b["dimensions"].append({"key": "x", "name": "X", "says": ""}),
    "diukur dengan cara yang sama": lambda b: criterion(b, "panel").update(dimension="process"),
    "mulai dari 0": lambda b: b["bands"].pop(0),
    "mulai dari angka yang sama": lambda b: b["bands"][1].update(lower=0),
    "antara 0 dan 100": lambda b: b["bands"][-1].update(lower=120),
    "Batas keterandalan": lambda b: b["rules"].update(reliability=0.1),
    "Hari sanggah": lambda b: b["rules"].update(objection_days=0),
    "di bawah batas pembinaan": lambda b: b["rules"]["decisions"]["replace"].update(upper=60),
    "di atas 50%": lambda b: b["rules"]["decisions"]["coach"].update(probability=0.2),
    "Kuota": lambda b: b["rules"]["decisions"]["honour"].update(quota=-1),
    "Penyesuai": lambda b: b["covariates"].append({"key": "agama", "name": "Agama", "says": ""}),
    "Beri nama instrumennya": lambda b: b.update(name=" "),
}


@pytest.mark.parametrize("says", CHANGES)
def test_each_mistake_is_said_in_words(says):
    found = mistakes(changed(CHANGES[says]))
    assert any(says in m.says for m in found), found


def test_an_instrument_with_a_mistake_is_not_published(office):
    """The control: an indicator nobody counts per mentor once passed here and broke the freeze."""
    body = changed(CHANGES["tidak dapat dihitung per pendamping"])
    with pytest.raises(Refused, match="per pendamping"):
        actions.publish_instrument(by=office.by, body=body, region="32")


@given(st.sampled_from(sorted(CHANGES)), st.sampled_from(sorted(CHANGES)))
def test_a_definition_without_mistakes_is_taken_by_the_engine(first, second):
    def both(body):
        CHANGES[first](body)
        CHANGES[second](body)

    try:
        body = changed(both)
    except (IndexError, StopIteration):
        return
    if not mistakes(body):
        engine_instrument(body)
    else:
        with pytest.raises(Refused):
            require_sound(body)


@given(st.sampled_from([0, 50, 99.5, 100, 100.25, 130]))
def test_the_sum_says_how_much_is_missing(total):
    told = total_words(total)
    assert ("tambahkan" in told, "kurangi" in told) == (total < 100, total > 100)
