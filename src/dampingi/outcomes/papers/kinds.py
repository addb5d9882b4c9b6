"""How each kind of paper is set and numbered. What it says, and when there is one, stands in the module of its subject."""

from dataclasses import dataclass

from dampingi.outcomes.papers.models import Paper

Kind = Paper.Kind


@dataclass(frozen=True)
class Look:
    template: str
    series: str = ""
    """What stands in its number between count and year; without one it has no number of ours."""


LOOKS = {
    Kind.MONTHLY_REPORT: Look("monthly_report.typ"),
    Kind.ASSIGNMENT: Look("assignment.typ", "ST-PENDAMPING"),
    Kind.CERTIFICATE: Look("certificate.typ", "TOT-PENDAMPING"),
    Kind.TRAINING: Look("certificate.typ", "SERTIFIKAT-PELATIHAN"),
    Kind.AGREEMENT: Look("agreement.typ", "PK-PENDAMPING"),
    Kind.HONOUR: Look("honour.typ", "PIAGAM-WUB"),
    Kind.INSTRUMENT: Look("instrument.typ", "INSTRUMEN-EVALUASI"),
    Kind.PANEL: Look("panel.typ", "SK-TIM-PENILAI"),
    Kind.HEARING: Look("hearing.typ", "BA-PRESENTASI"),
    Kind.MINUTES: Look("minutes.typ", "BA-EVALUASI"),
    Kind.DECREE: Look("decree.typ", "SK-PENDAMPING"),
    Kind.DECISION: Look("decision.typ", "KEP-PENDAMPING"),
    Kind.INVITATION: Look("invitation.typ", "UNDANGAN"),
    Kind.NOTES: Look("notes.typ", "NOTULEN"),
    Kind.CLOSING: Look("closing.typ", "BA-PENUTUPAN"),
    Kind.ROUND: Look("round_minutes.typ", "BA-PEMANTAUAN"),
    Kind.PILOTS: Look("pilot_decree.typ", "SK-KOPERASI"),
    Kind.FORUM: Look("forum.typ", "BA-FORUM-PD"),
    Kind.PACT: Look("pact.typ"),
    Kind.LOAN_DECREE: Look("loan_decree.typ"),
    Kind.LOAN_EXTRACT: Look("loan_decree.typ"),
    Kind.RECONCILIATION: Look("reconciliation.typ", "BA-REKONSILIASI"),
    Kind.EQUIPMENT_DECREE: Look("equipment_decree.typ", "SK-BANTUAN-ALAT"),
    Kind.EQUIPMENT_HANDOVER: Look("equipment_handover.typ", "BAST-ALAT"),
    Kind.GRANT_AGREEMENT: Look("grant_agreement.typ"),
}
