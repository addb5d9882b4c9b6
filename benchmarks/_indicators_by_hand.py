"""The programme's first fourteen indicators by kecamatan as hand-written SQL, for SQLite and PostgreSQL alike: the yardstick, and a second oracle.

The later ones (clinic, cooperatives, money, markets) are held against the tests' naive oracles only.
"""

from typing import Any

from django.db import connection

from dampingi.insight.monitoring.periods import Period
from dampingi.records.programmes.models import Programme

Figures = dict[str, dict[str, tuple[int, int]]]

QUERIES: dict[tuple[str, ...], str] = {
    ("participation",): """
        SELECT substr(a.region, 1, 8), SUM(CASE WHEN a.present THEN 1 ELSE 0 END), COUNT(*)
        FROM learning_attendance a JOIN learning_training t ON t.id = a.training_id
        WHERE a.programme_id = %(programme)s AND a.region >= %(low)s AND a.region < %(high)s
          AND t."on" >= %(start)s AND t."on" <= %(until)s
        GROUP BY 1""",
    ("stage_timeliness", "stage_completion"): """
        SELECT substr(e.region, 1, 8), SUM(CASE WHEN c.done_on <= s.due_on THEN 1 ELSE 0 END), COUNT(*),
               COUNT(c.id), COUNT(*)
        FROM programmes_enrolment e
        JOIN programmes_stage s ON s.programme_id = e.programme_id AND e.enrolled_on <= s.due_on
        LEFT JOIN mentoring_stagecompletion c
          ON c.enrolment_id = e.id AND c.stage_id = s.id AND c.done_on <= %(until)s
        WHERE e.programme_id = %(programme)s AND e.region >= %(low)s AND e.region < %(high)s
          AND s.due_on >= %(start)s AND s.due_on <= %(until)s
        GROUP BY 1""",
    ("pass_rate", "verified_share"): """
        SELECT substr(e.region, 1, 8), SUM(CASE WHEN o.achieved = 3 THEN 1 ELSE 0 END), COUNT(*),
               SUM(CASE WHEN e.business_id IN (SELECT business_id FROM businesses_verification
                                                   WHERE at < %(instant)s AND outcome = 'confirmed')
                        THEN 1 ELSE 0 END),
               COUNT(e.business_id)
        FROM programmes_enrolment e
        LEFT JOIN (SELECT enrolment_id, COUNT(*) AS achieved FROM mentoring_outcome
                   WHERE programme_id = %(programme)s AND achieved AND "on" <= %(until)s GROUP BY 1) o
          ON o.enrolment_id = e.id
        WHERE e.programme_id = %(programme)s AND e.region >= %(low)s AND e.region < %(high)s
          AND e.enrolled_on <= %(until)s
        GROUP BY 1""",
    ("weeks_with_sales",): """
        SELECT substr(region, 1, 8), SUM(weeks_with_sales), SUM(weeks) FROM mentoring_growth
        WHERE programme_id = %(programme)s AND region >= %(low)s AND region < %(high)s
          AND month >= %(start)s AND month <= %(until)s AND NOT baseline
        GROUP BY 1""",
    ("turnover_change", "new_products", "jobs", "new_nib", "new_channels"): """
        SELECT substr(g.region, 1, 8), SUM(g.turnover - b.turnover), SUM(b.turnover),
               SUM(g.products - b.products), COUNT(*), SUM(g.workers - b.workers), COUNT(*),
               SUM(CASE WHEN g.has_nib AND NOT b.has_nib THEN 1 ELSE 0 END),
               SUM(CASE WHEN b.has_nib THEN 0 ELSE 1 END),
               SUM(g.channels - b.channels), COUNT(*)
        FROM (SELECT enrolment_id, MAX(month) AS month FROM mentoring_growth
              WHERE programme_id = %(programme)s AND NOT baseline AND month <= %(until)s GROUP BY 1) l
        JOIN mentoring_growth g ON g.enrolment_id = l.enrolment_id AND g.month = l.month
        JOIN mentoring_growth b ON b.enrolment_id = l.enrolment_id AND b.baseline
        WHERE g.region >= %(low)s AND g.region < %(high)s
        GROUP BY 1""",
    ("report_punctuality",): """
        SELECT substr(region, 1, 8), SUM(CASE WHEN submitted_on <= due_on THEN 1 ELSE 0 END), COUNT(*)
        FROM mentoring_monthlyreport
        WHERE programme_id = %(programme)s AND region >= %(low)s AND region < %(high)s
          AND due_on <= %(until)s AND month >= %(start)s AND month <= %(until)s
        GROUP BY 1""",
    ("constraints_resolved",): """
        SELECT substr(c.region, 1, 8), SUM(CASE WHEN c.resolved_on <= %(until)s THEN 1 ELSE 0 END), COUNT(*)
        FROM programmes_enrolment e JOIN businesses_constraint c ON c.business_id = e.business_id
        WHERE e.programme_id = %(programme)s AND c.region >= %(low)s AND c.region < %(high)s
          AND c.since <= %(until)s AND (e.business_until IS NULL OR c.since < e.business_until)
          AND NOT (c.resolved_how IN ('irrelevant', 'mistaken') AND c.resolved_on <= %(until)s)
        GROUP BY 1""",
}
VISITS = """
    SELECT substr(region, 1, 8), COUNT(*) FROM mentoring_visit
    WHERE programme_id = %(programme)s AND region >= %(low)s AND region < %(high)s
      AND "on" >= %(start)s AND "on" <= %(until)s
    GROUP BY 1"""
