from django.urls import path

from dampingi.outcomes.papers import batch_views, views

urlpatterns = [
    path("laporan-bulanan/cetak/", batch_views.printing, name="print_reports"),
    path("laporan-bulanan/cetak/<uuid:job_id>/", batch_views.printed, name="printed_reports"),
    path("laporan-bulanan/cetak/<uuid:job_id>/laporan.zip", batch_views.archive, name="printed_reports_file"),
    path("laporan-bulanan/<uuid:report_id>/formulir.pdf", views.monthly_report, name="monthly_report_form"),
    path("tot/<uuid:trainee_id>/sertifikat.pdf", views.certificate, name="tot_certificate"),
    path(
        "sertifikat-pelatihan/<uuid:completion_id>/sertifikat.pdf",
        views.training_certificate,
        name="training_certificate",
    ),
    path("komitmen/edisi/<uuid:agreement_id>/perjanjian.pdf", views.agreement, name="agreement_paper"),
    path("terbaik/<uuid:nomination_id>/piagam.pdf", views.honour, name="honour_certificate"),
    path("evaluasi/<uuid:evaluation_id>/instrumen.pdf", views.instrument, name="instrument_annex"),
    path("tim-penilai/<uuid:member_id>/sk.pdf", views.panel, name="panel_decree"),
    path(
        "presentasi/<uuid:hearings_id>/berita-acara/<int:day>/<int:room>.pdf",
        views.hearing,
        name="hearing_minutes",
    ),
    path("pertemuan/<uuid:meeting_id>/undangan.pdf", views.invitation, name="meeting_invitation_letter"),
    path("pertemuan/<uuid:meeting_id>/notulen.pdf", views.notes, name="meeting_notes"),
    path("penutupan/<uuid:closing_id>/berita-acara.pdf", views.closing, name="closing_paper"),
    path(
        "koperasi-percontohan/penetapan/<uuid:pilot_choice_id>/sk.pdf",
        views.pilot_decree,
        name="pilot_decree",
    ),
    path(
        "putaran/berita-acara/<uuid:round_minutes_id>/berita-acara.pdf",
        views.round_minutes,
        name="round_minutes_paper",
    ),
    path("perjanjian/<uuid:pact_id>/naskah.pdf", views.pact, name="pact_paper"),
    path("perjanjian/<uuid:pact_id>/naskah.docx", views.pact_words, name="pact_words"),
    path("subsidi/keputusan/<uuid:loan_decree_id>/naskah.pdf", views.loan_decree, name="loan_decree_paper"),
    path(
        "subsidi/keputusan/<uuid:loan_decree_id>/petikan/<uuid:partner_id>.pdf",
        views.loan_extract,
        name="loan_decree_extract",
    ),
    path(
        "subsidi/rekonsiliasi/<uuid:reconciliation_id>/berita-acara.pdf",
        views.reconciliation,
        name="reconciliation_paper",
    ),
    path(
        "bantuan-alat/keputusan/<uuid:equipment_decree_id>/sk.pdf",
        views.equipment_decree,
        name="equipment_decree_paper",
    ),
    path(
        "bantuan-alat/barang/<uuid:equipment_award_id>/bast.pdf",
        views.equipment_handover,
        name="equipment_handover_paper",
    ),
    path(
        "hibah/perjanjian/<uuid:grant_agreement_id>/naskah.pdf",
        views.grant_agreement,
        name="grant_agreement_paper",
    ),
    path("surat-tugas/", views.assignments, name="assignment_letters"),
    path("surat-tugas/baru/", views.new, name="new_assignments"),
    path("pendamping/<uuid:mentor_id>/surat-tugas.pdf", views.assignment, name="assignment_letter"),
]
