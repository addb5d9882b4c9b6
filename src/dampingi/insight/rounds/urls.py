from django.urls import path

from dampingi.insight.rounds import views

urlpatterns = [
    path("putaran/", views.rounds, name="rounds"),
    path("putaran/baru/", views.new_round, name="new_round"),
    path("putaran/<uuid:round_id>/", views.round_board, name="round_board"),
    path("putaran/<uuid:round_id>/batal/", views.round_cancelling, name="round_cancelling"),
    path("putaran/<uuid:round_id>/angka/", views.round_figures, name="round_figures"),
    path("putaran/<uuid:round_id>/berita-acara/", views.round_minuting, name="round_minuting"),
    path("putaran/berita-acara/<uuid:round_minutes_id>/", views.round_minutes, name="round_minutes"),
    path(
        "putaran/berita-acara/<uuid:round_minutes_id>/putusan/",
        views.round_minutes_verdict,
        name="round_minutes_verdict",
    ),
    path("putaran/<uuid:round_id>/ingatkan/", views.round_reminding, name="round_reminding"),
    path("putaran/isian/<uuid:entry_id>/", views.round_entry, name="round_entry"),
    path("putaran/isian/<uuid:entry_id>/putusan/", views.round_verdict, name="round_verdict"),
    path("putaran/isian/<uuid:entry_id>/buka/", views.round_reopening, name="round_reopening"),
    path("putaran/isian/<uuid:entry_id>/lembar/", views.round_sheet, name="round_sheet"),
    path("putaran/isian/<uuid:entry_id>/unggah/", views.round_upload, name="round_upload"),
    path("putaran/isian/<uuid:entry_id>/atas-nama/", views.round_behalf, name="round_behalf"),
    path("putaran/edisi/<uuid:round_edition_id>/surat/", views.round_letter, name="round_letter"),
    path("putaran/edisi/<uuid:round_edition_id>/", views.round_edition, name="round_edition"),
]
