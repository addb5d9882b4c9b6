"""The trail speaks the reader's language: no code of an action or of a kind of record is shown."""

import re
from pathlib import Path

import dampingi
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.audit.listing import TRAIL
from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.definitions import source_names

SOURCE = Path(dampingi.__file__).parent


def written(pattern: str) -> set[str]:
    texts = [p.read_text("utf-8") for p in SOURCE.rglob("*.py") if "audit" in p.read_text("utf-8")]
    return {code for text in texts for code in re.findall(pattern, text)}


def test_every_action_that_is_recorded_has_words():
    assert written(r'action="(\w+)",') - {"store_true"} <= source_names("actions").keys()


def test_every_kind_of_record_has_words():
    assert written(r'subject=\("(\w+)"') <= source_names("audited").keys()


def test_the_list_says_it_in_words(db):
    record_event(by=Actor.for_system("test"), action="close_month", subject=("programme", "1"))
    rows = list(AuditEvent.objects.all())
    TRAIL.enrich(rows)
    shown = [column.of(rows[0]) for column in TRAIL.columns]
    assert {"Menutup bulan", "Program", "Sistem"} <= set(map(str, shown))
    assert ("close_month", "Menutup bulan") in list(TRAIL.filters[0].options())
