"""The reader's addresses."""

from django.urls import path, re_path

from articles.site import views

app_name = "articles"

urlpatterns = [
    path("", views.home, name="home"),
    path("corrections/", views.corrections, name="corrections"),
    path("feed/", views.feed, name="feed"),
    path("section/<slug:slug>/", views.section, name="section"),
    path("section/<slug:slug>/feed/", views.feed, name="section_feed"),
    path("preview/<str:token>/", views.shared_preview, name="shared_preview"),
    re_path(r"^(?P<path>\d{4}/\d{2}/\d{2}/[-a-zA-Z0-9_]+/)$", views.story, name="story"),
]
