from django.urls import path

from dampingi.outcomes.plans import views

urlpatterns = [
    path("rencana/", views.plans, name="plans"),
    path("rencana/baru/", views.new_plan, name="new_plan"),
    path("rencana/kode/", views.plan_codes, name="plan_codes"),
    path("rencana/<uuid:workplan_id>/", views.plan, name="plan"),
    path("rencana/<uuid:workplan_id>/usulan/", views.plan_proposals, name="plan_proposals"),
    path("rencana/<uuid:workplan_id>/usulan/ambil/", views.plan_taking, name="plan_taking"),
    path("rencana/<uuid:workplan_id>/kegiatan/baru/", views.new_activity, name="new_activity"),
    path("rencana/<uuid:workplan_id>/langkah/", views.plan_step, name="plan_step"),
    path("rencana/<uuid:workplan_id>/putusan/", views.plan_verdict, name="plan_verdict"),
    path("rencana/kegiatan/<uuid:activity_id>/", views.plan_activity, name="plan_activity"),
    path(
        "rencana/kegiatan/<uuid:activity_id>/keluar/",
        views.plan_activity_removal,
        name="plan_activity_removal",
    ),
]
