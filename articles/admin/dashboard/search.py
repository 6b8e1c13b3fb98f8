"""The search over all stories at the desk."""

from django.contrib.admin import ModelAdmin

from articles.models.blocks import with_words


class SearchMixin(ModelAdmin):
    """Finds stories by all of their words, in the list; related stories by their headline."""

    def get_search_results(self, request, queryset, search_term):
        """
        Return the stories that have every word, and that none is there twice.

        What a block may point to is looked for by what it is known as alone: a live story whose working copy isn't
        open to somebody must not tell by its text.
        """
        if request.resolver_match.url_name == "autocomplete":
            return queryset.with_terms(search_term, "known_by"), False
        return with_words(queryset, search_term), False
