from dampingi.records.questions.actions.answering import answer, ask_back, mark_told
from dampingi.records.questions.actions.asking import ask, say_more
from dampingi.records.questions.actions.closing import resolve, resolve_silent
from dampingi.records.questions.actions.directing import direct
from dampingi.records.questions.actions.promising import promise

__all__ = [
    "answer",
    "ask",
    "ask_back",
    "direct",
    "mark_told",
    "promise",
    "resolve",
    "resolve_silent",
    "say_more",
]
