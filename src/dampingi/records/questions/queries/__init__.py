from dampingi.records.questions.queries.candidates import Candidate, candidates, proposed_field
from dampingi.records.questions.queries.promises import editions, promise_in_force
from dampingi.records.questions.queries.reading import (
    file_of,
    own_questions,
    participants_to_ask_for,
    question_of,
    questions,
    questions_to_speak_in,
    story,
    waiting_for_me,
)

__all__ = [
    "Candidate",
    "candidates",
    "editions",
    "file_of",
    "own_questions",
    "participants_to_ask_for",
    "promise_in_force",
    "proposed_field",
    "question_of",
    "questions",
    "questions_to_speak_in",
    "story",
    "waiting_for_me",
]
