"""What helped before, as it is shown beside a constraint."""

import datetime
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.codes import ancestor
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui import formats
from dampingi.insight.constraints.helped import LEAST, SOON, helped
from dampingi.insight.constraints.questions import Question


def help_with(actor: Actor, region: str, question: Question, *, today: datetime.date) -> dict[str, Any]:
    found = helped(
        actor, region, question.codes, today=today, sector=question.sector, severity=question.severity
    )
    ways = choices("resolutions")
    most = max((way.n for way in found.ways), default=1)
    words = {"n": formats.number(found.cases), "place": name_of(ancestor(region, 2))}
    return {
        "enough": found.enough,
        "few": _(
            "Baru %(n)s kasus serupa di %(place)s; kurang dari %(least)d belum dapat dijadikan petunjuk."
        )
        % {**words, "least": LEAST},
        "cases": _("%(n)s kasus serupa di %(place)s") % words,
        "resolved": formats.number(found.resolved),
        "soon": formats.percent(found.soon, 0) if found.soon is not None else formats.MISSING,
        "days": SOON,
        "median": formats.number(found.course.median) if found.course.median is not None else "",
        "ways": [
            {
                "name": ways.get(way.how, _("tidak dicatat")),
                "n": formats.number(way.n),
                "width": f"{100 * way.n / most:.1f}",
                "share": formats.percent(way.n / found.resolved, 0),
                "days": formats.number(way.median_days, 0),
            }
            for way in found.ways
        ],
        "examples": [
            {"way": ways.get(c.resolved_how, c.resolved_how), "words": c.resolution, "id": c.id}
            for c in found.examples
        ],
    }
