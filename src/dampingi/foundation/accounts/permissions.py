"""Who may do what, in this one place: permissions, roles that list them, and how far each reaches."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    VIEW_DASHBOARD = "view_dashboard"
    DEFINE_INDICATORS = "define_indicators"
    REVIEW_INDICATORS = "review_indicators"
    ENTER_INDICATOR_VALUES = "enter_indicator_values"
    VIEW_BUSINESSES = "view_businesses"
    EDIT_BUSINESSES = "edit_businesses"
    CORRECT_BUSINESSES = "correct_businesses"
    NOTE_CONSTRAINTS = "note_constraints"
    MAP_CONSTRAINTS = "map_constraints"
    PLAN_HELP = "plan_help"
    VERIFY_BUSINESSES = "verify_businesses"
    VIEW_COOPERATIVES = "view_cooperatives"
    MANAGE_COOPERATIVES = "manage_cooperatives"
    DECIDE_MEMBERSHIPS = "decide_memberships"
    VIEW_CAPITAL = "view_capital"
    VIEW_CLINIC = "view_clinic"
    MANAGE_CLINIC = "manage_clinic"
    ENTER_QUESTIONS = "enter_questions"
    ANSWER_QUESTIONS = "answer_questions"
    PROMISE_ANSWERS = "promise_answers"
    VIEW_CONTACTS = "view_contacts"
    REVEAL_IDENTIFIERS = "reveal_identifiers"
    IMPORT_SHEETS = "import_sheets"
    MANAGE_BOUNDARIES = "manage_boundaries"
    MANAGE_REFERENCE_DATA = "manage_reference_data"
    PUBLISH_OPEN_DATA = "publish_open_data"
    REVIEW_REPEATS = "review_repeats"
    MERGE_RECORDS = "merge_records"
    VIEW_PARTICIPANTS = "view_participants"
    MANAGE_INTAKE = "manage_intake"
    JOIN_TRAININGS = "join_trainings"
    VIEW_MENTORS = "view_mentors"
    MANAGE_MENTORS = "manage_mentors"
    EXAMINE_APPLICANTS = "examine_applicants"
    VIEW_VISITS = "view_visits"
    RECORD_VISITS = "record_visits"
    NOMINATE = "nominate"
    CHOOSE_HONOURS = "choose_honours"
    CAPTURE_IN_FIELD = "capture_in_field"
    DECIDE_CAPTURES = "decide_captures"
    REVERIFY_OUTCOMES = "reverify_outcomes"
    VIEW_MONTHLY_REPORTS = "view_monthly_reports"
    DRAFT_MONTHLY_REPORTS = "draft_monthly_reports"
    KEEP_AGENDA = "keep_agenda"
    SET_TARGETS = "set_targets"
    APPROVE_TARGETS = "approve_targets"
    VIEW_MEETINGS = "view_meetings"
    CALL_MEETINGS = "call_meetings"
    VIEW_ASPIRATIONS = "view_aspirations"
    KEEP_ASPIRATIONS = "keep_aspirations"
    ANSWER_ASPIRATIONS = "answer_aspirations"
    PUBLISH_ASPIRATIONS = "publish_aspirations"
    APPROVE_MINUTES = "approve_minutes"
    VIEW_PROBLEMS = "view_problems"
    NOTE_PROBLEMS = "note_problems"
    DECIDE_PROBLEMS = "decide_problems"
    VIEW_HONORARIA = "view_honoraria"
    MANAGE_HONORARIA = "manage_honoraria"
    CHECK_MONTHLY_REPORTS = "check_monthly_reports"
    MANAGE_EVALUATION = "manage_evaluation"
    RATE_MENTORS = "rate_mentors"
    VIEW_EVALUATION = "view_evaluation"
    OBJECT_TO_EVALUATION = "object_to_evaluation"
    ANSWER_OBJECTIONS = "answer_objections"
    LOCK_INSTRUMENTS = "lock_instruments"
    DECIDE_EVALUATION = "decide_evaluation"
    SIGN_DECREES = "sign_decrees"
    GIVE_VOICE = "give_voice"
    ISSUE_CODES = "issue_codes"
    HANDLE_COMPLAINTS = "handle_complaints"
    PRINT_REPORTS = "print_reports"
    VIEW_ROUNDS = "view_rounds"
    HOLD_ROUNDS = "hold_rounds"
    REPORT_ROUNDS = "report_rounds"
    VIEW_PLANS = "view_plans"
    DRAFT_PLANS = "draft_plans"
    APPROVE_PLANS = "approve_plans"
    SEE_AUDIT = "see_audit"
    VIEW_LOANS = "view_loans"
    ASK_FOR_LOANS = "ask_for_loans"
    HANDLE_LOANS = "handle_loans"
    APPROVE_LOAN_SCHEMES = "approve_loan_schemes"
    SEE_BANK_REASONS = "see_bank_reasons"
    ANSWER_FOR_BANK = "answer_for_bank"
    VIEW_PARTNERS = "view_partners"
    MANAGE_PARTNERS = "manage_partners"
    SEE_REQUESTS = "see_requests"
    REVIEW_PACTS = "review_pacts"
    VIEW_MARKETS = "view_markets"
    MANAGE_MARKETS = "manage_markets"
    KEEP_MARKETS = "keep_markets"
    JOIN_MARKETS = "join_markets"
    VIEW_MONEY = "view_money"
    MANAGE_MONEY = "manage_money"
    APPROVE_MONEY = "approve_money"
    VIEW_PRODUCTS = "view_products"
    KEEP_PRODUCTS = "keep_products"
    CHECK_PRODUCTS = "check_products"
    LABEL_PRODUCTS = "label_products"
    VIEW_CENTRES = "view_centres"
    MANAGE_CENTRES = "manage_centres"
    BOOK_ROOMS = "book_rooms"
    VIEW_PLACEMENTS = "view_placements"
    KEEP_PLACEMENTS = "keep_placements"
    REPORT_PLACEMENTS = "report_placements"
    SEE_OWN_PLACEMENTS = "see_own_placements"
    VIEW_PHOTO_JOBS = "view_photo_jobs"
    ASK_PHOTO_JOBS = "ask_photo_jobs"
    DO_PHOTO_JOBS = "do_photo_jobs"
    VIEW_INTERVENTIONS = "view_interventions"
    MANAGE_INTERVENTIONS = "manage_interventions"
    NOTE_INTERVENTIONS = "note_interventions"
    CHECK_INTERVENTIONS = "check_interventions"
    VIEW_EQUIPMENT = "view_equipment"
    NOTE_EQUIPMENT = "note_equipment"
    MANAGE_EQUIPMENT = "manage_equipment"
    APPROVE_EQUIPMENT = "approve_equipment"
    CHECK_EQUIPMENT = "check_equipment"
    VIEW_GRANTS = "view_grants"
    MANAGE_GRANTS = "manage_grants"
    APPROVE_GRANTS = "approve_grants"
    REPORT_GRANTS = "report_grants"
    GIVE_LABELS = "give_labels"


class Reach(StrEnum):
    """How far a permission goes for a role."""

    REGION = "region"  # everything inside the assignment's region and programme
    PLACE = "place"  # says something about the region one works in; reaches no rows
    CASELOAD = "caseload"  # the participants one mentors today
    OWN = "own"  # what is about oneself
    ADDRESSED = "addressed"  # what one was asked to see to
    EVENT = "event"  # the evaluation event one is appointed to


class Role(StrEnum):
    OFFICE = "office"
    HEAD = "head"
    MENTOR = "mentor"
    CONSULTANT = "consultant"
    PARTICIPANT = "participant"
    PANEL = "panel"
    COORDINATOR = "coordinator"
    PROVINCE = "province"
    PARTNER = "partner"
    INSPECTOR = "inspector"


ROLE_NAMES = {
    Role.OFFICE: _("Penyelenggara"),
    Role.HEAD: _("Kepala dinas"),
    Role.MENTOR: _("Pendamping"),
    Role.CONSULTANT: _("Konsultan pusat layanan"),
    Role.PARTICIPANT: _("Peserta"),
    Role.PANEL: _("Tim penilai"),
    Role.COORDINATOR: _("Koordinator wilayah"),
    Role.PROVINCE: _("Provinsi"),
    Role.PARTNER: _("Mitra"),
    Role.INSPECTOR: _("Inspektorat"),
}

P = Permission

_LOOK = (
    P.VIEW_DASHBOARD,
    P.VIEW_BUSINESSES,
    P.VIEW_PARTICIPANTS,
    P.VIEW_MENTORS,
    P.VIEW_VISITS,
    P.VIEW_MONTHLY_REPORTS,
    P.MAP_CONSTRAINTS,
    P.VIEW_CLINIC,
    P.VIEW_COOPERATIVES,
    P.VIEW_MEETINGS,
    P.VIEW_ASPIRATIONS,
    P.VIEW_PROBLEMS,
)

_EXAMINES = {P.EXAMINE_APPLICANTS: Reach.EVENT}
"""Only where they are named as examiners."""
_OWN_TIME = {P.KEEP_AGENDA: Reach.OWN}
"""Whoever is asked to meetings has times of their own."""

GRANTS: dict[Role, dict[Permission, Reach]] = {
    Role.OFFICE: dict.fromkeys(
        (
            *_LOOK,
            P.EDIT_BUSINESSES,
            P.NOTE_CONSTRAINTS,
            P.PLAN_HELP,
            P.VERIFY_BUSINESSES,
            P.MANAGE_CLINIC,
            P.ENTER_QUESTIONS,
            P.ANSWER_QUESTIONS,
            P.CALL_MEETINGS,
            P.KEEP_ASPIRATIONS,
            P.ANSWER_ASPIRATIONS,
            P.NOTE_PROBLEMS,
            P.DECIDE_PROBLEMS,
            P.PUBLISH_ASPIRATIONS,
            P.APPROVE_MINUTES,
            P.MANAGE_COOPERATIVES,
            P.VIEW_CONTACTS,
            P.REVEAL_IDENTIFIERS,
            P.IMPORT_SHEETS,
            P.MANAGE_BOUNDARIES,
            P.MANAGE_REFERENCE_DATA,
            P.PUBLISH_OPEN_DATA,
            P.REVIEW_REPEATS,
            P.MERGE_RECORDS,
            P.MANAGE_INTAKE,
            P.SET_TARGETS,
            P.JOIN_TRAININGS,
            P.ISSUE_CODES,
            P.HANDLE_COMPLAINTS,
            P.MANAGE_MENTORS,
            P.DECIDE_CAPTURES,
            P.REVERIFY_OUTCOMES,
            P.CHECK_MONTHLY_REPORTS,
            P.VIEW_HONORARIA,
            P.MANAGE_HONORARIA,
            P.CHOOSE_HONOURS,
            P.MANAGE_EVALUATION,
            P.VIEW_EVALUATION,
            P.ANSWER_OBJECTIONS,
            P.DECIDE_EVALUATION,
            P.PRINT_REPORTS,
            P.VIEW_PLANS,
            P.DRAFT_PLANS,
            P.VIEW_ROUNDS,
            P.HOLD_ROUNDS,
            P.REPORT_ROUNDS,
        ),
        Reach.REGION,
    )
    | _EXAMINES
    | _OWN_TIME,
    Role.HEAD: dict.fromkeys(
        (
            *_LOOK,
            P.PROMISE_ANSWERS,
            P.NOTE_PROBLEMS,
            P.DECIDE_PROBLEMS,
            P.PUBLISH_ASPIRATIONS,
            P.VIEW_HONORARIA,
            P.VIEW_EVALUATION,
            P.LOCK_INSTRUMENTS,
            P.APPROVE_TARGETS,
            P.APPROVE_MINUTES,
            P.ANSWER_OBJECTIONS,
            P.DECIDE_EVALUATION,
            P.SIGN_DECREES,
            P.PRINT_REPORTS,
            P.VIEW_PLANS,
            P.APPROVE_PLANS,
            P.VIEW_ROUNDS,
        ),
        Reach.REGION,
    )
    | _EXAMINES
    | _OWN_TIME,
    Role.MENTOR: {
        P.VIEW_BUSINESSES: Reach.CASELOAD,
        P.CORRECT_BUSINESSES: Reach.CASELOAD,
        P.VIEW_PARTICIPANTS: Reach.CASELOAD,
        P.JOIN_TRAININGS: Reach.CASELOAD,
        P.VIEW_CONTACTS: Reach.CASELOAD,
        P.VERIFY_BUSINESSES: Reach.CASELOAD,
        P.RECORD_VISITS: Reach.CASELOAD,
        P.NOMINATE: Reach.CASELOAD,
        P.CAPTURE_IN_FIELD: Reach.OWN,
        P.NOTE_CONSTRAINTS: Reach.CASELOAD,
        P.VIEW_CLINIC: Reach.CASELOAD,
        P.ENTER_QUESTIONS: Reach.CASELOAD,
        P.ANSWER_QUESTIONS: Reach.ADDRESSED,
        P.ANSWER_ASPIRATIONS: Reach.ADDRESSED,
        P.VIEW_VISITS: Reach.OWN,
        P.VIEW_MENTORS: Reach.OWN,
        P.VIEW_MONTHLY_REPORTS: Reach.OWN,
        P.DRAFT_MONTHLY_REPORTS: Reach.OWN,
        P.KEEP_AGENDA: Reach.OWN,
        P.VIEW_PROBLEMS: Reach.OWN,
        P.NOTE_PROBLEMS: Reach.PLACE,
        P.VIEW_HONORARIA: Reach.OWN,
        P.VIEW_EVALUATION: Reach.OWN,
        P.OBJECT_TO_EVALUATION: Reach.OWN,
    },
    Role.COORDINATOR: dict.fromkeys(
        (
            *_LOOK,
            P.VIEW_CONTACTS,
            P.VERIFY_BUSINESSES,
            P.NOTE_CONSTRAINTS,
            P.PLAN_HELP,
            P.ENTER_QUESTIONS,
            P.REVIEW_REPEATS,
            P.CHECK_MONTHLY_REPORTS,
            P.NOMINATE,
            P.CHOOSE_HONOURS,
            P.SET_TARGETS,
            P.CALL_MEETINGS,
            P.KEEP_ASPIRATIONS,
            P.ANSWER_ASPIRATIONS,
            P.VIEW_PLANS,
            P.NOTE_PROBLEMS,
            P.VIEW_ROUNDS,
            P.REPORT_ROUNDS,
        ),
        Reach.REGION,
    )
    | _EXAMINES
    | _OWN_TIME,
    Role.PARTICIPANT: {
        P.VIEW_PARTICIPANTS: Reach.OWN,
        P.JOIN_TRAININGS: Reach.OWN,
        P.VIEW_BUSINESSES: Reach.OWN,
        P.VIEW_CONTACTS: Reach.OWN,
        P.GIVE_VOICE: Reach.OWN,
    },
    Role.PANEL: {P.RATE_MENTORS: Reach.EVENT, P.VIEW_EVALUATION: Reach.EVENT} | _EXAMINES | _OWN_TIME,
    Role.PROVINCE: dict.fromkeys(
        (
            P.VIEW_DASHBOARD,
            P.PRINT_REPORTS,
            P.VIEW_PROBLEMS,
            P.NOTE_PROBLEMS,
            P.DECIDE_PROBLEMS,
            P.VIEW_ROUNDS,
            P.HOLD_ROUNDS,
        ),
        Reach.REGION,
    ),
    Role.PARTNER: _OWN_TIME,
    Role.INSPECTOR: dict.fromkeys(
        (
            *_LOOK,
            P.VERIFY_BUSINESSES,
            P.REVERIFY_OUTCOMES,
            P.REVEAL_IDENTIFIERS,
            P.VIEW_HONORARIA,
            P.VIEW_EVALUATION,
            P.PRINT_REPORTS,
            P.SEE_AUDIT,
            P.VIEW_PLANS,
            P.VIEW_ROUNDS,
        ),
        Reach.REGION,
    ),
}

GRANTS[Role.CONSULTANT] = GRANTS[Role.MENTOR]
"""Their own work and whom they accompany, whatever the region of their centre: they check nobody."""

GRANTS[Role.OFFICE] |= dict.fromkeys(
    (P.DEFINE_INDICATORS, P.REVIEW_INDICATORS, P.ENTER_INDICATOR_VALUES), Reach.REGION
)
GRANTS[Role.PROVINCE] |= dict.fromkeys(
    (P.DEFINE_INDICATORS, P.REVIEW_INDICATORS, P.ENTER_INDICATOR_VALUES), Reach.REGION
)
GRANTS[Role.HEAD] |= {P.REVIEW_INDICATORS: Reach.REGION}
GRANTS[Role.COORDINATOR] |= {P.ENTER_INDICATOR_VALUES: Reach.REGION}

for _role in (Role.OFFICE, Role.HEAD, Role.COORDINATOR, Role.INSPECTOR):
    GRANTS[_role] |= {P.VIEW_LOANS: Reach.REGION}
GRANTS[Role.OFFICE] |= dict.fromkeys(
    (P.ASK_FOR_LOANS, P.HANDLE_LOANS, P.APPROVE_LOAN_SCHEMES, P.SEE_BANK_REASONS), Reach.REGION
)
GRANTS[Role.HEAD] |= {P.APPROVE_LOAN_SCHEMES: Reach.REGION}
GRANTS[Role.MENTOR] |= dict.fromkeys((P.VIEW_LOANS, P.ASK_FOR_LOANS), Reach.CASELOAD)
GRANTS[Role.PARTICIPANT] |= dict.fromkeys((P.VIEW_LOANS, P.ASK_FOR_LOANS), Reach.OWN)
GRANTS[Role.PARTNER] = GRANTS[Role.PARTNER] | {P.ANSWER_FOR_BANK: Reach.ADDRESSED}
"""Of loans the bank's people see what is addressed to their bank, and nobody but the office what the bank said of a refusal."""

