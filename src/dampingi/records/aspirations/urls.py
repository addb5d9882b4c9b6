from django.urls import path

from dampingi.records.aspirations.views import aspirations, roadshows

urlpatterns = [
    path("pertemuan/<uuid:meeting_id>/aspirasi/", roadshows.noting, name="aspiration_noting"),
    path("kunjungan-kecamatan/<uuid:roadshow_id>/", roadshows.roadshow, name="roadshow"),
    path("aspirasi/", aspirations.aspirations, name="aspirations"),
    path("aspirasi/baru/", aspirations.new_aspiration, name="new_aspiration"),
    path("aspirasi/<uuid:aspiration_id>/", aspirations.aspiration, name="aspiration"),
    path("aspirasi/<uuid:aspiration_id>/lihat/", aspirations.taking, name="aspiration_taking"),
    path("aspirasi/<uuid:aspiration_id>/penjawab/", aspirations.giving, name="aspiration_giving"),
    path("aspirasi/<uuid:aspiration_id>/kabar/", aspirations.telling, name="aspiration_telling"),
    path("aspirasi/<uuid:aspiration_id>/tindak-lanjut/", aspirations.following, name="aspiration_following"),
    path(
        "aspirasi/<uuid:aspiration_id>/tindak-lanjut/lepas/",
        aspirations.unfollowing,
        name="aspiration_unfollowing",
    ),
]
