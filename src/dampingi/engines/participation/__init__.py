"""Early warning of stopping to take part: a small regression that says how sure it is, why, for whom it errs, and when not to be used."""

from .calibrating import Scaling, out_of_fold, scaled
from .explaining import Part, parts
from .fairness import GroupResult, by_group
from .fitting import Fit, fit, probability
from .measuring import Bin, Interval, auc, brier, calibration_error, reliability, resampled, wilson
from .rhythm import (
    FEATURES,
    SETTLED,
    Rhythm,
    Standing,
    at_risk,
    gathered,
    returned,
    silent,
    standing,
    stopped,
)
from .snapshots import Rules, Snapshots
from .trying import (
    NO_BETTER_THAN_ALONE,
    NO_BETTER_THAN_BASE,
    NO_TIME,
    OFF,
    TOO_FEW_TEST,
    TOO_FEW_TRAIN,
    Measures,
    Model,
    Split,
    Trial,
    fitted,
    split,
    trial,
)

EDITION = 1
"""Goes up whenever the same input would give other digits; stored with every model."""

__all__ = [
    "EDITION",
    "FEATURES",
    "NO_BETTER_THAN_ALONE",
    "NO_BETTER_THAN_BASE",
    "NO_TIME",
    "OFF",
    "SETTLED",
    "TOO_FEW_TEST",
    "TOO_FEW_TRAIN",
    "Bin",
    "Fit",
    "GroupResult",
    "Interval",
    "Measures",
    "Model",
    "Part",
    "Rhythm",
    "Rules",
    "Scaling",
    "Snapshots",
    "Split",
    "Standing",
    "Trial",
    "at_risk",
    "auc",
    "brier",
    "by_group",
    "calibration_error",
    "fit",
    "fitted",
    "gathered",
    "out_of_fold",
    "parts",
    "probability",
    "reliability",
    "resampled",
    "returned",
    "scaled",
    "silent",
    "split",
    "standing",
    "stopped",
    "trial",
    "wilson",
]