for _role in (Role.OFFICE, Role.HEAD, Role.COORDINATOR, Role.INSPECTOR):
    GRANTS[_role] |= {P.VIEW_PARTNERS: Reach.REGION}
GRANTS[Role.OFFICE] |= {P.MANAGE_PARTNERS: Reach.REGION, P.REVIEW_PACTS: Reach.REGION}
GRANTS[Role.HEAD] |= {P.REVIEW_PACTS: Reach.REGION}
GRANTS[Role.PARTNER] = GRANTS[Role.PARTNER] | {P.SEE_REQUESTS: Reach.ADDRESSED}
"""What is addressed to their partner; what they may do about it is said by each kind of request."""

for _role in (Role.OFFICE, Role.HEAD, Role.INSPECTOR):
    GRANTS[_role] |= {P.VIEW_MONEY: Reach.REGION}
GRANTS[Role.OFFICE] |= {P.MANAGE_MONEY: Reach.REGION}
GRANTS[Role.HEAD] |= {P.APPROVE_MONEY: Reach.REGION}
for _role in (Role.OFFICE, Role.HEAD, Role.COORDINATOR, Role.INSPECTOR):
    GRANTS[_role] |= {P.VIEW_PRODUCTS: Reach.REGION}
GRANTS[Role.OFFICE] |= dict.fromkeys((P.KEEP_PRODUCTS, P.CHECK_PRODUCTS, P.LABEL_PRODUCTS), Reach.REGION)
GRANTS[Role.COORDINATOR] |= {P.CHECK_PRODUCTS: Reach.REGION}
GRANTS[Role.MENTOR] |= dict.fromkeys((P.VIEW_PRODUCTS, P.KEEP_PRODUCTS), Reach.CASELOAD)
GRANTS[Role.PARTICIPANT] |= dict.fromkeys((P.VIEW_PRODUCTS, P.KEEP_PRODUCTS), Reach.OWN)
for _role in (Role.OFFICE, Role.HEAD, Role.COORDINATOR, Role.INSPECTOR):
    GRANTS[_role] |= dict.fromkeys((P.VIEW_PLACEMENTS, P.VIEW_PHOTO_JOBS), Reach.REGION)
