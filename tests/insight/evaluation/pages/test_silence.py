"""How many of a mentor's participants raised their voice, on their page and in the result."""

from dampingi.insight.evaluation.definitions import shipped
from dampingi.insight.evaluation.models import FrozenEvidence, Result
from dampingi.insight.evaluation.queries import evidence_about
from dampingi.insight.evaluation.words import silence

Kind = FrozenEvidence.Kind


def voice_of(result: Result) -> dict:
    return next(d for d in result.body["dimensions"] if d["key"] == "voice")


def test_a_mentor_reads_how_many_of_their_participants_raised_their_voice(office, page):
    made = office.computed()
    seen = 0
    for found in made.results.select_related("subject__mentor"):
        part = voice_of(found)
        voices = evidence_about(made.evaluation, found.subject, Kind.VOICE).count()
        people = evidence_about(made.evaluation, found.subject, Kind.PARTICIPANT).count()
        assert (part["evidence"], part["asked"]) == (voices, max(voices, people))  # who answered was asked
        if 0 < voices < people:
            seen += 1
            text = page("office", "evaluation_result", made.evaluation_id, found.subject_id).content.decode()
            assert f"suara {voices} dari {people} peserta" in text
    assert seen


def test_what_is_not_asked_of_people_has_no_number_of_asked(office):
    for found in office.computed().results.all():
        assert {d["asked"] for d in found.body["dimensions"] if d["key"] != "voice"} == {None}


def test_a_result_of_an_earlier_edition_says_the_answers_alone(office, page):
    made = office.computed()
    found = next(r for r in made.results.all() if voice_of(r)["evidence"])
    body = found.body
    for part in body["dimensions"]:
        del part["asked"]
    Result.objects.filter(id=found.id).delete()
    kept = Result.objects.create(computation=made, subject=found.subject, body=body, hash=found.hash)
    answer = page("office", "evaluation_result", made.evaluation_id, kept.subject_id)
    assert answer.status_code == 200
    assert f"dari {voice_of(kept)['evidence']} peserta" in answer.content.decode()


def test_many_who_keep_silent_are_said_before_anyone_compares(office, page):
    made = office.computed()
    silent = [r for r in made.results.all() if 2 * voice_of(r)["evidence"] < voice_of(r)["asked"]]
    text = page("head", "evaluation_results", made.evaluation_id).content.decode()
    assert ("Yang diam dapat berpendapat lain" in text) == bool(silent)


def test_the_rule_is_published_with_the_others(office, page):
    made = office.computed()
    text = page("mentor0", "evaluation", made.evaluation_id).content.decode()
    assert "makin banyak yang diam, makin lebar selangnya" in text
    assert all(
        body["rules"]["nonresponse"] == 0.5 for level, body in shipped().items() if level != "consultant"
    )


def test_an_instrument_without_the_rule_says_nothing_of_it():
    assert silence({}) == []
