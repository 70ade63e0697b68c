"""The queries of `sql_templates/` as GoogleSQL text: templating chooses structure, never carries a value."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot.sources.warehouse import Query

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = Path(__file__).resolve().parents[2] / "sql_templates"


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(loader=FileSystemLoader(FOLDER), undefined=StrictUndefined, autoescape=False)


def render(query: Query, dataset: str = "") -> str:
    """The GoogleSQL of a query. `dataset` is a prefix for table names that ends in a dot, or empty."""
    template = _environment().get_template(f"{query.template}.sql")
    return template.render(shape=query.shape, dataset=dataset)
