"""Every address of the site; tests/newsroom/test_roles.py has a row for each."""

from django.contrib import admin
from django.urls import include, path

from comments.views.permalink import permalink
from newsroom.http import health
from newsroom.storage.media import media

urlpatterns = [
    path("admin/", admin.site.urls),
    path("health/", health.alive, name="health"),
    path("health/ready/", health.ready, name="ready"),
    path("media/<path:path>", media, name="media"),
    path("comments/", include("comments.urls")),
    path("c/<slug:public_id>/", permalink, name="comment"),
    path("", include("articles.site.urls")),
]

handler500 = "newsroom.http.unavailable.server_error"
