from django.urls import path

from dampingi.records.duplicates import views

urlpatterns = [
    path("kembar/", views.pairs, name="pairs"),
    path("kembar/cari/", views.search, name="search_repeats"),
    path("kembar/pencarian/<uuid:search_id>/", views.search_page, name="repeat_search"),
    path("kembar/gabungan/", views.merges, name="merges"),
    path("kembar/gabungan/<uuid:merge_id>/", views.merge, name="merge"),
    path("kembar/gabungan/<uuid:merge_id>/pisah/", views.parting, name="parting"),
    path("kembar/otomatis/<uuid:batch_id>/", views.batch, name="merge_batch"),
    path("kembar/otomatis/<uuid:batch_id>/pisah/", views.batch_parting, name="batch_parting"),
    path("kembar/cara/", views.manner, name="repeats_manner"),
    path("kembar/cara/kepastian/", views.certainty, name="certainty"),
    path("kembar/cara/belajar/", views.learning, name="learning"),
    path("kembar/cara/versi/<uuid:version_id>/", views.version, name="link_version"),
    path("kembar/usaha/<uuid:business_id>/", views.partner, name="pair_partner"),
    path("kembar/orang/<uuid:person_id>/", views.person, name="person_merge"),
    path("kembar/<uuid:pair_id>/", views.pair, name="pair"),
    path("kembar/<uuid:pair_id>/putusan/", views.verdict, name="verdict"),
    path("kembar/<uuid:pair_id>/gabung/", views.merging, name="merging"),
]