GRANTS[Role.OFFICE] |= dict.fromkeys((P.KEEP_PLACEMENTS, P.REPORT_PLACEMENTS, P.ASK_PHOTO_JOBS), Reach.REGION)
GRANTS[Role.MENTOR] |= dict.fromkeys((P.VIEW_PHOTO_JOBS, P.ASK_PHOTO_JOBS), Reach.CASELOAD)
GRANTS[Role.PARTICIPANT] |= dict.fromkeys(
    (P.SEE_OWN_PLACEMENTS, P.VIEW_PHOTO_JOBS, P.ASK_PHOTO_JOBS), Reach.OWN
)
GRANTS[Role.PARTNER] = GRANTS[Role.PARTNER] | dict.fromkeys(
    (P.VIEW_PLACEMENTS, P.REPORT_PLACEMENTS, P.VIEW_PHOTO_JOBS, P.DO_PHOTO_JOBS), Reach.ADDRESSED
)
GRANTS[Role.OFFICE] |= {P.DECIDE_MEMBERSHIPS: Reach.REGION}
GRANTS[Role.PARTNER] = GRANTS[Role.PARTNER] | {P.DECIDE_MEMBERSHIPS: Reach.ADDRESSED}
"""Of the cooperative they manage; the office decides on behalf of one whose people do not log in."""
for _role in (Role.OFFICE, Role.HEAD, Role.COORDINATOR, Role.INSPECTOR, Role.PROVINCE):
    GRANTS[_role] |= {P.VIEW_CAPITAL: Reach.REGION}

