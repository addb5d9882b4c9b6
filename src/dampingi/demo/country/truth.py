"""What the indicators of a city come to over the whole year, counted from the draws: nothing here reads a file or knows SQL."""

import numpy as np

from dampingi.demo.country.drawing import DUE, MIDDLES, Drawn, Whole

Pair = tuple[int, int]


def truth(city: Drawn) -> dict[str, Pair]:
    """indicator -> numerator, denominator."""
    n = len(city.enrolled)
    visits, held, months = city.tables["visit"], city.tables["caseload"], city.tables["growth"]
    later = months["month"] > 0
    came, done, told = city.tables["attendance"], city.tables["completion"], city.tables["report"]
    owed = int((city.enrolled[:, None] <= np.array(DUE)).sum())
    tested = (came["pre"] >= 0) & (came["post"] >= 0)
    seen = city.tables["verification"]["confirmed"]
    worked, paid, base_paid, both = _since_baseline(city)
    return {
        "exit_rate": (int((city.exited >= 0).sum()), n),
        "pass_rate": (int((_reached(city) == 3).sum()), n),
        "verified_share": (int(seen.sum()), int(city.has_business.sum())),
        "participation": (int(came["present"].sum()), len(came["at"])),
        "learning_gain": (int((came["post"] - came["pre"])[tested].sum()), int(tested.sum())),
        "stage_completion": (len(done["at"]), owed),
        "stage_timeliness": (int((done["done"] <= np.array(DUE)[done["stage"]]).sum()), owed),
        "visits_per_participant": (len(visits["at"]), _participant_months(held["starts"], held["ends"])),
        "weeks_with_sales": (
            int(months["weeks_with_sales"][later].sum()),
            int(months["weeks"][later].sum()),
        ),
        "figures_confirmed": (int(months["confirmed"][later].sum()), int(later.sum())),
        "report_punctuality": (
            int(((told["submitted"] >= 0) & (told["submitted"] <= told["due"])).sum()),
            len(told["due"]),
        ),
        "turnover_change": (paid - base_paid, base_paid),
        "jobs": (worked, both),
    }


def _reached(city: Drawn) -> Whole:
    told = city.tables["outcome"]
    return np.bincount(told["at"][told["achieved"]], minlength=len(city.enrolled))


def _participant_months(starts: Whole, ends: Whole) -> int:
    middles = np.array(MIDDLES)
    ends = np.where(ends >= 0, ends, 400)
    return int(((starts[:, None] <= middles) & (ends[:, None] > middles)).sum())


def _since_baseline(city: Drawn) -> tuple[int, int, int, int]:
    """(workers more, turnover of the last month, of the baseline, participants who have both)."""
    told = city.tables["growth"]
    last, base = np.full(len(city.enrolled), -1), np.full(len(city.enrolled), -1)
    rows = np.arange(len(told["at"]))
    first = told["month"] == 0
    base[told["at"][first]] = rows[first]
    np.maximum.at(last, told["at"][~first], rows[~first])  # a participant's rows stand in the order of months
    both = np.flatnonzero((last >= 0) & (base >= 0))
    now, then = last[both], base[both]
    more = int((told["workers"][now] - told["workers"][then]).sum())
    return more, int(told["turnover"][now].sum()), int(told["turnover"][then].sum()), len(both)
