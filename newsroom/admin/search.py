"""The search field above a list of the desk, and in the fields that choose from one: the same words find the same."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from newsroom.text.normalize import normalize, terms


class FoundByWords(admin.ModelAdmin):
    """A list of the admin whose rows are found by their search fields; `found_in` names others than the row's own."""

    search_fields = ["pk"]  # that there is a search; `found_in` says where it looks
    found_in: Sequence[str] = ()

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[QuerySet, bool]:
        return queryset.with_terms(search_term, *self.found_in), False


class FoundAmongFew(admin.ModelAdmin):
    """
    A list of the admin whose rows, some hundreds, have no search field: each is compared as it is asked for.

    `search_fields` are plain names of fields with text.
    """

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        """Find the rows in which every term stands; none is there twice."""
        asked, rows = terms(search_term), queryset.order_by().values_list("pk", *self.get_search_fields(request))
        said = {pk: normalize(" ".join(texts)) for pk, *texts in rows} if asked else {}
        found = [pk for pk, words in said.items() if all(term in words for term in asked)]
        return queryset.filter(pk__in=found) if asked else queryset, False