CHECKING_MENTOR: dict[Permission, Reach] = {
    P.VIEW_DASHBOARD: Reach.REGION,
    P.VIEW_MENTORS: Reach.REGION,
    P.VIEW_VISITS: Reach.REGION,
    P.VIEW_PARTICIPANTS: Reach.REGION,
    P.JOIN_TRAININGS: Reach.REGION,
    P.VIEW_BUSINESSES: Reach.REGION,
    P.VIEW_CONTACTS: Reach.REGION,
    P.VERIFY_BUSINESSES: Reach.REGION,
    P.RECORD_VISITS: Reach.REGION,
    P.NOMINATE: Reach.REGION,
    P.NOTE_CONSTRAINTS: Reach.REGION,
    P.MAP_CONSTRAINTS: Reach.REGION,
    P.PLAN_HELP: Reach.REGION,
    P.VIEW_CLINIC: Reach.REGION,
    P.MANAGE_CLINIC: Reach.REGION,
    P.ENTER_QUESTIONS: Reach.REGION,
    P.VIEW_MEETINGS: Reach.REGION,
    P.CALL_MEETINGS: Reach.REGION,
    P.VIEW_ASPIRATIONS: Reach.REGION,
    P.KEEP_ASPIRATIONS: Reach.REGION,
    P.ANSWER_ASPIRATIONS: Reach.REGION,
    P.VIEW_PROBLEMS: Reach.REGION,
    P.NOTE_PROBLEMS: Reach.REGION,
    P.VIEW_MONTHLY_REPORTS: Reach.REGION,
    P.CHECK_MONTHLY_REPORTS: Reach.REGION,
    P.VIEW_PRODUCTS: Reach.REGION,
}
"""What a mentor of a kecamatan or a city may do besides: they guide and check the mentors below them."""

