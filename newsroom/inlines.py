"""Rows of a form at the desk that have an end: no posted number makes the server build thousands of forms."""


class Bounded:
    """
    An inline of the admin with `max_num` rows at most.

    Twice as many are read, so that whoever has typed too many finds all of them in the form that is shown again.
    Django's own `absolute_max` is a thousand more than `max_num`, each of them a form that a forged number builds.
    """

    def get_formset(self, request, obj=None, **kwargs):
        """Return the class of the formset."""
        return super().get_formset(request, obj, absolute_max=2 * self.max_num, **kwargs)
