"""What others build on: the description of the API and its examples, and the page of errors."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from jsonschema_rs import validator_for

from services.api.errors_page import errors_page
from services.api.features import EXAMPLES
from tests.contracts.test_openapi import description

CONTRACT = Path(__file__).with_name("openapi.json")


def test_the_description_is_the_one_agreed_on_as_contract() -> None:
    told = json.dumps(description(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if os.environ.get("ELBRAUM_BLESS"):
        CONTRACT.write_text(told, encoding="utf-8")
    assert told == CONTRACT.read_text(encoding="utf-8")


def test_every_error_has_its_line_in_the_documentation() -> None:
    page = Path(__file__).parents[2] / "docs/errors.md"
    assert page.read_text(encoding="utf-8").endswith(errors_page())


def schema_of(name: str) -> dict[str, Any]:
    document = description()
    return {"$ref": f"#/components/schemas/{name}", "components": document["components"]}


@pytest.mark.parametrize("kind", EXAMPLES)
def test_each_example_is_valid(kind: str) -> None:
    validator_for(schema_of(f"{kind}Feature")).validate(EXAMPLES[kind])


def test_every_list_shows_an_example() -> None:
    schemas = description()["components"]["schemas"]
    assert all(schemas[f"{kind}Page"]["examples"] for kind in EXAMPLES)
    assert schemas["Problem"]["examples"][0]["faults"]


def test_each_address_says_what_it_does_and_what_its_parameters_mean() -> None:
    for path, operations in description()["paths"].items():
        for operation in operations.values():
            assert operation["description"], path
            assert all(p.get("description") for p in operation.get("parameters", [])), path