REPORTING_MENTOR: dict[Permission, Reach] = {P.VIEW_ROUNDS: Reach.REGION, P.REPORT_ROUNDS: Reach.REGION}
"""What a mentor of a kecamatan may do besides: where no coordinator has an account, they report for it."""

CHECKING_MENTOR[P.VIEW_MARKETS] = Reach.REGION
_MARKETS: dict[Role, dict[Permission, Reach]] = {
    Role.OFFICE: dict.fromkeys((P.VIEW_MARKETS, P.MANAGE_MARKETS, P.KEEP_MARKETS, P.JOIN_MARKETS), Reach.REGION),
    Role.HEAD: {P.VIEW_MARKETS: Reach.REGION},
    Role.COORDINATOR: dict.fromkeys((P.VIEW_MARKETS, P.KEEP_MARKETS, P.JOIN_MARKETS), Reach.REGION),
    Role.INSPECTOR: {P.VIEW_MARKETS: Reach.REGION},
    Role.MENTOR: {P.JOIN_MARKETS: Reach.CASELOAD, P.KEEP_MARKETS: Reach.ADDRESSED},
    Role.PARTICIPANT: {P.JOIN_MARKETS: Reach.OWN, P.KEEP_MARKETS: Reach.ADDRESSED},
    Role.PARTNER: {P.KEEP_MARKETS: Reach.ADDRESSED},
}  # fmt: skip
for _role, _more in _MARKETS.items():
    GRANTS[_role] = GRANTS[_role] | _more
