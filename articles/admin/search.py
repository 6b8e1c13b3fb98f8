"""The search over all stories at the desk."""

import re

from django.contrib.admin import ModelAdmin

WORDS = re.compile(r'"([^"]+)"|(\S+)')  # Django's own splitting takes l'eau et d'autres for a quotation
MOST_WORDS = 20  # the database refuses a question of some hundreds of words


class SearchMixin(ModelAdmin):
    """Finds stories by all of their words, in the list; related stories by their headline."""

    def get_search_results(self, request, queryset, search_term):
        """
        Return the stories that have every word, and that none is there twice.

        What a block may point to is looked for by what it is known as alone: a live story whose working copy isn't
        open to somebody must not tell by its text.
        """
        if request.resolver_match.url_name == "autocomplete":
            return queryset.known_by(words_of(search_term)), False
        return queryset.with_words(words_of(search_term)), False


def words_of(term):
    """Return the first words of a search, each once; what stands in double quotation marks is one."""
    return list(dict.fromkeys(phrase or word for phrase, word in WORDS.findall(term)))[:MOST_WORDS]
