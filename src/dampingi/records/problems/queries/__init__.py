from dampingi.records.problems.queries.agreed import (
    agreed_actions,
    agreed_of,
    one_agreed,
    own_agreed,
    people_to_ask,
)
from dampingi.records.problems.queries.reading import (
    answered_up,
    course_of,
    problem_of,
    problems,
    waiting_handing,
    waiting_here,
    with_standing,
)

__all__ = [
    "agreed_actions",
    "agreed_of",
    "answered_up",
    "course_of",
    "one_agreed",
    "own_agreed",
    "people_to_ask",
    "problem_of",
    "problems",
    "waiting_handing",
    "waiting_here",
    "with_standing",
]
