"""House rules, over the parsed files: what no schema knows to be wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import hcl2
import pytest

from bot.settings import described, load_settings
from bot.sources.bigquery.filling import TABLES
from bot.sources.tables import COLUMNS
from tests.terraform.providers import MODULE, ROOT

BIGQUERY_TYPES = {
    "INTEGER": "BIGINT",
    "DATE": "DATE",
    "TIMESTAMP": "TIMESTAMP",
    "STRING": "VARCHAR",
    "FLOAT": "DOUBLE",
}
SQL_TYPES = {"INT64": "INTEGER", "FLOAT64": "FLOAT", "BOOL": "BOOLEAN"}


@cache
def parsed() -> dict[str, dict[str, Any]]:
    """Every resource by its address."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(MODULE.glob("*.tf")):
        for block in hcl2.loads(path.read_text("utf-8")).get("resource", []):
            for kind, named in block.items():
                for name, body in named.items():
                    found[f"{kind}.{name}".replace('"', "")] = body
    return found


def of_kind(kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    return ((name, body) for name, body in parsed().items() if name.startswith(f"{kind}."))


def everything() -> str:
    return "\n".join(path.read_text("utf-8") for path in sorted(MODULE.glob("*.tf")))


def table_sql(table: str) -> str:
    return (ROOT / "sql_templates" / f"tables_{table}.sql").read_text("utf-8")


def test_the_files_are_read() -> None:
    assert len(parsed()) > 25


def test_no_role_is_basic_or_administers() -> None:
    roles = set(re.findall(r'"(roles/[\w.]+)"', everything()))
    assert len(roles) > 10
    wrong = {r for r in roles if re.search(r"/(owner|editor|viewer)$|\.admin$|Admin$", r)}
    # Objects have to be deleted to be replaced: the state's lock, an older source.
    assert wrong <= {"roles/storage.objectAdmin"}


def test_members_are_added_and_no_policy_is_replaced() -> None:
    assert not [name for name in parsed() if re.search(r"_iam_(policy|binding)\.", name)]


def test_each_function_has_an_identity_of_its_own() -> None:
    [(_, function)] = of_kind("google_cloudfunctions2_function")
    [service] = function["service_config"]
    assert service["service_account_email"] == "${google_service_account.account[each.key].email}"
    functions = re.search(r"\n  functions = \{(.*?)\n  \}\n", everything(), re.S)
    accounts = re.search(r"\n  accounts = \{(.*?)\n  \}\n", everything(), re.S)
    assert functions is not None
    assert accounts is not None
    named = set(re.findall(r"^    (\w+) = \{", functions[1], re.M))
    assert named == {"slack", "worker", "digest"}
    assert named <= set(re.findall(r"^    (\w+)\s+= ", accounts[1], re.M))


def test_no_secret_has_a_value_here() -> None:
    assert not list(of_kind("google_secret_manager_secret_version"))
    literals = re.compile(r"xox[abp]-|xapp-|AIza[\w-]{20}|-----BEGIN|password\s*=", re.I)
    for path in (p for p in MODULE.rglob("*") if p.is_file() and ".terraform" not in p.parts):
        assert not literals.search(path.read_bytes().decode("utf-8", "replace")), path


def test_every_alert_reaches_somebody() -> None:
    policies = list(of_kind("google_monitoring_alert_policy"))
    assert policies
    for name, policy in policies:
        assert policy["notification_channels"], name


def test_every_metric_alerted_on_is_made() -> None:
    made = re.search(r"\n  log_metrics = \{(.*?)\n  \}\n", everything(), re.S)
    assert made is not None
    used = set(re.findall(r"logging\.googleapis\.com/user/tidings/(\w+)", everything()))
    assert used
    assert used <= set(re.findall(r"^    (\w+) = \{", made[1], re.M))


def test_settings_are_those_that_the_bot_reads() -> None:
    block = re.search(r"\n  env = \{(.*?)\n  \}\n", everything(), re.S)
    assert block is not None
    given = set(re.findall(r"^      ([A-Z_]+)\s+= ", block[1], re.M)) | set(
        re.findall(r"(SLACK_\w+)", everything())
    )
    read = {row.variable.name for row in described()}
    assert len(given) > 15
    assert given - read == {"MPLCONFIGDIR"}


def test_settings_come_out_as_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    """The values that Terraform writes as text, read by the bot."""
    for name, value in {
        "TIDINGS_ATTEMPTS": "10",
        "TIDINGS_SHARED_CHANNELS": "refuse",
        "TIDINGS_CHANNELS": "",
        "TIDINGS_MOST_GIB": "200",
    }.items():
        assert name in everything()
        monkeypatch.setenv(name, value)
    read = load_settings()
    assert (read.attempts, read.shared_channels, read.channels, read.most) == (10, False, (), 200 * 2**30)


@pytest.mark.parametrize("table", COLUMNS)
def test_columns_are_the_stores(table: str) -> None:
    schema = json.loads((MODULE / "schemas" / f"{table}.json").read_text("utf-8"))
    assert {c["name"]: BIGQUERY_TYPES[c["type"]] for c in schema} == dict(COLUMNS[table])
    assert [c["name"] for c in schema] == list(COLUMNS[table])


@pytest.mark.parametrize("table", TABLES)
def test_tables_are_those_of_the_command_line(table: str) -> None:
    """Made by Terraform or by `doctor --fix`, a table is the same."""
    sql = table_sql(table)
    schema = json.loads((MODULE / "schemas" / f"{table}.json").read_text("utf-8"))
    told = re.findall(r'^  (\w+) (\S.*?) OPTIONS \(description = "(.*?)"\)', sql, re.M)
    assert [(c["name"], c["description"]) for c in schema] == [(name, text) for name, _, text in told]
    for column, (_, kind, _) in zip(schema, told, strict=True):
        if kind.startswith("ARRAY<STRUCT"):
            assert (column["type"], column["mode"]) == ("RECORD", "REPEATED")
        else:
            assert column["type"] == SQL_TYPES.get(kind, kind)

    block = re.search(rf"\n    {table} = \{{(.*?)\n    \}}", everything(), re.S)
    assert block is not None
    partition = re.search(r'partition\s+= \{ field = "(\w+)", type = "(\w+)", required = (\w+)', block[1])
    clustering = re.search(r"clustering\s+= \[(.*)\]", block[1])
    by = re.search(r"^PARTITION BY (?:DATE_TRUNC\((\w+), (\w+)\)|(\w+))", sql, re.M)
    if by is None:
        assert partition is None
    else:
        assert partition is not None
        assert (partition[1], partition[2]) == (by[1] or by[3], by[2] or "DAY")
        assert (partition[3] == "true") == ("require_partition_filter = TRUE" in sql)
    cluster = re.search(r"^CLUSTER BY (.*)$", sql, re.M)
    assert (clustering[1].replace('"', "") if clustering else None) == (cluster[1] if cluster else None)
