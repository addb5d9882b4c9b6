from django.urls import path
from django.views.i18n import set_language

from dampingi.foundation.accounts.routes import public
from dampingi.foundation.ui import views

app_name = "ui"

urlpatterns = [
    path("aset/<str:name>", views.asset, name="asset"),
    path("bahasa/", public(set_language), name="language"),
    path("tampilan/", views.theme, name="theme"),
    path("gaya/", views.style_guide, name="style-guide"),
]
