"""Bodies of changes and the version they are based on."""

from __future__ import annotations

import re
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from starlette.requests import Request

from geo import words
from geo.edits import Basis
from geo.errors import BadParameter, Fault
from geo.query.fields import MAX_FLOOR, MIN_FLOOR, expecting, plain
from services.api.refusals import WrongMediaType

MAX_VERSION = 2**31 - 1
_ETAG = re.compile(
    r'"(?P<id>[0-9a-f-]{36})-(?P<row_version>[1-9][0-9]{0,9})(-[0-9a-f]{18}(-br|-gzip)?)?"'
)


def _known_use(text: str) -> str:
    known = words.codes("unit_use")
    if text not in known:
        raise expecting("code", f"one of {', '.join(known)}")
    return text


Text = Annotated[str, Field(max_length=500), AfterValidator(plain)]
UseCode = Annotated[
    str,
    AfterValidator(_known_use),
    Field(json_schema_extra={"enum": list(words.codes("unit_use"))}),
]


class UnitChange(BaseModel):
    """Columns of a unit to correct; what is not named stays."""

    model_config = ConfigDict(
        extra="forbid", strict=True,
        json_schema_extra={"examples": [{"row_version": 1, "sign_name": "Blumen Richter"}]},
    )  # fmt: skip

    sign_name: Text | None = Field(default=None, description="name on the sign; null: none")
    position_text: Text = Field(default="", description="position in words")
    unit_use: UseCode = Field(default="unknown", description="use")
    floor: int = Field(default=0, ge=MIN_FLOOR, le=MAX_FLOOR, description="0 is the ground floor")
    row_version: int | None = Field(
        default=None, ge=1, le=MAX_VERSION, description="version that this change was made on"
    )
    reason: Text = Field(default="", description="why, for the history")

    def columns(self) -> dict[str, Any]:
        """Return the columns that the body names."""
        return self.model_dump(exclude_unset=True, exclude={"row_version", "reason"})


def basis_of(request: Request, id_: UUID, row_version: int | None) -> Basis:
    """Return what a change is based on: If-Match is strict, row_version in the body merges."""
    header = request.headers.get("if-match")
    if header is None:
        return Basis(row_version)
    found = _ETAG.fullmatch(header.strip())
    if found is None or found["id"] != str(id_) or int(found["row_version"]) > MAX_VERSION:
        wrong = Fault("header.If-Match", ascii(header)[:100], f'"{id_}-<row_version>"')
        raise BadParameter("If-Match names no version of this object", faults=(wrong,))
    return Basis(int(found["row_version"]), is_strict=True)


def require_json(request: Request) -> None:
    """Refuse a body that does not say it is JSON; a form of another site cannot say so."""
    told = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if told not in ("application/json", "application/merge-patch+json"):
        raise WrongMediaType(
            f"The body says it is {told[:100] or 'nothing'}", hint="send application/json"
        )
