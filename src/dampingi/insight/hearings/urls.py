from django.urls import path

from dampingi.insight.hearings import views

urlpatterns = [
    path("tim-penilai/", views.members, name="panel_members"),
    path("tim-penilai/<uuid:member_id>/", views.member, name="panel_member"),
    path("presentasi/", views.listing, name="hearings_list"),
    path("presentasi/baru/", views.create, name="hearings_create"),
    path("presentasi/<uuid:hearings_id>/", views.event, name="hearings"),
    path("presentasi/<uuid:hearings_id>/umumkan/", views.announce, name="hearings_announce"),
    path("presentasi/<uuid:hearings_id>/susun/", views.again, name="hearings_again"),
    path("presentasi/<uuid:hearings_id>/<uuid:talk_id>/", views.talk, name="talk"),
    path("presentasi/<uuid:hearings_id>/<uuid:talk_id>/bahan/", views.pack, name="talk_pack"),
    path("presentasi/<uuid:hearings_id>/<uuid:talk_id>/jadwal/", views.place, name="talk_place"),
    path("presentasi/<uuid:hearings_id>/<uuid:talk_id>/penilai/", views.seats, name="talk_seats"),
    path("presentasi/<uuid:hearings_id>/<uuid:talk_id>/hadir/", views.settle, name="talk_settle"),
    path(
        "presentasi/<uuid:hearings_id>/<uuid:talk_id>/jawaban/<int:number>/", views.answer, name="talk_answer"
    ),
    path("presentasi/<uuid:hearings_id>/<uuid:talk_id>/catatan/", views.remark, name="talk_remark"),
    path("presentasi/<uuid:hearings_id>/<uuid:talk_id>/catatan/tarik/", views.withdraw, name="talk_withdraw"),
]
