"""The reader's addresses."""

from django.urls import path, re_path

from articles import views

app_name = "articles"

urlpatterns = [
    path("", views.home, name="home"),
    path("section/<slug:slug>/", views.section, name="section"),
    re_path(r"^(?P<path>\d{4}/\d{2}/\d{2}/[-a-zA-Z0-9_]+/)$", views.story, name="story"),
]