MONTHS = """
    SELECT substr(e.region, 1, 8), SUM({sum}) FROM programmes_enrolment e
    JOIN programmes_caseload c ON c.enrolment_id = e.id
    WHERE e.programme_id = %(programme)s AND e.region >= %(low)s AND e.region < %(high)s
    GROUP BY 1"""
COVERED = (
    "CASE WHEN c.starts_on <= %({day})s AND (c.ends_on IS NULL OR c.ends_on > %({day})s) THEN 1 ELSE 0 END"
)

CODES = frozenset(code for codes in QUERIES for code in codes) | {"visits_per_participant"}


def figures(programme: Programme, period: Period) -> Figures:
    """indicator -> kecamatan -> (numerator, denominator)."""
    told = _parameters(programme, period)
    found: Figures = {}
    with connection.cursor() as cursor:
        for codes, sql in QUERIES.items():
            cursor.execute(sql, told)
            rows = cursor.fetchall()
            for n, code in enumerate(codes):
                found[code] = {row[0]: (int(row[2 * n + 1]), int(row[2 * n + 2])) for row in rows}
        found["visits_per_participant"] = _visits(cursor, told, len(period.middles()))
    return found


def _visits(cursor: Any, told: dict[str, Any], months: int) -> dict[str, tuple[int, int]]:
    cursor.execute(VISITS, told)
    visits = dict(cursor.fetchall())
    covered = " + ".join(COVERED.format(day=f"month{n}") for n in range(months))
    cursor.execute(MONTHS.format(sum=covered), told)
    accompanied = dict(cursor.fetchall())
    return {
        k: (int(visits.get(k, 0)), int(accompanied.get(k, 0))) for k in visits.keys() | accompanied.keys()
    }


def _parameters(programme: Programme, period: Period) -> dict[str, Any]:
    ops = connection.ops
    native = connection.features.has_native_uuid_field
    days = {f"month{n}": ops.adapt_datefield_value(day) for n, day in enumerate(period.middles())}
    return days | {
        "programme": programme.id if native else programme.id.hex,
        "low": programme.region,
        "high": programme.region + "/",
        "start": ops.adapt_datefield_value(period.start),
        "until": ops.adapt_datefield_value(period.end),
        "instant": ops.adapt_datetimefield_value(period.instant(programme.region)),
    }
