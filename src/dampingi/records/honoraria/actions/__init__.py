from dampingi.records.honoraria.actions.accounts import (
    check_account,
    refuse_account,
    reveal_account,
    set_account,
)
from dampingi.records.honoraria.actions.drafting import (
    draft_honorarium,
    draft_missing,
    recompute,
    stop_honorarium,
)
from dampingi.records.honoraria.actions.editions import publish_rates, publish_tax
from dampingi.records.honoraria.actions.paying import check_many, pay, return_honorarium

__all__ = [
    "check_account",
    "check_many",
    "draft_honorarium",
    "draft_missing",
    "pay",
    "publish_rates",
    "publish_tax",
    "recompute",
    "refuse_account",
    "return_honorarium",
    "reveal_account",
    "set_account",
    "stop_honorarium",
]
