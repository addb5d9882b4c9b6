"""Sixty applicants in six periods, two intakes and some beyond the quota, by formula: the same on every machine and in every language."""

import numpy as np

from dampingi.engines.impact import NEVER, Panel


def waves() -> Panel:
    unit, t = np.arange(60), np.arange(6)
    cohort = np.where(unit % 5 < 2, 2, np.where(unit % 5 < 4, 4, NEVER)).astype(np.int64)
    since = t[None, :] - cohort[:, None]
    gain = np.where((cohort != NEVER)[:, None] & (since >= 0), 1 + 0.5 * since, 0)
    outcome = np.sin(unit * 1.7)[:, None] * 3 + 0.5 * t + np.sin(unit[:, None] * (t + 1) * 0.9) + gain
    return Panel(outcome, cohort, (unit // 5).astype(np.int64), tuple("abcdef"))


CELLS = {
    (2, 0): (-0.06263462038948064, 0.257202044810697),
    (2, 2): (0.9627963230680685, 0.25663062410840515),
    (2, 3): (1.4837630475073043, 0.266349507695238),
    (2, 4): (2.001976935102629, 0.46224948344957045),
    (2, 5): (2.58371247994333, 0.32147925637443087),
    (4, 0): (0.19127612378012437, 0.3434573202901039),
    (4, 1): (0.07159610907327596, 0.3341155275019569),
    (4, 2): (0.08516450604989156, 0.4953798966232475),
    (4, 4): (1.0929357095471257, 0.3758016361251419),
    (4, 5): (1.5500777897201858, 0.356199511082142),
}
"""(cohort, period) -> effect and standard error by unit, from csdid 0.4.3: not-yet-treated comparison, universal base, no covariates."""

SINCE = {
    -4: (0.19127612378012437, 0.3434573202901039),
    -3: (0.07159610907327596, 0.3341155275019569),
    -2: (0.01126494283020546, 0.27964617107131357),
    0: (1.027866016307597, 0.23059248157263815),
    1: (1.516920418613745, 0.22269323169637084),
    2: (2.001976935102629, 0.46224948344957045),
    3: (2.58371247994333, 0.3214792563744309),
}
"""csdid's aggregation "dynamic"."""

COHORTS = {2: (1.7580621964053331, 0.25153074120360736), 4: (1.3215067496336559, 0.3121375482222784)}
WHOLE = (1.5397844730194947, 0.22304688697586636)
"""csdid's aggregation "group": per cohort, and over all."""
