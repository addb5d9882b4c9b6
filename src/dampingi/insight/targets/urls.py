from django.urls import path

from dampingi.insight.targets import views

urlpatterns = [
    path("target/", views.targets, name="targets"),
    path("target/usulan/<uuid:target_proposal_id>/", views.target_proposal, name="target_proposal"),
    path("target/usulan/<uuid:target_proposal_id>/putusan/", views.target_verdict, name="target_verdict"),
    path("target/<str:indicator_code>/", views.target, name="target"),
    path("target/<str:indicator_code>/usul/", views.propose_target, name="propose_target"),
    path("target/<str:indicator_code>/bagi/", views.hand_down_target, name="hand_down_target"),
]
