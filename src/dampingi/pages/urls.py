from django.urls import path

from dampingi.pages.home import views as home
from dampingi.pages.inbox import views as inbox
from dampingi.pages.profiles import views as profiles
from dampingi.pages.search import views as search

urlpatterns = [
    path("", home.home, name="home"),
    path("cari/", search.search, name="search"),
    path("kotak-masuk/", inbox.inbox, name="inbox"),
    path("kotak-masuk/<uuid:approval_id>/keputusan/", inbox.decision, name="decision"),
    path("kotak-masuk/pemberitahuan/", inbox.read, name="notices_read"),
    path("usaha/<uuid:business_id>/", profiles.business, name="business"),
    path("pendamping/", profiles.mentors, name="mentors"),
    path("pendamping/<uuid:mentor_id>/", profiles.mentor, name="mentor"),
]
