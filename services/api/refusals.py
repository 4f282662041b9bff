"""Refusals that only exist where HTTP is spoken."""

from __future__ import annotations

from geo.errors import ElbraumError, InvalidInput, NotFound


class Forbidden(ElbraumError):
    """The visitor may not do this."""

    code = "forbidden"
    exit_code = 50


class NotPublic(NotFound):
    """What is asked for exists for the administration only."""

    code = "not_public"


class UnknownHost(InvalidInput):
    """The request names a host that this installation does not answer for."""

    code = "unknown_host"


class TooLarge(InvalidInput):
    """A request is longer than anything sensible."""

    code = "too_large"


class WrongMediaType(InvalidInput):
    """A body is not JSON."""

    code = "wrong_media_type"


class WrongMethod(InvalidInput):
    """The address exists, but not with this method."""

    code = "wrong_method"