GRANTS[Role.CONSULTANT] = GRANTS[Role.MENTOR]
"""Who keeps a market point may be anybody the office named; they reach that point only."""

for _role in (Role.OFFICE, Role.HEAD, Role.COORDINATOR, Role.INSPECTOR):
    GRANTS[_role] = GRANTS[_role] | {P.VIEW_CENTRES: Reach.REGION}
GRANTS[Role.OFFICE] |= dict.fromkeys((P.MANAGE_CENTRES, P.BOOK_ROOMS), Reach.REGION)
GRANTS[Role.MENTOR] |= {P.BOOK_ROOMS: Reach.CASELOAD}
GRANTS[Role.PARTICIPANT] |= {P.BOOK_ROOMS: Reach.OWN}

for _role in (Role.OFFICE, Role.HEAD, Role.COORDINATOR, Role.INSPECTOR):
    GRANTS[_role] |= {P.VIEW_INTERVENTIONS: Reach.REGION}
GRANTS[Role.OFFICE] |= dict.fromkeys(
    (P.MANAGE_INTERVENTIONS, P.NOTE_INTERVENTIONS, P.CHECK_INTERVENTIONS), Reach.REGION
)
GRANTS[Role.COORDINATOR] |= {P.CHECK_INTERVENTIONS: Reach.REGION}
GRANTS[Role.MENTOR] |= dict.fromkeys(
    (P.VIEW_INTERVENTIONS, P.NOTE_INTERVENTIONS, P.CHECK_INTERVENTIONS), Reach.CASELOAD
)
GRANTS[Role.PARTICIPANT] |= dict.fromkeys((P.VIEW_INTERVENTIONS, P.NOTE_INTERVENTIONS), Reach.OWN)
GRANTS[Role.PARTNER] = GRANTS[Role.PARTNER] | {P.GIVE_LABELS: Reach.ADDRESSED}

