from dampingi.outcomes.plans.actions.aiming import aim
from dampingi.outcomes.plans.actions.allocating import adopt, ask_for_allocation, cost_out, fulfil
from dampingi.outcomes.plans.actions.coding import load_codes
from dampingi.outcomes.plans.actions.deciding import approved, bring_to_forum, returned, submit_plan
from dampingi.outcomes.plans.actions.holding import MOST_MONEY
from dampingi.outcomes.plans.actions.meeting import answer_wish, register_wish
from dampingi.outcomes.plans.actions.minuting import forum_paper, write_minutes
from dampingi.outcomes.plans.actions.opening import open_edition, open_plan, set_ceiling
from dampingi.outcomes.plans.actions.taking import take, take_points
from dampingi.outcomes.plans.actions.writing import Drafted, remove, restore, write_activity

__all__ = [
    "MOST_MONEY",
    "Drafted",
    "adopt",
    "aim",
    "answer_wish",
    "approved",
    "ask_for_allocation",
    "bring_to_forum",
    "cost_out",
    "forum_paper",
    "fulfil",
    "load_codes",
    "open_edition",
    "open_plan",
    "register_wish",
    "remove",
    "restore",
    "returned",
    "set_ceiling",
    "submit_plan",
    "take",
    "take_points",
    "write_activity",
    "write_minutes",
]
