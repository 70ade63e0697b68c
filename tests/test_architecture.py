"""Every room has its layer. Which may import which, import-linter checks in `make lint`."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_every_room_has_a_layer() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers, apart = contracts[0], contracts[1]
    layered = {name.strip() for layer in layers["layers"] for name in layer.replace("|", ":").split(":")}
    rooms = {
        f"bot.{path.stem}"
        for path in (ROOT / "bot").iterdir()
        if (path.suffix == ".py" and path.stem != "__init__") or (path / "__init__.py").exists()
    }
    known = {"bot.local_slack", "bot.playground"}
    assert rooms - known == layered - {"handlers"}
    assert set(apart["forbidden_modules"]) == (layered - {"bot.__main__"})
