"""What a stage asks before it counts as finished, held against a whole batch that is read once."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.records.mentoring.intake import StageIntake
from dampingi.records.mentoring.models import StageCompletion
from dampingi.records.mentoring.tracks.checking import Checked, check
from dampingi.records.mentoring.tracks.reading import WHY, counts, open_fields
from dampingi.records.mentoring.tracks.rules import Rule, asked
from dampingi.records.mentoring.tracks.track import may_skip, names_of
from dampingi.records.programmes.models import Enrolment, Stage

LONGEST = 300


class Gate:
    """Participants whose reach was checked, with what is on record for what their programmes' stages ask."""

    def __init__(self, enrolments: Iterable[Enrolment]) -> None:
        theirs = list(enrolments)
        self.asked = asked({e.programme_id for e in theirs})
        gated = [e.id for e in theirs if e.programme_id in self.asked]
        self.names = names_of(self.asked)
        self.counts = counts(gated, {c for a in self.asked.values() for c in a.conditions})
        self.open = open_fields(gated)
        self.done = _finished(gated)

    def let_pass(self, by: Actor, enrolment: Enrolment, stage: Stage, row: StageIntake) -> dict[str, Any]:
        """The edition and evidence to keep with the completion. Refuses, saying what is missing.

        Rows of one batch follow each other: what an earlier row finished counts for the next.
        """
        if len(row.reason.strip()) > LONGEST:
            raise Refused(_("Alasannya terlalu panjang. Tulis paling banyak %(n)d huruf.") % {"n": LONGEST})
        asks = self.asked.get(enrolment.programme_id)
        rule = asks.rules.get(stage.code) if asks else None
        if asks is None or rule is None:
            return self._without_rules(row)
        told = self._checked(enrolment, rule)
        if row.needed:
            self._require_evidence(by, enrolment, stage, row, told)
        else:
            self._require_no_need(enrolment, rule, row)
        self.done[enrolment.id][stage.code] = row.done_on
        return {"edition": asks.edition, "evidence": [c.told() for c in told]}

    def _without_rules(self, row: StageIntake) -> dict[str, Any]:
        if not row.needed:
            raise Refused(_("Tahap ini diperlukan oleh semua peserta. Tandai selesai bila sudah."))
        return {}

    def _checked(self, enrolment: Enrolment, rule: Rule) -> tuple[Checked, ...]:
        return check(
            (*rule.entry, *rule.exit), enrolment.id, counts=self.counts, done=self.done[enrolment.id],
            names=self.names[enrolment.programme_id],
        )  # fmt: skip

    def _require_evidence(
        self, by: Actor, enrolment: Enrolment, stage: Stage, row: StageIntake, told: tuple[Checked, ...]
    ) -> None:
        missing = [c.words + (f" ({c.progress})" if c.progress else "") for c in told if not c.met]
        if not missing:
            return
        manages = by.may(Permission.MANAGE_INTAKE, region=enrolment.region, programme=enrolment.programme_id)
        if manages and row.reason.strip():
            return
        cure = (
            _("Isi alasannya bila tahap ini tetap hendak diloloskan.")
            if manages
            else _(
                "Catat dulu yang kurang; bila ada halangan, minta penyelenggara meloloskannya dengan alasan."
            )
        )
        raise Refused(
            _("Tahap %(stage)s belum dapat ditandai selesai. Yang belum ada: %(missing)s. %(cure)s")
            % {"stage": stage.name, "missing": "; ".join(missing), "cure": cure}
        )

    def _require_no_need(self, enrolment: Enrolment, rule: Rule, row: StageIntake) -> None:
        if not rule.by_need:
            raise Refused(_("Tahap ini diperlukan oleh semua peserta. Tandai selesai bila sudah."))
        if not row.reason.strip():
            raise Refused(_("Tulis mengapa tahap ini tidak diperlukan."))
        if not may_skip(rule, self.open[enrolment.id]):
            raise Refused(
                _(
                    "Peserta ini masih mempunyai kendala di bidang tahap ini, jadi tahapnya diperlukan. "
                    "Selesaikan kendalanya dulu, atau jalankan tahapnya."
                )
            )


def _finished(ids: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, datetime.date]]:
    found: dict[uuid.UUID, dict[str, datetime.date]] = defaultdict(dict)
    for start in range(0, len(ids), 500):
        rows = StageCompletion.objects.unscoped(WHY).filter(enrolment__in=ids[start : start + 500])
        for id, code, on in rows.values_list("enrolment_id", "stage__code", "done_on"):
            found[id][code] = on
    return found
