"""The addresses of the discussion; newsroom/urls.py has the one of a comment (/c/…)."""

from django.urls import path

from comments import feeds
from comments.views import changing, data, mailed, receipt, reporting, writing

app_name = "comments"

urlpatterns = [
    path("feed/", feeds.of_site, name="feed"),
    path("on/<int:story_id>/", writing.post, name="post"),
    path("on/<int:story_id>/feed/", feeds.of_story, name="story_feed"),
    path("receipt/<str:token>/", receipt.receipt, name="receipt"),
    path("receipt/<str:token>/edit/", changing.edit, name="edit"),
    path("receipt/<str:token>/withdraw/", changing.withdraw, name="withdraw"),
    path("receipt/<str:token>/wishes/", changing.wishes, name="wishes"),
    path("receipt/<str:token>/forget/", changing.forget, name="forget"),
    path("reported/<str:token>/", reporting.reported, name="reported"),
    path("receipt/<str:token>/prove/", mailed.ask_proof, name="ask_proof"),
    path("receipt/<str:token>/data/", mailed.ask_my_data, name="ask_my_data"),
    path("proof/<str:token>/", mailed.proof, name="proof"),
    path("unsubscribe/<str:token>/", mailed.unsubscribe, name="unsubscribe"),
    path("mute/<str:token>/", mailed.mute, name="mute"),
    path("data/", data.ask_data, name="ask_data"),
    path("data/<str:token>/", data.data, name="data"),
    path("data/<str:token>/export/", data.export_data, name="export_data"),
    path("data/<str:token>/mails/", data.mute_data, name="mute_data"),
    path("data/<str:token>/erase/", data.erase_data, name="erase_data"),
    path("<slug:public_id>/reply/", writing.reply, name="reply"),
    path("<slug:public_id>/report/", reporting.report, name="report"),
]
