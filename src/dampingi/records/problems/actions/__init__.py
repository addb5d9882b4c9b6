from dampingi.records.problems.actions.agreeing import agree, drop, finish, postpone
from dampingi.records.problems.actions.closing import archive, close, reopen, restore
from dampingi.records.problems.actions.handing import answer, hand_up
from dampingi.records.problems.actions.listing import propose_list
from dampingi.records.problems.actions.noting import add_note, change_authority, edit_problem, note_problem
from dampingi.records.problems.actions.reminding import remind_owners
from dampingi.records.problems.actions.ruling import rule

__all__ = [
    "add_note",
    "agree",
    "answer",
    "archive",
    "change_authority",
    "close",
    "drop",
    "edit_problem",
    "finish",
    "hand_up",
    "note_problem",
    "postpone",
    "propose_list",
    "remind_owners",
    "reopen",
    "restore",
    "rule",
]
