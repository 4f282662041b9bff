"""The API keeps what its description promises, for every address and inputs of all kinds."""

import os
from typing import Any
from uuid import UUID

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from geo.db import Access, Database
from geo.settings import Settings
from services.api.app import create_api
from services.api.openapi import describe
from tests.api.conftest import Client

# `make prove` asks as often as the issue states, `make test` a twentieth of it.
EXAMPLES = 1000 if os.environ.get("ELBRAUM_PROVE") else 50
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
]


async def nothing() -> None:
    pass


def description() -> dict[str, Any]:
    """Return what the API says of itself; for that it needs no database."""
    settings_ = Settings(_env_file=None)
    app = create_api(settings_, Database(Access("", "")), closing=nothing)
    return describe(app, "")


API = schemathesis.openapi.from_dict(description())
FOUND = [found.ok() for found in API.get_all_operations() if isinstance(found, Ok)]
# An address without parameters cannot be asked wrongly.
QUESTIONS = {
    f"{operation.method} {operation.path} {mode.value}": (operation, mode)
    for operation in FOUND
    for mode in GenerationMode
    if mode.is_positive or list(operation.iter_parameters())
}


@pytest.fixture
def ids(client: Client, unit: UUID) -> dict[str, str]:
    """Return objects that are there, by the collection in the address."""
    building = client.properties(f"/api/units/{unit}")["building_id"]
    return {"units": str(unit), "buildings": building}


def ask(client: Client, case: Case[Any]) -> httpx.Response:
    asked = case.as_transport_kwargs(base_url="http://localhost")
    asked.pop("cookies", None)
    if isinstance(asked.get("data"), (str, bytes)):
        asked["content"] = asked.pop("data")
    return client.ask(asked.pop("method"), asked.pop("url"), **asked)


@pytest.mark.parametrize(("operation", "mode"), QUESTIONS.values(), ids=QUESTIONS)
def test_every_answer_is_one_that_the_description_names(
    operation: APIOperation[Any, Any, Any, Any],
    mode: GenerationMode,
    client: Client,
    ids: dict[str, str],
) -> None:
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def check(case: Case[Any]) -> None:
        known = ids.get(operation.path.split("/")[2] if operation.path.count("/") > 1 else "")
        if mode.is_positive and known and "object_id" in case.path_parameters:
            case.path_parameters["object_id"] = known
        case.validate_response(ask(client, case), checks=CHECKS)

    check()
