"""The addresses of the discussion."""

from django.urls import path

from comments import views

app_name = "comments"

urlpatterns = [
    path("on/<int:story_id>/", views.post, name="post"),
    path("receipt/<str:token>/", views.receipt, name="receipt"),
    path("<slug:public_id>/reply/", views.reply, name="reply"),
]
