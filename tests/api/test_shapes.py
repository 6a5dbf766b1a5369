"""What does not fit: hostile values, the schema that says what fits, and requests made from that schema."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as searching
from pytest_django import Settings

from openhold.actions.home import Home
from openhold.api.urls import api
from openhold.projections.log import Log
from openhold.workbench.configuration import Configuration
from openhold.workbench.token import Token
from tests.api.conftest import Lived, Program
from tests.web.conftest import browser

HOSTILE = (
    "<script>alert(1)</script>", "\u202eeluR", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "=1+1",
    "'; DROP TABLE x; --",
    "\u05de\u05e9\u05e8\u05d3", "a" * 20_000, "%00", "../../etc/passwd", "${jndi:ldap://x}", "\u0000", "\ud800", " ",
)  # fmt: skip
"""Texts of which each is recorded as it is, or refused in a sentence."""


def test_hostile_texts_are_recorded_as_they_are_or_refused_in_a_sentence(
    lived: Lived, program: Callable[..., Program]
) -> None:
    who, of = program("Maren Tolliver", owner=True), f"/matters/{lived.matter}"
    taken = 0
    for text in HOSTILE:
        answer = who.ask("POST", f"{of}/custodians", {"name": text})
        assert answer.status in (200, 422), (text, answer.content)
        if answer.status == 200:
            taken += 1
            assert answer.json["name"] == text
            assert who.ask("GET", f"{of}/custodians/{answer.json['custodian']}").json["name"] == text
        else:
            assert answer.message.endswith((".", "?"))
        title = who.ask("POST", "/matters", {"title": text})
        assert title.status in (200, 422), (text, title.content)
    assert taken >= 7


def test_hostile_addresses_find_nothing(lived: Lived, program: Callable[..., Program]) -> None:
    who = program("Maren Tolliver", owner=True)
    for text in HOSTILE:
        part = quote(text[:200], safe="", errors="surrogatepass")
        for path in (f"/matters/{part}", f"/matters/{lived.matter}/holds/{part}", f"/matters/{lived.matter}/{part}"):
            answer = who.ask("GET", path)
            assert (answer.status, answer.code) == (404, "not-found"), path


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"{", "Cannot parse request body"),
        (b"", "body: Field required."),
        (b"[]", ""),
        (b'{"name": 1}', "name: Input should be a valid string."),
        (b'{"name": "x", "nmae": "y"}', "nmae: Extra inputs are not permitted."),
        (b'{"name": "a\\u0000b"}', "name: the sign U+0000 in it is no part of a text."),
        (b"\xff\xfe", "Cannot parse request body"),
        (
            b'{"name": "x", "email": "no address"}',
            "'no address' is no e-mail address. Leave it out where there is none.",
        ),
        (b'"' + b"x" * 3_000_000 + b'"', ""),
    ],
)
def test_a_body_that_does_not_fit_is_refused_in_one_sentence_and_nothing_is_recorded(
    lived: Lived, program: Callable[..., Program], body: bytes, said: str
) -> None:
    who, before = program("Maren Tolliver", owner=True), Log.objects.get(matter=lived.matter).size
    answer = who.ask("POST", f"/matters/{lived.matter}/custodians", body)
    assert (answer.status, answer.code) == (422, "usage"), answer.content
    assert said in answer.message
    assert Log.objects.get(matter=lived.matter).size == before


def test_days_are_written_in_one_way_alone(lived: Lived, program: Callable[..., Program]) -> None:
    who, path = program("Maren Tolliver", owner=True), f"/matters/{lived.matter}/custodians/{lived.ids['custodian']}"
    for day in ("2026-02-30", "13.3.2026", "2026-3-1", 1_700_000_000, "2026-03-13T00:00:00", None):
        assert who.ask("POST", f"{path}/left", {"on": day}).status == 422
    assert who.ask("POST", f"{path}/left", {"on": "2026-03-13"}).json["left"] == "2026-03-13"


def test_a_method_or_address_that_is_not_there_is_told_in_json(lived: Lived, program: Callable[..., Program]) -> None:
    who = program("Maren Tolliver", owner=True)
    answer = who.ask("DELETE", "/matters")
    assert (answer.status, answer.code) == (405, "usage")
    for path in ("/", "/docs", "/matters/", "/nothing"):
        assert Program(None).ask("GET", path).code == "not-found"


def test_the_document_describes_every_operation_and_needs_no_token(served: Home) -> None:
    answer = browser().get("/api/v1/openapi.json")
    assert answer.status_code == 200
    said = answer.json()
    assert said["components"]["securitySchemes"]["Bearer"]["scheme"] == "bearer"
    for path, methods in said["paths"].items():
        assert path.startswith("/api/v1/")
        for operation in methods.values():
            assert operation["security"]
            assert operation["description"].endswith(".")


def test_what_is_made_from_the_schema_never_makes_the_server_fail(
    lived: Lived, program: Callable[..., Program], settings: Settings
) -> None:
    """Requests that fit the schema, and that do not; each operation some of them, the same ones every time."""
    settings.CONFIGURED = Configuration()
    who = program("Maren Tolliver", owner=True)
    schema = schemathesis.openapi.from_dict(api.get_openapi_schema())
    failed: list[Any] = []
    for found in schema.get_all_operations():
        operation = found.ok()
        if operation.path.endswith("/audits"):
            # They are run as often as they are asked for.
            continue
        _try(operation, who, lived, failed)
    assert failed == []
    assert Token.objects.get(account=who.account).revoked_at is None


def _try(operation: Any, who: Program, lived: Lived, failed: list[Any]) -> None:
    @given(case=operation.as_strategy())
    @searching(
        max_examples=3, database=None, deadline=None, derandomize=True, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def one(case: Any) -> None:
        for name, value in {**lived.ids, "matter": lived.matter, "version": "1"}.items():
            if name in case.path_parameters:
                case.path_parameters[name] = value
        path = case.formatted_path.removeprefix("/api/v1")
        query = "&".join(f"{quote(str(k))}={quote(str(v))}" for k, v in (case.query or {}).items())
        body = None if type(case.body).__name__ == "NotSet" else case.body
        kind = case.media_type or "application/json"
        if isinstance(body, str) and kind == "text/csv":
            body = body.encode("utf-8", "replace")
        answer = who.ask(case.method, f"{path}?{query}", body, content_type=kind)
        if answer.status >= 500:
            failed.append((case.method, path, query, body, answer.content[:300]))

    one()
