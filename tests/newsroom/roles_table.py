"""
What every URL of the site answers to a GET, for each role; written from accounts/roles.py, not from the code's answers.

A journalist writes stories (here one that is assigned to them) and pictures; an editor does so too, publishes, and
keeps sections, tags and contributors, and deletes a picture that no story shows; a moderator sees comments and their
trail and nothing else; users and groups are the superuser's. Nobody writes or deletes a comment at the desk. What lead
moderators lay down (blocks, policies, reasons) has rows of its own in test_roles.py.
"""

ROLES = ("anonymous", "journalist", "editor", "moderator", "superuser")

# A row is the name of a URL, or its route where it has none, and the answer that each role gets, in the order of ROLES:
# a status, or "login" for a redirect to the log-in page. What follows a "?" tells rows of one URL apart.
TABLE = """
health                                              200    200    200    200    200
ready                                               200    200    200    200    200
media                                               200    200    200    200    200
articles:home                                       200    200    200    200    200
articles:section                                    200    200    200    200    200
articles:feed                                       200    200    200    200    200
articles:section_feed                               200    200    200    200    200
articles:corrections                                200    200    200    200    200
articles:story                                      200    200    200    200    200
articles:shared_preview                             200    200    200    200    200
comments:feed                                       200    200    200    200    200
comments:story_feed                                 200    200    200    200    200
comments:post                                       302    302    302    302    302
comments:receipt                                    200    200    200    200    200
comments:edit                                       302    302    302    302    302
comments:withdraw                                   302    302    302    302    302
comments:preferences                                     302    302    302    302    302
comments:forget                                     302    302    302    302    302
comments:reply                                      200    200    200    200    200
comments:report                                     200    200    200    200    200
comments:reported                                   200    200    200    200    200
comment                                             302    302    302    302    302
comments:ask_verification                                  405    405    405    405    405
comments:ask_my_data                                405    405    405    405    405
comments:verification                                      200    200    200    200    200
comments:unsubscribe                                200    200    200    200    200
comments:mute                                       200    200    200    200    200
comments:ask_data                                   200    200    200    200    200
comments:data                                       200    200    200    200    200
comments:export_data                                405    405    405    405    405
comments:mute_data                                  405    405    405    405    405
comments:erase_data                                 200    200    200    200    200

admin:index                                         login  200    200    200    200
admin:login                                         200    302    302    302    302
admin:logout                                        302    405    405    405    405
admin:password_change                               login  200    200    200    200
admin:password_change_done                          login  200    200    200    200
admin:jsi18n                                        login  200    200    200    200
admin:view_on_site                                  login  404    404    404    404
admin:autocomplete?story.tags                       login  200    200    403    200
admin:autocomplete?byline.contributor               login  200    200    403    200
admin:tasks                                         login  403    403    403    200
admin:tasks_again                                   login  405    405    405    405
admin:app_list?articles                             login  200    200    404    200
admin:app_list?comments                             login  404    404    200    200
admin:app_list?auth                                 login  404    404    404    200
admin/(?P<url>.*)$                                  login  404    404    404    404

admin:articles_story_changelist                     login  200    200    403    200
admin:articles_story_add                            login  200    200    403    200
admin:articles_story_change                         login  200    200    403    200
admin:articles_story_history                        login  200    200    404    200
admin:articles_story_delete                         login  403    200    403    200
admin:articles_story_preview_new                    login  405    405    405    405
admin:articles_story_preview                        login  405    405    405    405
admin:articles_story_autosave_new                       401    405    405    405    405
admin:articles_story_autosave                           401    405    405    405    405
admin:articles_story_forget                         401    405    405    405    405
admin:articles_story_forget_offered                 401    405    405    405    405
admin:articles_story_recover                        login  405    405    405    405
admin:articles_story_typography_new                 login  405    405    405    405
admin:articles_story_typography                     login  405    405    405    405
admin:articles_story_present                        401    405    405    405    405
admin:articles_story_compare_unsaved                login  405    405    405    405
admin:articles_story_take_theirs                    login  405    405    405    405
admin:articles_story_gate_new                       login  405    405    405    405
admin:articles_story_gate                           login  405    405    405    405
admin:articles_story_link_targets                   401    200    200    403    200
admin:articles_story_withdraw                       login  403    200    403    200
admin:articles_story_unschedule                     login  403    200    403    200
admin:articles_story_preview_links                  login  403    200    403    200
admin:articles_story_revoke_link                    login  405    405    405    405
admin:articles_story_compare                        login  200    200    404    200
admin:articles_story_restore                        login  405    405    404    405
admin:articles_story_label                          login  405    405    404    405
admin:articles_story_pin                            login  405    405    404    405
admin:articles_story_calendar                       login  200    200    403    200
admin:articles_story_copy                           login  200    200    403    200
admin:articles_story_log                            login  200    200    403    200
admin:articles_story_log_export                     login  200    200    403    200
admin/articles/story/<path:object_id>/              login  302    302    302    302

admin:articles_image_changelist                     login  200    200    403    200
admin:articles_image_add                            login  200    200    403    200
admin:articles_image_change                         login  200    200    403    200
admin:articles_image_history                        login  200    200    403    200
admin:articles_image_delete                         login  403    200    403    200
admin:articles_image_describe                       login  302    200    403    200
admin:articles_image_upload                         401    405    405    405    405
admin:articles_image_upload_several                 login  405    405    405    405
admin/articles/image/<path:object_id>/              login  302    302    302    302

admin:articles_tag_changelist                       login  200    200    403    200
admin:articles_tag_add                              login  200    200    403    200
admin:articles_tag_change                           login  200    200    403    200
admin:articles_tag_history                          login  200    200    403    200
admin:articles_tag_delete                           login  403    200    403    200
admin/articles/tag/<path:object_id>/                login  302    302    302    302

admin:articles_section_changelist                   login  200    200    403    200
admin:articles_section_add                          login  403    200    403    200
admin:articles_section_change                       login  200    200    403    200
admin:articles_section_history                      login  200    200    403    200
admin:articles_section_delete                       login  403    403    403    200
admin/articles/section/<path:object_id>/            login  302    302    302    302

admin:articles_contributor_changelist               login  200    200    403    200
admin:articles_contributor_add                      login  403    200    403    200
admin:articles_contributor_change                   login  200    200    403    200
admin:articles_contributor_history                  login  200    200    403    200
admin:articles_contributor_delete                   login  403    403    403    200
admin/articles/contributor/<path:object_id>/        login  302    302    302    302

admin:comments_comment_changelist                   login  403    403    200    200
admin:comments_comment_queue                         login  403    403    200    200
admin:comments_comment_add                          login  403    403    403    403
admin:comments_comment_change                       login  403    403    200    200
admin:comments_comment_history                      login  403    403    200    200
admin:comments_comment_delete                       login  403    403    403    403
admin:comments_comment_answer                       login  403    403    200    200
admin:comments_comment_address                         login  405    405    405    405
admin:comments_audit_log                                login  403    403    200    200
admin:comments_audit_log_export                         login  403    403    200    200
admin/comments/comment/<path:object_id>/            login  302    302    302    302

admin:comments_discussion_changelist                login  403    403    200    200
admin:comments_discussion_add                       login  403    403    403    403
admin:comments_discussion_change                    login  403    403    200    200
admin:comments_discussion_history                   login  403    403    200    200
admin:comments_discussion_delete                    login  403    403    403    403
admin:comments_discussion_policy                    login  403    403    200    200
admin/comments/discussion/<path:object_id>/         login  302    302    302    302

admin:comments_block_changelist                     login  403    403    403    200
admin:comments_block_add                            login  403    403    403    200
admin:comments_block_change                         login  403    403    403    200
admin:comments_block_history                        login  403    403    403    200
admin:comments_block_delete                         login  403    403    403    403
admin:comments_block_lift                           login  405    405    405    405
admin/comments/block/<path:object_id>/              login  302    302    302    302

admin:comments_moderationpolicy_changelist               login  403    403    403    200
admin:comments_moderationpolicy_add                      login  403    403    403    200
admin:comments_moderationpolicy_change                   login  403    403    403    200
admin:comments_moderationpolicy_history                  login  403    403    403    200
admin:comments_moderationpolicy_delete                   login  403    403    403    403
admin/comments/moderationpolicy/<path:object_id>/        login  302    302    302    302

admin:comments_reason_changelist                    login  403    403    403    200
admin:comments_reason_add                           login  403    403    403    200
admin:comments_reason_change                        login  403    403    403    200
admin:comments_reason_history                       login  403    403    403    200
admin:comments_reason_delete                        login  403    403    403    200
admin/comments/reason/<path:object_id>/             login  302    302    302    302

admin:comments_privacyact_changelist                   login  403    403    403    200
admin:comments_privacyact_reader                       login  403    403    403    200
admin:comments_privacyact_export                       login  405    405    405    405
admin:comments_privacyact_erase                        login  405    405    405    405
admin:comments_privacyact_add                          login  403    403    403    403
admin:comments_privacyact_change                       login  403    403    403    200
admin:comments_privacyact_history                      login  403    403    403    200
admin:comments_privacyact_delete                       login  403    403    403    403
admin/comments/privacyact/<path:object_id>/            login  302    302    302    302

admin:auth_user_changelist                          login  403    403    403    200
admin:auth_user_add                                 login  403    403    403    200
admin:auth_user_change                              login  403    403    403    200
admin:auth_user_password_change                     login  403    403    403    200
admin:auth_user_history                             login  403    403    403    200
admin:auth_user_delete                              login  403    403    403    200
admin/auth/user/<path:object_id>/                   login  302    302    302    302

admin:auth_group_changelist                         login  403    403    403    200
admin:auth_group_add                                login  403    403    403    200
admin:auth_group_change                             login  403    403    403    200
admin:auth_group_history                            login  403    403    403    200
admin:auth_group_delete                             login  403    403    403    200
admin/auth/group/<path:object_id>/                  login  302    302    302    302
"""
# Django's own manners, where they aren't 403: the list of an app of which somebody may see nothing doesn't exist (404);
# an object's address without a verb leads to its form (302), which then decides; logging out needs a POST (405), and
# whoever is out already is led to the desk, that is, to the log-in page.


def rows():
    """Return {row: {role: answer}}."""
    lines = (line.split() for line in TABLE.splitlines() if line)
    return {row: dict(zip(ROLES, answers, strict=True)) for row, *answers in lines}
