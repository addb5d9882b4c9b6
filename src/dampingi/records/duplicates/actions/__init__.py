from dampingi.records.duplicates.actions.certain import merge_certain, set_certainty, undo_batch
from dampingi.records.duplicates.actions.judge import judge, merge_pair, pair_up, part
from dampingi.records.duplicates.actions.merge import merge_businesses, merge_persons
from dampingi.records.duplicates.actions.search import ask_for_search, carry_out, search_now
from dampingi.records.duplicates.actions.unmerge import unmerge
from dampingi.records.duplicates.actions.versions import choose_version, learn_from_verdicts

__all__ = [
    "ask_for_search",
    "carry_out",
    "choose_version",
    "judge",
    "learn_from_verdicts",
    "merge_businesses",
    "merge_certain",
    "merge_pair",
    "merge_persons",
    "pair_up",
    "part",
    "search_now",
    "set_certainty",
    "undo_batch",
    "unmerge",
]
