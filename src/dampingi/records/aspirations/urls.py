from django.urls import path

from dampingi.records.aspirations.views import aspirations, boxes, joining, roadshows, saying, themes

urlpatterns = [
    path("pertemuan/<uuid:meeting_id>/aspirasi/", roadshows.noting, name="aspiration_noting"),
    path("kunjungan-kecamatan/<uuid:roadshow_id>/", roadshows.roadshow, name="roadshow"),
    path("aspirasi/", aspirations.aspirations, name="aspirations"),
    path("aspirasi/baru/", aspirations.new_aspiration, name="new_aspiration"),
    path("aspirasi/papan/", themes.board, name="aspiration_board"),
    path("aspirasi/tema/", themes.themes, name="aspiration_themes"),
    path("aspirasi/tema/pilah/", themes.sorting, name="aspiration_sorting"),
    path("aspirasi/tautan/", boxes.boxes, name="aspiration_boxes"),
    path("aspirasi/tautan/<uuid:box_id>/", boxes.poster, name="aspiration_poster"),
    path("aspirasi/tautan/<uuid:box_id>/tutup/", boxes.closing, name="aspiration_box_closing"),
    path("aspirasi-warga/", boxes.open_districts, name="aspiration_districts"),
    path("aspirasi-warga/<str:district>/", boxes.sending, name="aspiration_sending"),
    path("aspirasi-warga/<str:district>/terima-kasih/", boxes.sent, name="aspiration_sent"),
    path("aspirasi/<uuid:aspiration_id>/", aspirations.aspiration, name="aspiration"),
    path("aspirasi/<uuid:aspiration_id>/lihat/", aspirations.taking, name="aspiration_taking"),
    path("aspirasi/<uuid:aspiration_id>/penjawab/", aspirations.giving, name="aspiration_giving"),
    path("aspirasi/<uuid:aspiration_id>/kabar/", aspirations.telling, name="aspiration_telling"),
    path("aspirasi/<uuid:aspiration_id>/kalimat/", saying.wording, name="aspiration_wording"),
    path(
        "aspirasi/<uuid:aspiration_id>/kalimat/tarik/",
        saying.withdrawal,
        name="aspiration_wording_withdrawal",
    ),
    path("aspirasi/<uuid:aspiration_id>/hapus-nama/", saying.erasure, name="aspiration_erasure"),
    path("anda-bilang/", saying.districts, name="you_said_districts"),
    path("anda-bilang/<str:district>/", saying.you_said, name="you_said"),
    path("aspirasi/<uuid:aspiration_id>/tema/", themes.theming, name="aspiration_theming"),
    path("aspirasi/<uuid:aspiration_id>/gabung/", joining.joining, name="aspiration_joining"),
    path("aspirasi/<uuid:aspiration_id>/pisah/", joining.parting, name="aspiration_parting"),
    path("aspirasi/<uuid:aspiration_id>/tindak-lanjut/", aspirations.following, name="aspiration_following"),
    path(
        "aspirasi/<uuid:aspiration_id>/tindak-lanjut/lepas/",
        aspirations.unfollowing,
        name="aspiration_unfollowing",
    ),
]
