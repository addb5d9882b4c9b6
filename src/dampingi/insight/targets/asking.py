"""What a page of targets was asked for, from its address."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.errors import Refused
from dampingi.insight.monitoring.dashboard.asked import (
    INDICATOR,
    MONTH,
    PROGRAMME,
    REGION,
    SPAN,
    Asked,
    asked,
)
from dampingi.insight.monitoring.spans import spans
from dampingi.insight.targets.reading import Line, Question, lines
from dampingi.records.programmes.rosters import today_in

PERIOD = SPAN


@dataclass(frozen=True)
class Page:
    """`told` is the dashboard's question about the same place; `question` this page's."""

    told: Asked
    question: Question

    def query(self, **changes: str) -> str:
        usual = str(self.told.programme.starts_on.year)
        told = {
            PROGRAMME: self.told.programme.code,
            REGION: self.told.region,
            PERIOD: self.question.code,
        } | changes
        if told.get(PERIOD) == usual:
            told.pop(PERIOD)
        return urlencode({k: v for k, v in told.items() if v})

    def here(self, route: str, *args: str, **changes: str) -> str:
        return f"{reverse(route, args=args)}?{self.query(**changes)}"

    def door(self, code: str, **changes: str) -> str:
        """The rows behind a figure: of this period alone, or of the programme so far."""
        usual = self.question.code == str(self.told.programme.starts_on.year)
        return self.told.door(code, **({} if usual else {PERIOD: self.question.code}) | changes)


def page_of(request: HttpRequest, code: str = "") -> Page:
    """Raises Refused (404) or Denied as the dashboard does."""
    given = QueryDict(mutable=True)
    given.update(
        {k: request.GET[k] for k in (PROGRAMME, REGION) if k in request.GET} | {INDICATOR: code, MONTH: ""}
    )
    told = asked(request.actor, given, today=timezone.localdate())
    known = spans(told.programme)
    period = request.GET.get(PERIOD, "") or str(told.programme.starts_on.year)
    if period not in known:
        raise Refused(_("Masa target itu tidak ada dalam program ini. Pilih dari daftar."), status=404)
    return Page(
        told, Question(request.actor, told.programme, told.region, period, today_in(told.programme.region))
    )


def line_of(page: Page) -> Line:
    found = lines(page.question, [page.told.indicator.code])
    if not found:
        raise Refused(
            _("Indikator ini tidak dihitung dari catatan; targetnya dinilai pada halaman indikatornya."),
            status=404,
        )
    return found[0]
