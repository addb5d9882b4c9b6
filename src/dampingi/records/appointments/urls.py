from django.urls import path

from dampingi.records.appointments import views

urlpatterns = [
    path("pendamping/angkat/", views.candidates, name="appoint_mentors"),
    path("pendamping/angkat/lanjut/", views.earlier, name="reappoint_mentors"),
    path("pendamping/angkat/satu/", views.one, name="appoint_one"),
    path("pendamping/angkat/syarat/", views.rules, name="appointment_rules"),
    path("pendamping/angkat/<str:source>/tetapkan/", views.chosen, name="appoint_chosen"),
    path("pendamping/<uuid:mentor_id>/netral/", views.neutrality, name="mentor_neutrality"),
    path("pendamping/<uuid:mentor_id>/bidang/", views.fields, name="mentor_fields"),
    path("pendamping/<uuid:mentor_id>/undangan/", views.invitation, name="mentor_invitation"),
]
