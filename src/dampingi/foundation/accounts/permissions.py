"""The names of what may be done, of the roles people hold, and of how far a permission reaches; who may do what is in grants.py."""

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
    PUBLISH_LAKE = "publish_lake"
    VIEW_LAKE = "view_lake"


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
