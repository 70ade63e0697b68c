"""Which warehouse the settings name."""

from __future__ import annotations

from bot.settings import Settings
from bot.sources.warehouse import Warehouse


def open_warehouse(settings: Settings) -> Warehouse:
    """The store in `settings.data`, or the dataset in BigQuery. Make one for a process: it keeps connections.

    Opening reads nothing; what is wrong shows in the first query, as a WarehouseError.
    """
    if settings.warehouse == "bigquery":
        from bot.sources.bigquery.warehouse import BigQueryWarehouse, connection

        return BigQueryWarehouse(connection(settings), cap=settings.ask_above)
    from bot.sources.duckdb import DuckDBWarehouse
    from bot.sources.store import Store

    return DuckDBWarehouse(Store(settings.data))
