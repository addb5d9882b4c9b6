from dampingi.pages.constraints.views.help import help_plan
from dampingi.pages.constraints.views.map import constraint_map, held_back
from dampingi.pages.constraints.views.one import constraint, note, reopen, resolve, weigh

__all__ = ["constraint", "constraint_map", "held_back", "help_plan", "note", "reopen", "resolve", "weigh"]
