"""Sections, tags and contributors."""

from django.contrib import admin
from django.db import transaction

from articles.models import Contributor, Section, Tag
from newsroom import pagecache


class SiteWideAdmin(admin.ModelAdmin):
    """What is shown on many pages: each change makes every page fresh, in the same transaction."""

    def flips(self, obj):
        """Return the moments at which the clock will change what is shown of this row, for pagecache.bump."""
        return []

    def save_related(self, request, form, formsets, change):
        """Save, and bump the site's stamp."""
        with transaction.atomic():
            super().save_related(request, form, formsets, change)
            pagecache.bump(pagecache.SITE, flips=self.flips(form.instance))

    def delete_model(self, request, obj):
        """Delete, and bump the site's stamp."""
        with transaction.atomic():
            _wait_for_whoever_publishes(type(obj), [obj.pk])
            super().delete_model(request, obj)
            pagecache.bump(pagecache.SITE)

    def delete_queryset(self, request, queryset):
        """Delete several, and bump the site's stamp."""
        with transaction.atomic():
            _wait_for_whoever_publishes(queryset.model, [obj.pk for obj in queryset])
            super().delete_queryset(request, queryset)
            pagecache.bump(pagecache.SITE)


def _wait_for_whoever_publishes(model, keys):
    """Lock these rows: an edition that is being made with one (articles/pointed.py) is there to be seen after that."""
    list(model.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))


@admin.register(Section)
class SectionAdmin(SiteWideAdmin):
    """The paper's fixed divisions."""

    list_display = ["name", "slug", "position"]
    prepopulated_fields = {"slug": ["name"]}
    search_fields = ["name"]
    filter_horizontal = ["editors"]

    def get_fields(self, request, obj=None):
        """Show who edits the section to those alone who say it."""
        fields = super().get_fields(request, obj)
        return fields if request.user.is_superuser else [name for name in fields if name != "editors"]


@admin.register(Tag)
class TagAdmin(SiteWideAdmin):
    """Free topics."""

    list_display = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    search_fields = ["name"]


@admin.register(Contributor)
class ContributorAdmin(SiteWideAdmin):
    """Who can stand in a byline."""

    list_display = ["name", "kind"]
    list_filter = ["kind"]
    prepopulated_fields = {"slug": ["name"]}
    search_fields = ["name"]
    raw_id_fields = ["user"]
