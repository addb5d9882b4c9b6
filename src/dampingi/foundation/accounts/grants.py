"""Who may do what, and how far: the one table. A line names, for a permission, the roles that hold it by how far it reaches for them.

What a partner's people may do reaches what is addressed to their partner (ADDRESSED); what a panel may, the event it is appointed to. A consultant holds what a
mentor holds: their own work and whom they accompany, whatever the region of their centre, and they check nobody.
Two words are no roles: `guide` is a mentor of a kecamatan or a city, who guides and checks the mentors below; `deputy` a mentor of a kecamatan, who reports for it where
no coordinator has an account.
"""

from dampingi.foundation.accounts.permissions import Permission, Reach, Role

P = Permission

TABLE: dict[Permission, dict[Reach, str]] = {
    P.VIEW_DASHBOARD: {Reach.REGION: "office head coordinator province inspector guide"},
    P.DEFINE_INDICATORS: {Reach.REGION: "office province"},
    P.REVIEW_INDICATORS: {Reach.REGION: "office head province"},
    P.ENTER_INDICATOR_VALUES: {Reach.REGION: "office coordinator province"},
    P.VIEW_BUSINESSES: {Reach.REGION: "office head coordinator inspector guide", Reach.CASELOAD: "mentor consultant", Reach.OWN: "participant"},
    P.EDIT_BUSINESSES: {Reach.REGION: "office"},
    P.CORRECT_BUSINESSES: {Reach.CASELOAD: "mentor consultant"},
    P.NOTE_CONSTRAINTS: {Reach.REGION: "office coordinator guide", Reach.CASELOAD: "mentor consultant"},
    P.MAP_CONSTRAINTS: {Reach.REGION: "office head coordinator inspector guide"},
    P.PLAN_HELP: {Reach.REGION: "office coordinator guide"},
    P.VERIFY_BUSINESSES: {Reach.REGION: "office coordinator inspector guide", Reach.CASELOAD: "mentor consultant"},
    P.VIEW_COOPERATIVES: {Reach.REGION: "office head coordinator inspector"},
    P.MANAGE_COOPERATIVES: {Reach.REGION: "office"},
    P.DECIDE_MEMBERSHIPS: {Reach.REGION: "office", Reach.ADDRESSED: "partner"},
    P.VIEW_CAPITAL: {Reach.REGION: "office head coordinator province inspector"},
    P.VIEW_CLINIC: {Reach.REGION: "office head coordinator inspector guide", Reach.CASELOAD: "mentor consultant"},
    P.MANAGE_CLINIC: {Reach.REGION: "office guide"},
    P.ENTER_QUESTIONS: {Reach.REGION: "office coordinator guide", Reach.CASELOAD: "mentor consultant"},
    P.ANSWER_QUESTIONS: {Reach.REGION: "office", Reach.ADDRESSED: "mentor consultant"},
    P.PROMISE_ANSWERS: {Reach.REGION: "head"},
    P.VIEW_CONTACTS: {Reach.REGION: "office coordinator guide", Reach.CASELOAD: "mentor consultant", Reach.OWN: "participant"},
    P.REVEAL_IDENTIFIERS: {Reach.REGION: "office inspector"},
    P.IMPORT_SHEETS: {Reach.REGION: "office"},
    P.MANAGE_BOUNDARIES: {Reach.REGION: "office"},
    P.MANAGE_REFERENCE_DATA: {Reach.REGION: "office"},
    P.PUBLISH_OPEN_DATA: {Reach.REGION: "office"},
    P.REVIEW_REPEATS: {Reach.REGION: "office coordinator"},
    P.MERGE_RECORDS: {Reach.REGION: "office"},
    P.VIEW_PARTICIPANTS: {Reach.REGION: "office head coordinator inspector guide", Reach.CASELOAD: "mentor consultant", Reach.OWN: "participant"},
    P.MANAGE_INTAKE: {Reach.REGION: "office"},
    P.JOIN_TRAININGS: {Reach.REGION: "office guide", Reach.CASELOAD: "mentor consultant", Reach.OWN: "participant"},
    P.VIEW_MENTORS: {Reach.REGION: "office head coordinator inspector guide", Reach.OWN: "mentor consultant"},
    P.MANAGE_MENTORS: {Reach.REGION: "office"},
    P.EXAMINE_APPLICANTS: {Reach.EVENT: "office head panel coordinator"},
    P.VIEW_VISITS: {Reach.REGION: "office head coordinator inspector guide", Reach.OWN: "mentor consultant"},
    P.RECORD_VISITS: {Reach.REGION: "guide", Reach.CASELOAD: "mentor consultant"},
    P.NOMINATE: {Reach.REGION: "coordinator guide", Reach.CASELOAD: "mentor consultant"},
    P.CHOOSE_HONOURS: {Reach.REGION: "office coordinator"},
    P.CAPTURE_IN_FIELD: {Reach.OWN: "mentor consultant"},
    P.DECIDE_CAPTURES: {Reach.REGION: "office"},
    P.REVERIFY_OUTCOMES: {Reach.REGION: "office inspector"},
    P.VIEW_MONTHLY_REPORTS: {Reach.REGION: "office head coordinator inspector guide", Reach.OWN: "mentor consultant"},
    P.DRAFT_MONTHLY_REPORTS: {Reach.OWN: "mentor consultant"},
    P.KEEP_AGENDA: {Reach.OWN: "office head mentor consultant panel coordinator partner"},
    P.SET_TARGETS: {Reach.REGION: "office coordinator"},
    P.APPROVE_TARGETS: {Reach.REGION: "head"},
    P.VIEW_MEETINGS: {Reach.REGION: "office head coordinator inspector guide"},
    P.CALL_MEETINGS: {Reach.REGION: "office coordinator guide"},
    P.VIEW_ASPIRATIONS: {Reach.REGION: "office head coordinator inspector guide"},
    P.KEEP_ASPIRATIONS: {Reach.REGION: "office coordinator guide"},
    P.ANSWER_ASPIRATIONS: {Reach.REGION: "office coordinator guide", Reach.ADDRESSED: "mentor consultant"},
    P.PUBLISH_ASPIRATIONS: {Reach.REGION: "office head"},
    P.APPROVE_MINUTES: {Reach.REGION: "office head"},
    P.VIEW_PROBLEMS: {Reach.REGION: "office head coordinator province inspector guide", Reach.OWN: "mentor consultant"},
    P.NOTE_PROBLEMS: {Reach.REGION: "office head coordinator province guide", Reach.PLACE: "mentor consultant"},
    P.DECIDE_PROBLEMS: {Reach.REGION: "office head province"},
    P.VIEW_HONORARIA: {Reach.REGION: "office head inspector", Reach.OWN: "mentor consultant"},
    P.MANAGE_HONORARIA: {Reach.REGION: "office"},
    P.CHECK_MONTHLY_REPORTS: {Reach.REGION: "office coordinator guide"},
    P.MANAGE_EVALUATION: {Reach.REGION: "office"},
    P.RATE_MENTORS: {Reach.EVENT: "panel"},
    P.VIEW_EVALUATION: {Reach.REGION: "office head inspector", Reach.OWN: "mentor consultant", Reach.EVENT: "panel"},
    P.OBJECT_TO_EVALUATION: {Reach.OWN: "mentor consultant"},
    P.ANSWER_OBJECTIONS: {Reach.REGION: "office head"},
    P.LOCK_INSTRUMENTS: {Reach.REGION: "head"},
    P.DECIDE_EVALUATION: {Reach.REGION: "office head"},
    P.SIGN_DECREES: {Reach.REGION: "head"},
    P.GIVE_VOICE: {Reach.OWN: "participant"},
    P.ISSUE_CODES: {Reach.REGION: "office"},
    P.HANDLE_COMPLAINTS: {Reach.REGION: "office"},
    P.PRINT_REPORTS: {Reach.REGION: "office head province inspector"},
    P.VIEW_ROUNDS: {Reach.REGION: "office head coordinator province inspector deputy"},
    P.HOLD_ROUNDS: {Reach.REGION: "office province"},
    P.REPORT_ROUNDS: {Reach.REGION: "office coordinator deputy"},
    P.VIEW_PLANS: {Reach.REGION: "office head coordinator inspector"},
    P.DRAFT_PLANS: {Reach.REGION: "office"},
    P.APPROVE_PLANS: {Reach.REGION: "head"},
    P.SEE_AUDIT: {Reach.REGION: "inspector"},
    P.VIEW_LOANS: {Reach.REGION: "office head coordinator inspector", Reach.CASELOAD: "mentor consultant", Reach.OWN: "participant"},
    P.ASK_FOR_LOANS: {Reach.REGION: "office", Reach.CASELOAD: "mentor consultant", Reach.OWN: "participant"},
    P.HANDLE_LOANS: {Reach.REGION: "office"},
    P.APPROVE_LOAN_SCHEMES: {Reach.REGION: "office head"},
    P.SEE_BANK_REASONS: {Reach.REGION: "office"},
    P.ANSWER_FOR_BANK: {Reach.ADDRESSED: "partner"},
    P.VIEW_PARTNERS: {Reach.REGION: "office head coordinator inspector"},
    P.MANAGE_PARTNERS: {Reach.REGION: "office"},
    P.SEE_REQUESTS: {Reach.ADDRESSED: "partner"},
    P.REVIEW_PACTS: {Reach.REGION: "office head"},
    P.VIEW_MARKETS: {Reach.REGION: "office head coordinator inspector guide"},
    P.MANAGE_MARKETS: {Reach.REGION: "office"},
    P.KEEP_MARKETS: {Reach.REGION: "office coordinator", Reach.ADDRESSED: "mentor consultant participant partner"},
    P.JOIN_MARKETS: {Reach.REGION: "office coordinator", Reach.CASELOAD: "mentor consultant", Reach.OWN: "participant"},
    P.VIEW_MONEY: {Reach.REGION: "office head inspector"},
    P.MANAGE_MONEY: {Reach.REGION: "office"},
    P.APPROVE_MONEY: {Reach.REGION: "head"},
    P.VIEW_PRODUCTS: {Reach.REGION: "office head coordinator inspector guide", Reach.CASELOAD: "mentor consultant", Reach.OWN: "participant"},
    P.KEEP_PRODUCTS: {Reach.REGION: "office", Reach.CASELOAD: "mentor consultant", Reach.OWN: "participant"},
    P.CHECK_PRODUCTS: {Reach.REGION: "office coordinator"},
    P.LABEL_PRODUCTS: {Reach.REGION: "office"},
    P.VIEW_CENTRES: {Reach.REGION: "office head coordinator inspector"},
    P.MANAGE_CENTRES: {Reach.REGION: "office"},
    P.BOOK_ROOMS: {Reach.REGION: "office", Reach.CASELOAD: "mentor consultant", Reach.OWN: "participant"},
    P.VIEW_PLACEMENTS: {Reach.REGION: "office head coordinator inspector", Reach.ADDRESSED: "partner"},
    P.KEEP_PLACEMENTS: {Reach.REGION: "office"},
    P.REPORT_PLACEMENTS: {Reach.REGION: "office", Reach.ADDRESSED: "partner"},
    P.SEE_OWN_PLACEMENTS: {Reach.OWN: "participant"},
    P.VIEW_PHOTO_JOBS: {Reach.REGION: "office head coordinator inspector", Reach.CASELOAD: "mentor consultant", Reach.OWN: "participant", Reach.ADDRESSED: "partner"},
    P.ASK_PHOTO_JOBS: {Reach.REGION: "office", Reach.CASELOAD: "mentor consultant", Reach.OWN: "participant"},
    P.DO_PHOTO_JOBS: {Reach.ADDRESSED: "partner"},
    P.VIEW_INTERVENTIONS: {Reach.REGION: "office head coordinator inspector", Reach.CASELOAD: "mentor consultant", Reach.OWN: "participant"},
    P.MANAGE_INTERVENTIONS: {Reach.REGION: "office"},
    P.NOTE_INTERVENTIONS: {Reach.REGION: "office", Reach.CASELOAD: "mentor consultant", Reach.OWN: "participant"},
    P.CHECK_INTERVENTIONS: {Reach.REGION: "office coordinator", Reach.CASELOAD: "mentor consultant"},
    P.VIEW_EQUIPMENT: {Reach.REGION: "office head coordinator inspector guide", Reach.CASELOAD: "mentor consultant", Reach.OWN: "participant"},
    P.NOTE_EQUIPMENT: {Reach.REGION: "office", Reach.CASELOAD: "mentor consultant", Reach.OWN: "participant"},
    P.MANAGE_EQUIPMENT: {Reach.REGION: "office"},
    P.APPROVE_EQUIPMENT: {Reach.REGION: "office head"},
    P.CHECK_EQUIPMENT: {Reach.REGION: "office coordinator guide", Reach.CASELOAD: "mentor consultant"},
    P.VIEW_GRANTS: {Reach.REGION: "office head inspector", Reach.CASELOAD: "mentor consultant", Reach.OWN: "participant"},
    P.MANAGE_GRANTS: {Reach.REGION: "office"},
    P.APPROVE_GRANTS: {Reach.REGION: "office head"},
    P.REPORT_GRANTS: {Reach.REGION: "office", Reach.CASELOAD: "mentor consultant", Reach.OWN: "participant"},
    P.GIVE_LABELS: {Reach.ADDRESSED: "partner"},
    P.PUBLISH_LAKE: {Reach.REGION: "office"},
    P.VIEW_LAKE: {Reach.REGION: "office head province inspector"},
}  # fmt: skip


def _held(word: str) -> dict[Permission, Reach]:
    return {p: reach for p, held in TABLE.items() for reach, words in held.items() if word in words.split()}


GRANTS: dict[Role, dict[Permission, Reach]] = {role: _held(role) for role in Role}
_GUIDE, _DEPUTY = _held("guide"), _held("deputy")


def grants(role: Role, depth: int) -> dict[Permission, Reach]:
    """The permissions of a role whose assignment names a region of that depth."""
    if role is Role.MENTOR and depth == 3:
        return GRANTS[role] | _GUIDE | _DEPUTY
    if role is Role.MENTOR and depth < 3:
        return GRANTS[role] | _GUIDE
    return GRANTS[role]
