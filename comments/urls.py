"""The addresses of the discussion; newsroom/urls.py has the one of a comment (/c/…)."""

from django.urls import path

from comments import feeds
from comments.views import data, edit, mailed, post, receipt, report

app_name = "comments"

urlpatterns = [
    path("feed/", feeds.of_site, name="feed"),
    path("on/<int:story_id>/", post.post_comment, name="post"),
    path("on/<int:story_id>/feed/", feeds.of_story, name="story_feed"),
    path("receipt/<str:token>/", receipt.receipt, name="receipt"),
    path("receipt/<str:token>/edit/", edit.edit_comment, name="edit"),
    path("receipt/<str:token>/withdraw/", edit.withdraw, name="withdraw"),
    path("receipt/<str:token>/preferences/", edit.preferences, name="preferences"),
    path("receipt/<str:token>/forget/", edit.forget, name="forget"),
    path("reported/<str:token>/", report.reported, name="reported"),
    path("receipt/<str:token>/verify/", mailed.ask_verification, name="ask_verification"),
    path("receipt/<str:token>/data/", mailed.ask_my_data, name="ask_my_data"),
    path("verification/<str:token>/", mailed.verify, name="verification"),
    path("unsubscribe/<str:token>/", mailed.unsubscribe_reader, name="unsubscribe"),
    path("mute/<str:token>/", mailed.mute, name="mute"),
    path("data/", data.ask_data, name="ask_data"),
    path("data/<str:token>/", data.data, name="data"),
    path("data/<str:token>/export/", data.export_data, name="export_data"),
    path("data/<str:token>/mails/", data.mute_data, name="mute_data"),
    path("data/<str:token>/erase/", data.erase_data, name="erase_data"),
    path("<slug:public_id>/reply/", post.reply, name="reply"),
    path("<slug:public_id>/report/", report.report_comment, name="report"),
]
