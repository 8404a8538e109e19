"""The keys that a catalogue knows, and the check of one entry against them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from seeds import values
from seeds.addresses import covers, host_of
from seeds.errors import CatalogueError, catalogue_error
from seeds.values import Reader, SelectorCheck, ValueProblem

SITE_KEYS: dict[str, Reader] = {
    "id": values.site_id,
    "name": values.text,
    "start_urls": values.list_of(values.url, filled=True),
    "region": values.region,
    "region_code": values.region_code,
    "level": values.level,
    "allowed_domains": values.list_of(values.domain, filled=True),
    "list_urls": values.list_of(values.pattern),
    "article_urls": values.list_of(values.pattern),
    "exclude_urls": values.list_of(values.pattern),
    "sitemaps": values.list_of(values.url),
    "delay": values.delay,
    "max_pages": values.page_bound,
    "obey_robots": values.flag,
    "enabled": values.flag,
    "render": values.flag,
    "selectors": values.table,
}
REQUIRED_KEYS = ("id", "name", "start_urls")
SELECTOR_KEYS = (
    "title",
    "published_at",
    "source",
    "authors",
    "editors",
    "section",
    "body",
    "remove",
)
_FIELD_OF_KEY = {"delay": "delay_seconds"}


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a value stands, for messages."""

    file: str
    site: str

    def error(self, problem: str, *, key: str = "", cure: str = "") -> CatalogueError:
        return catalogue_error(problem, file=self.file, site=self.site, key=key, cure=cure)

    def read(self, key: str, value: object, read: Reader) -> Any:  # noqa: ANN401 - as ``read``
        try:
            return read(value)
        except ValueProblem as wrong:
            raise self.error(wrong.problem, key=key, cure=wrong.cure) from None

    def refuse_unknown(self, keys: Mapping[str, object], known: list[str], prefix: str) -> None:
        for key in keys:
            if key not in known:
                cure = _did_you_mean(str(key), known)
                raise self.error("unknown key", key=f"{prefix}{key}", cure=cure)


def site_tables(data: Mapping[str, object], *, file: str) -> list[object]:
    """Return the ``[[site]]`` tables of a parsed file. Raises CatalogueError if it has none."""
    for key in data:
        if key != "site":
            raise catalogue_error(
                "unknown key", file=file, key=str(key), cure=_did_you_mean(str(key), ["site"])
            )
    entries = data.get("site")
    cure = "begin each site with [[site]]"
    if entries is not None and not isinstance(entries, list):
        raise catalogue_error("is not a list of tables", file=file, key="site", cure=cure)
    if not entries:
        raise catalogue_error("the file holds no site", file=file, cure=cure)
    return entries


def read_site(
    entry: object, *, number: int, file: str, check_selector: SelectorCheck | None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Check one ``[[site]]`` and return the fields of its Site and of its Selectors.

    ``number`` counts the file's sites from 0; messages use it until an id is known. Raises
    CatalogueError.
    """
    place = _Place(file, f"number {number + 1}")
    table = place.read("site", entry, values.table)
    place = _Place(file, _label(table, number))
    place.refuse_unknown(table, list(SITE_KEYS), "")
    for key in REQUIRED_KEYS:
        if key not in table:
            raise place.error("missing", key=key, cure=f"add {key} = ..., which is required")
    fields = {key: place.read(key, value, SITE_KEYS[key]) for key, value in table.items()}
    selectors = _read_selectors(fields.pop("selectors", {}), place, check_selector)
    fields["allowed_domains"] = _domains(fields, place)
    return {_FIELD_OF_KEY.get(key, key): value for key, value in fields.items()}, selectors


def _label(table: Mapping[str, object], number: int) -> str:
    """Return what names the site in messages: its id if it is usable, else its number."""
    try:
        return f'"{values.site_id(table.get("id"))}"'
    except ValueProblem:
        return f"number {number + 1}"


def _read_selectors(
    table: Mapping[str, object], place: _Place, check: SelectorCheck | None
) -> dict[str, Any]:
    place.refuse_unknown(table, list(SELECTOR_KEYS), "selectors.")
    one = values.selector(check)
    many = values.list_of(values.given(one))
    return {
        key: place.read(f"selectors.{key}", value, many if key == "remove" else one)
        for key, value in table.items()
    }


def _domains(fields: Mapping[str, Any], place: _Place) -> tuple[str, ...]:
    """Return the allowed domains: those given, which must cover the start URLs, or their hosts."""
    hosts = tuple(dict.fromkeys(host_of(url) for url in fields["start_urls"]))
    allowed: tuple[str, ...] = fields.get("allowed_domains", hosts)
    for host in hosts:
        if not any(covers(domain, host) for domain in allowed):
            raise place.error(
                f"leaves out {host}, the host of a start URL",
                key="allowed_domains",
                cure=f'add "{host}", or leave the key out',
            )
    return allowed


def _did_you_mean(key: str, known: list[str]) -> str:
    # 0.5 instead of difflib's 0.6 also finds start_urls for urls and delay for delay_seconds.
    close = get_close_matches(key, known, n=1, cutoff=0.5)
    if close:
        return f'did you mean "{close[0]}"?'
    return f"known keys: {', '.join(known)}"
