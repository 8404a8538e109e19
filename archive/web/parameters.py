"""What a search on the web may ask, from the query string of its address and back into one."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Self
from urllib.parse import urlencode

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
    model_validator,
)

from archive.database.storable import MAX_ID, storable
from archive.days import day
from archive.search.answers import Sort
from archive.search.filters import Filters

MAX_QUERY = 2000
"""Characters. Longer ones are pasted texts, not questions."""
MAX_FILTER = 200
"""Characters of what a filter asks for."""
MAX_SITES = 50
"""Sites that one question may name."""
MAX_OFFSET = 10_000
"""Answers behind which paging ends: who reads that far narrows the dates, or exports."""
MAX_LIMIT = 100
"""Articles of one answer of the API."""


def _day(value: object) -> object:
    """Read a day; a form sends an empty field when none was chosen."""
    if not isinstance(value, str):
        return value
    if not value:
        return None
    return day(value)


def _site(value: str) -> str:
    if "," in value:
        raise ValueError("holds a comma; give site once for each site: site=a&site=b")
    return value


Day = Annotated[
    date | None,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "anyOf": [{"format": "date"}, {"maxLength": 0}]}),
]
Clean = AfterValidator(storable)
"""No database takes NUL or half a surrogate pair, not even to look for it."""
Words = Annotated[str, Field(max_length=MAX_FILTER), Clean]
SiteId = Annotated[Words, AfterValidator(_site)]
Question = Annotated[str, Field(max_length=MAX_QUERY), Clean]
Id = Annotated[int, Field(ge=1, le=MAX_ID)]
Offset = Annotated[int, Field(ge=0, le=MAX_OFFSET)]
Limit = Annotated[int, Field(ge=1, le=MAX_LIMIT)]


class FilterParameters(BaseModel):
    """Which articles a question is about, apart from their words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    site: list[SiteId] = Field(
        default=[], max_length=MAX_SITES, description="Site ids; any of them."
    )
    region: Words = Field(default="", description="A part of the region's path: 湖北省, 黄冈.")
    source: Words = Field(default="", description="A part of 来源.")
    section: Words = Field(default="", description="A part of a step of the breadcrumb.")
    author: Words = Field(default="", description="A part of an author's name.")
    since: Day = Field(default=None, description="Published on that day (in China) or later.")
    until: Day = Field(default=None, description="Published on that day or earlier.")
    originals: bool = Field(default=False, description="Leave out reprints.")

    @model_validator(mode="after")
    def _days_in_order(self) -> Self:
        if self.since and self.until and self.since > self.until:
            raise ValueError("since lies after until")
        return self

    def filters(self) -> Filters:
        """Say it as the archive's own filters."""
        return Filters(
            sites=tuple(site for site in self.site if site),
            region=self.region.strip() or None,
            source=self.source.strip() or None,
            section=self.section.strip() or None,
            author=self.author.strip() or None,
            since=self.since,
            until=self.until,
            originals=self.originals,
        )

    def query_string(self, **changes: Any) -> str:  # noqa: ANN401  any field's value
        """Write the parameters, some of them changed, as a query string without ``?``.

        What is as it is by default is left out: equal questions have equal addresses.
        """
        values = {**{name: getattr(self, name) for name in type(self).model_fields}, **changes}
        pairs = [
            (name, one)
            for name, value in values.items()
            for one in (value if isinstance(value, (list, tuple)) else [value])
            if one and one != _default(type(self), name)
        ]
        return urlencode([(name, _written(one)) for name, one in pairs])


class QuestionParameters(FilterParameters):
    """Words and filters."""

    q: Question = Field(
        default="", description='Words are ANDed; "…" is a phrase, OR, (…), -word, title:word.'
    )


class SearchParameters(QuestionParameters):
    """A whole question: what is asked for, and in which order."""

    sort: Sort = "relevance"


class SearchPageParameters(SearchParameters):
    """A question, and which page of its answers."""

    copies: bool = Field(default=False, description="List each copy of a text.")
    page: int = Field(default=1, ge=1, le=500)


def _default(model: type[BaseModel], name: str) -> object:
    field = model.model_fields.get(name)
    return field.default if field else None


def _written(value: object) -> str:
    return "1" if value is True else str(value)
