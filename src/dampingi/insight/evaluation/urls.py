from django.urls import path

from dampingi.insight.evaluation import views

urlpatterns = [
    path("evaluasi/", views.listing, name="evaluations"),
    path("evaluasi/baru/", views.create, name="evaluation_create"),
    path("evaluasi/<uuid:evaluation_id>/", views.overview, name="evaluation"),
    path("evaluasi/<uuid:evaluation_id>/langkah/", views.step, name="evaluation_step"),
    path("evaluasi/<uuid:evaluation_id>/tim/", views.panel, name="evaluation_panel"),
    path("evaluasi/<uuid:evaluation_id>/dokumen/", views.documents, name="evaluation_documents"),
    path(
        "evaluasi/<uuid:evaluation_id>/dokumen/<uuid:mentor_id>/", views.document, name="evaluation_document"
    ),
    path(
        "evaluasi/<uuid:evaluation_id>/dokumen/salinan/<uuid:check_id>/",
        views.document_copy,
        name="evaluation_document_copy",
    ),
    path("evaluasi/<uuid:evaluation_id>/kertas/", views.papers, name="evaluation_papers"),
    path("evaluasi/<uuid:evaluation_id>/kertas/<uuid:assignment_id>/", views.paper, name="evaluation_paper"),
    path(
        "evaluasi/<uuid:evaluation_id>/kertas/kosong/<uuid:rater_id>/", views.blank, name="evaluation_blank"
    ),
    path("evaluasi/<uuid:evaluation_id>/nilai/", views.rate, name="evaluation_rate"),
    path("evaluasi/<uuid:evaluation_id>/nilai/<uuid:subject_id>/", views.sheet, name="evaluation_sheet"),
    path("evaluasi/<uuid:evaluation_id>/hasil/", views.results, name="evaluation_results"),
    path("evaluasi/<uuid:evaluation_id>/hasil/perubahan/", views.changes, name="evaluation_changes"),
    path("evaluasi/<uuid:evaluation_id>/hasil/<uuid:subject_id>/", views.result, name="evaluation_result"),
    path(
        "evaluasi/<uuid:evaluation_id>/hasil/<uuid:subject_id>/bukti/",
        views.frozen,
        name="evaluation_evidence",
    ),
    path(
        "evaluasi/<uuid:evaluation_id>/hasil/<uuid:subject_id>/sanggah/",
        views.objection,
        name="evaluation_objection",
    ),
    path("evaluasi/<uuid:evaluation_id>/sanggah/", views.objections, name="evaluation_objections"),
    path(
        "evaluasi/<uuid:evaluation_id>/sanggah/<uuid:objection_id>/", views.answer, name="evaluation_answer"
    ),
    path(
        "evaluasi/<uuid:evaluation_id>/sanggah/<uuid:objection_id>/tarik/",
        views.withdraw,
        name="evaluation_withdraw",
    ),
    path(
        "evaluasi/<uuid:evaluation_id>/sanggah/<uuid:objection_id>/bukti/<uuid:proof_id>/",
        views.proof,
        name="evaluation_proof",
    ),
]
