from django.urls import path

from dampingi.records.mentoring.views import participants, plans, progress, reports, reverifications, visits

urlpatterns = [
    path("peserta/", participants.participants, name="participants"),
    path("peserta/<uuid:enrolment_id>/", participants.participant, name="participant"),
    path("peserta/<uuid:enrolment_id>/kunjungan/", visits.record, name="record_visit"),
    path("peserta/<uuid:enrolment_id>/tahap/", progress.stage, name="complete_stage"),
    path("peserta/<uuid:enrolment_id>/kendala/", progress.constraint, name="note_constraint"),
    path(
        "peserta/<uuid:enrolment_id>/kendala/<uuid:constraint_id>/",
        progress.resolution,
        name="resolve_constraint",
    ),
    path("peserta/<uuid:enrolment_id>/perkembangan/", progress.growth, name="record_growth"),
    path("peserta/<uuid:enrolment_id>/tugas/<uuid:task_id>/", progress.submission, name="submit_task"),
    path("peserta/<uuid:enrolment_id>/hasil/", progress.outcomes, name="report_outcomes"),
    path("perkembangan/<uuid:growth_id>/", progress.growth_correction, name="correct_growth"),
    path("perkembangan/<uuid:growth_id>/konfirmasi/", progress.growth_confirmation, name="confirm_growth"),
    path("kunjungan/", visits.visits, name="visits"),
    path("kunjungan/baru/", visits.whom, name="new_visit"),
    path("kunjungan/<uuid:visit_id>/", visits.visit, name="visit"),
    path("kunjungan/<uuid:visit_id>/foto/", visits.photo, name="visit_photo"),
    path("rencana-kunjungan/", plans.plans, name="visit_plans"),
    path("rencana-kunjungan/<uuid:plan_id>/", plans.plan, name="visit_plan"),
    path("rencana-kunjungan/<uuid:plan_id>/batal/", plans.plan_cancellation, name="visit_plan_cancellation"),
    path("laporan-bulanan/", reports.monthly_reports, name="monthly_reports"),
    path("laporan-bulanan/baru/", reports.draft, name="draft_monthly_report"),
    path("laporan-bulanan/<uuid:report_id>/", reports.monthly_report, name="monthly_report"),
    path("laporan-bulanan/<uuid:report_id>/keputusan/", reports.decision, name="decide_monthly_report"),
    path("verifikasi-ulang/", reverifications.reverifications, name="reverifications"),
    path("verifikasi-ulang/<uuid:enrolment_id>/", reverifications.reverification, name="reverification"),
]