for _role in (Role.OFFICE, Role.HEAD, Role.COORDINATOR, Role.INSPECTOR):
    GRANTS[_role] |= {P.VIEW_EQUIPMENT: Reach.REGION}
GRANTS[Role.OFFICE] |= dict.fromkeys(
    (P.NOTE_EQUIPMENT, P.MANAGE_EQUIPMENT, P.APPROVE_EQUIPMENT, P.CHECK_EQUIPMENT), Reach.REGION
)
GRANTS[Role.HEAD] |= {P.APPROVE_EQUIPMENT: Reach.REGION}
GRANTS[Role.COORDINATOR] |= {P.CHECK_EQUIPMENT: Reach.REGION}
GRANTS[Role.MENTOR] |= dict.fromkeys((P.VIEW_EQUIPMENT, P.NOTE_EQUIPMENT, P.CHECK_EQUIPMENT), Reach.CASELOAD)
GRANTS[Role.PARTICIPANT] |= dict.fromkeys((P.VIEW_EQUIPMENT, P.NOTE_EQUIPMENT), Reach.OWN)
CHECKING_MENTOR |= dict.fromkeys((P.VIEW_EQUIPMENT, P.CHECK_EQUIPMENT), Reach.REGION)

for _role in (Role.OFFICE, Role.HEAD, Role.INSPECTOR):
    GRANTS[_role] |= {P.VIEW_GRANTS: Reach.REGION}
GRANTS[Role.OFFICE] |= dict.fromkeys((P.MANAGE_GRANTS, P.APPROVE_GRANTS, P.REPORT_GRANTS), Reach.REGION)
GRANTS[Role.HEAD] |= {P.APPROVE_GRANTS: Reach.REGION}
GRANTS[Role.MENTOR] |= dict.fromkeys((P.VIEW_GRANTS, P.REPORT_GRANTS), Reach.CASELOAD)
GRANTS[Role.PARTICIPANT] |= dict.fromkeys((P.VIEW_GRANTS, P.REPORT_GRANTS), Reach.OWN)


def grants(role: Role, depth: int) -> dict[Permission, Reach]:
    """The permissions of a role whose assignment names a region of that depth."""
    if role is Role.MENTOR and depth == 3:
        return GRANTS[role] | CHECKING_MENTOR | REPORTING_MENTOR
    if role is Role.MENTOR and depth < 3:
        return GRANTS[role] | CHECKING_MENTOR
    return GRANTS[role]
