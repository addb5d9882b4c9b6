"""Two evaluations by one instrument: the province of its own centre, the kabupaten of its own; each locked before the year's work begins."""

from dampingi.demo.centres.scene import Centres
from dampingi.demo.dice import picker
from dampingi.demo.personas import BELITUNG, CENTRE
from dampingi.insight.evaluation import actions
from dampingi.insight.evaluation.definitions import panel_criteria, shipped
from dampingi.insight.evaluation.documents import mentors_of_level
from dampingi.insight.evaluation.intake import DocumentIntake, RatingIntake
from dampingi.insight.evaluation.models import Evaluation

OFFICES = {CENTRE: "dinas-babel", BELITUNG: "dinas-belitung"}
HEADS = {CENTRE: "kepala-babel", BELITUNG: "kepala-belitung"}
PANELS = {CENTRE: ("bappeda-babel", "ekonomi-babel"), BELITUNG: ("bappeda-belitung", "adpem-belitung")}
ENDS = (9, 30)


def begin(b: Centres) -> None:
    """The province publishes the instrument; it counts for the kabupaten below as well."""
    actions.publish_instrument(by=b.persona("dinas-babel"), body=shipped()["consultant"], region=CENTRE)
    for region, office in OFFICES.items():
        b.evaluations[region] = actions.create_evaluation(
            by=b.persona(office), programme=b.programme, level="consultant", region=region, starts_on=b.year.on(2, 1),
            ends_on=b.year.on(*ENDS),
        )  # fmt: skip
        actions.lock_instrument(by=b.persona(HEADS[region]), evaluation=b.evaluations[region])


def evaluate(b: Centres) -> None:
    for region, made in b.evaluations.items():
        _freeze(b, made, OFFICES[region])
        _rate(b, made, OFFICES[region], PANELS[region])
        b.clock.set(b.year.on(10, 28))
        actions.compute(by=b.persona(OFFICES[region]), evaluation=made)


def _freeze(b: Centres, made: Evaluation, office: str) -> None:
    b.clock.set(b.year.on(10, 25))
    by = b.persona(office)
    for n, consultant in enumerate(mentors_of_level(made).order_by("field", "name")):
        rows = [
            DocumentIntake("work_plan", True, "Disahkan kepala pusat layanan."),
            DocumentIntake(
                "certificate", n != 1, "Nomor sertifikat tercatat." if n != 1 else "Masih diurus."
            ),
        ]
        actions.check_documents(by=by, evaluation=made, mentor=consultant.id, rows=rows)
    actions.freeze_evidence(by=by, evaluation=made)


def _rate(b: Centres, made: Evaluation, office: str, panel: tuple[str, ...]) -> None:
    rng, by = picker(b.seed, f"centres/panel/{made.region}"), b.persona(office)
    actions.assign_raters(by=by, evaluation=made, raters=[b.users[k] for k in panel])
    b.clock.set(b.year.on(10, 27))
    subjects = list(made.subjects.order_by("name", "id"))
    keys = [c["key"] for c in panel_criteria(made.instrument.body)]
    for key in panel:
        actions.declare_interests(by=b.persona(key), evaluation=made)
        rows = [RatingIntake(s.id, k, rng.choice((3, 4, 4, 4, 5))) for s in subjects for k in keys]
        actions.rate(by=b.persona(key), evaluation=made, rows=rows)
    actions.close_ratings(by=by, evaluation=made)
