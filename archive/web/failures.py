"""How a failure reaches a reader: one clear line and a true status, as JSON under ``/api``."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any, cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException

from archive.errors import GovnewsError, UsageError
from archive.reading.show import NotFoundError
from archive.web.context import render, web_of, wording_of
from archive.web.guard import is_of_api

logger = logging.getLogger(__name__)


def told(app: FastAPI) -> None:
    """Let the application answer each expected error."""
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(GovnewsError, _ours)
    app.add_exception_handler(SQLAlchemyError, _database)
    app.add_exception_handler(Exception, _bug)  # the server logs its traceback


def _invalid(request: Request, error: Exception) -> Response:
    problems = cast(RequestValidationError, error).errors()
    return _answer(request, 422, "; ".join(map(_line, problems[:3])))


def _http(request: Request, error: Exception) -> Response:
    failure = cast(HTTPException, error)
    return _answer(request, failure.status_code, str(failure.detail))


def _ours(request: Request, error: Exception) -> Response:
    if isinstance(error, NotFoundError):
        return _answer(request, 404, str(error))
    if isinstance(error, UsageError):
        return _answer(request, 422, str(error))
    return _unavailable(request, error)


def _database(request: Request, error: Exception) -> Response:
    return _unavailable(request, error)


def _bug(request: Request, _error: Exception) -> Response:
    return _answer(request, 500, "an error of govnews itself; see the server's log")


def _unavailable(request: Request, error: Exception) -> Response:
    """Tell the details to the log alone: they name files and hosts."""
    logger.error("%s: %s", request.url.path, error)
    return _answer(request, 503, "the archive does not answer; see the server's log")


def _answer(request: Request, status: int, message: str) -> Response:
    line = " ".join(message.split())
    if is_of_api(request.url.path):
        return JSONResponse({"error": line}, status_code=status)
    values = {"status": status, "message": line}
    page = render(web_of(request), request, wording_of(request), "error.html", values)
    page.status_code = status
    return page


def _line(problem: Mapping[str, Any]) -> str:
    """Say what is wrong with a parameter: its name, then what it should be."""
    _, *names = problem["loc"]
    message = str(problem["msg"]).removeprefix("Value error, ")
    return f"{'.'.join(map(str, names))}: {message}" if names else message
