"""Whatever is asked, the answer is an answer or a refusal, never a failure of the server."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient

ODD = (
    *('"', '""', '"unbalanced', "-", "--", "OR", "AND", "OR OR", "-OR", "title:", 'title:"', "^x"),
    *("-title:x", "'; DROP TABLE articles; --", "1 OR 1=1", "%", "_", "*", "a*", "NEAR(a b)"),
    *("col:word", "{a b}: c", "<script>", "&lt;", "\\", "%00", "\x00", "\x00疫情", "\ufffe"),
    *("\u202e", "\u200b", "e\u0301", "㎡", "١٢٣", "🇨🇳", "疫" * 2000, "疫 " * 999, "OR " * 600),
    *('"' * 2000, "-" * 2000, "(" * 2000),
)
PATHS = (
    *(
        "/articles",
        "/articles/{article_id}",
        "/articles/{article_id}/versions",
        "/search",
        "/facets",
    ),
    *("/changes", "/clusters", "/spam", "/sites", "/stats"),
)
OWN_HOST = {"host": "localhost"}
CHECKS: list[Any] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
]


@pytest.fixture(scope="module")
def schema(app: FastAPI) -> Any:  # noqa: ANN401  schemathesis names no type for it
    return schemathesis.openapi.from_asgi("/api/openapi.json", app, headers=OWN_HOST)


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize("path", PATHS)
def test_the_api_keeps_its_own_description(schema: Any, path: str, mode: GenerationMode) -> None:  # noqa: ANN401  as above
    @given(case=schema[f"/api{path}"]["GET"].as_strategy(mode))
    @settings(max_examples=15, derandomize=True, suppress_health_check=list(HealthCheck))
    def ask(case: Any) -> None:  # noqa: ANN401  as above
        case.call_and_validate(headers=OWN_HOST, checks=CHECKS)

    ask()


@pytest.mark.parametrize("page", ["/", "/feed.atom", "/api/search", "/articles/1"])
def test_odd_queries_are_answered(client: TestClient, page: str) -> None:
    for query in ODD:
        answer = client.get(page, params={"q": query})
        assert answer.status_code == 200, (query, answer.text)


NAMES = ("q", "region", "source", "section", "author")


@given(
    texts=st.fixed_dictionaries(dict.fromkeys(NAMES, st.text(max_size=20))),
    sites=st.lists(st.text(max_size=10).filter(lambda text: "," not in text), max_size=3),
)
@settings(max_examples=25)
def test_any_text_is_a_valid_question(
    client: TestClient, texts: dict[str, str], sites: list[str]
) -> None:
    for page in ("/", "/feed.atom"):
        assert client.get(page, params={**texts, "site": sites}).status_code == 200


@given(path=st.binary(max_size=30), query=st.binary(max_size=60))
@settings(max_examples=50)
def test_any_address_is_answered(client: TestClient, path: bytes, query: bytes) -> None:
    answer = client.get(f"/{quote(path.lstrip(b'/'))}?{quote(query, safe='=&+')}")
    assert answer.status_code in {200, 404, 422}
