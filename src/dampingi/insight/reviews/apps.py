from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "dampingi.insight.reviews"
    label = "reviews"
