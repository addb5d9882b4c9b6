from django.urls import path

from dampingi.records.knowledge import views

urlpatterns = [
    path("klinik/pengetahuan/", views.articles, name="articles"),
    path("klinik/pengetahuan/<uuid:article_id>/", views.article, name="article"),
    path("klinik/pengetahuan/<uuid:article_id>/ubah/", views.edit_article, name="edit_article"),
    path("klinik/pengetahuan/<uuid:article_id>/tarik/", views.withdrawal, name="article_withdrawal"),
    path("klinik/pengetahuan/<uuid:article_id>/membantu/", views.vote, name="article_vote"),
    path("klinik/pertanyaan/<uuid:question_id>/artikel/", views.new_article, name="new_article"),
]
