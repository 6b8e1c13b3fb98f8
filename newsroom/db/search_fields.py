"""
A search column: the row's words, normalised (newsroom/text/normalize.py).

Both databases answer `LIKE` over such a column alike: neither needs to know accents or capitals. A model inherits
Searchable, its queryset SearchableQuerySet; these update the column with every write of its sources.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Self, TypeVar

from django.db import connections, models, transaction

from newsroom.text.html import to_plain
from newsroom.text.normalize import normalize, terms

AT_ONCE = 500  # rows in a query that goes through all of them

Row = TypeVar("Row", bound=models.Model)


class SearchTextField(models.TextField):
    """
    The normalised words of some fields of the row, a line each, so that no term is found across two of them.

    `sources` are the names of fields with text or with a list of texts, `markup` those of fields with HTML, whose
    tags and entities aren't words.
    """

    def __init__(self, *, sources: Iterable[str] = (), markup: Iterable[str] = (), **kwargs: Any) -> None:
        self.sources, self.markup = tuple(sources), tuple(markup)
        super().__init__(**kwargs | {"editable": False, "blank": True, "default": ""})

    def deconstruct(self) -> Any:
        """Leave out what __init__ sets."""
        name, path, args, kwargs = super().deconstruct()
        for given in ("editable", "blank", "default"):
            del kwargs[given]
        return name, path, args, kwargs | {"sources": self.sources, "markup": self.markup}

    def made_of(self, values: Mapping[str, Any]) -> str:
        """Normalise these values of its sources, {name: value}."""
        found = [*self._listed(values), *(to_plain(values[name]) for name in self.markup)]
        return "\n".join(filter(None, map(normalize, found)))

    def reads(self, names: Iterable[str]) -> bool:
        return not {*self.sources, *self.markup}.isdisjoint(names)

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Write the text into the row before it is saved."""
        text = self.made_of({name: getattr(model_instance, name) for name in (*self.sources, *self.markup)})
        setattr(model_instance, self.attname, text)
        return text

    def _listed(self, values: Mapping[str, Any]) -> Iterator[str]:
        for name in self.sources:
            value = values[name]
            yield from map(str, value if isinstance(value, list) else [value or ""])


def search_fields(model: type[models.Model]) -> list[SearchTextField]:
    return [field for field in model._meta.concrete_fields if isinstance(field, SearchTextField)]


class SearchableQuerySet(models.QuerySet[Row]):
    """Rows with search columns, which every write keeps up to date."""

    def with_terms(self, asked: str, *fields: str) -> Self:
        """Find the rows in which every term of a search stands, in any of these search fields."""
        names = fields or [field.name for field in search_fields(self.model)]
        return self.filter(*(says(term, *names) for term in terms(asked)))

    def update(self, **values: Any) -> int:
        """Update rows as Django does, and their search columns."""
        stale = [field for field in search_fields(self.model) if field.name not in values and field.reads(values)]
        known = {field.name: field.made_of(values) for field in stale if _are_plain(field, values)}
        if len(known) == len(stale):
            return super().update(**values, **known)
        self._for_write = True  # or `db` is where it is read
        with transaction.atomic(using=self.db):
            # Locked, and by their ids from here on: a row that begins to match meanwhile would be changed without its
            # search column, and what another transaction saves meanwhile would be overwritten.
            fitting: models.QuerySet[Row] = models.QuerySet(self.model, using=self.db).filter(
                pk__in=self.order_by().values("pk")
            )
            rows = list(fitting.order_by("pk").select_for_update().values_list("pk", flat=True))
            chunks = [rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE)]
            number = sum(models.QuerySet.update(self.filter(pk__in=chunk), **values) for chunk in chunks)
            fill(self.model, rows, using=self.db)
        return number

    update.alters_data = True  # type: ignore[attr-defined]  # Django's mark, which the stubs don't know

    def bulk_update(self, objs: Iterable[Any], fields: Iterable[str], batch_size: int | None = None) -> int:
        """Update these fields of rows as Django does, and their search columns."""
        objs, stale = tuple(objs), [field for field in search_fields(self.model) if field.reads(fields)]
        for field in stale:
            for row in objs:
                field.pre_save(row, False)
        return super().bulk_update(objs, {*fields, *(field.name for field in stale)}, batch_size)

    bulk_update.alters_data = True  # type: ignore[attr-defined]  # Django's mark, which the stubs don't know


class Searchable(models.Model):
    """A row with search columns, which are saved with it."""

    objects = SearchableQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Save, with the search columns whose sources are saved."""
        fields = search_fields(type(self))
        if update_fields is not None:
            update_fields = set(update_fields)
            update_fields |= {field.name for field in fields if field.reads(update_fields)}
        for field in fields:
            self.__dict__.setdefault(field.attname, "")  # one that wasn't read would not be saved
        super().save(*args, update_fields=update_fields, **kwargs)


def says(term: str, *fields: str) -> models.Q:
    """Whether a normalised term stands in one of these search fields."""
    return models.Q(*((f"{field}__contains", term) for field in fields), _connector=models.Q.OR)


def fill(model: type[models.Model], pks: Sequence[Any] | None = None, *, using: str = "default") -> None:
    """
    Recompute the search columns of the rows with these ids, or of all of a model (also one of a migration's).

    By plain UPDATEs: Django's bulk_update takes minutes for 200,000 rows.
    """
    fields, name = search_fields(model), connections[using].ops.quote_name
    columns = ", ".join(f"{name(field.column)} = %s" for field in fields)
    statement = f"UPDATE {name(model._meta.db_table)} SET {columns} WHERE {name(model._meta.pk.column)} = %s"  # noqa: S608
    for rows in _chunks(models.QuerySet(model, using=using).order_by("pk"), pks):
        with connections[using].cursor() as cursor:
            cursor.executemany(statement, [[*(each.pre_save(row, False) for each in fields), row.pk] for row in rows])


def _chunks(rows: models.QuerySet[Any], pks: Sequence[Any] | None) -> Iterator[Iterable[Any]]:
    if pks is not None:
        for start in range(0, len(pks), AT_ONCE):
            yield rows.filter(pk__in=pks[start : start + AT_ONCE])
        return
    last = 0
    while chunk := list(rows.filter(pk__gt=last)[:AT_ONCE]):
        last = chunk[-1].pk
        yield chunk


def _are_plain(field: SearchTextField, values: Mapping[str, Any]) -> bool:
    """Whether all sources of a field are given as plain values, none as an expression of the database."""
    given = [values.get(name, models.F(name)) for name in (*field.sources, *field.markup)]
    return not any(hasattr(value, "resolve_expression") for value in given)
