"""The queries of `sql_templates/` as GoogleSQL text: templating chooses structure, never carries a value."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.sources.warehouse import Query

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = Path(__file__).resolve().parents[2] / "sql_templates"


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(loader=FileSystemLoader(FOLDER), undefined=StrictUndefined, autoescape=False)


def render(query: Query, dataset: str = "") -> str:
    """The GoogleSQL of a query. `dataset` is a prefix for table names that ends in a dot, or empty.

    Raises TypeError if the query's structure holds anything but numbers and truth values in lists and
    mappings: a text could be a person's, and belongs into the parameters.
    """
    _require_structure(query.shape)
    template = _environment().get_template(f"{query.template}.sql")
    return template.render(shape=query.shape, dataset=dataset)


def _require_structure(shape: Any) -> None:
    if isinstance(shape, Mapping):
        for part in shape.values():
            _require_structure(part)
    elif isinstance(shape, list | tuple):
        for part in shape:
            _require_structure(part)
    elif shape is not None and not isinstance(shape, bool | int):
        raise TypeError(f"a query's structure holds numbers and truth values only, not {shape!r}")
