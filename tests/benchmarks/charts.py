"""How long a chart takes: run with ``python -m tests.benchmarks.charts``.

Prints CPU seconds for the import, the first chart and warm charts of each kind, and PNG sizes.
"""

from __future__ import annotations

import time
from statistics import median


def main(rounds: int = 5) -> None:
    began = time.process_time()
    from bot.render.chart import chart_png

    print(f"import       {time.process_time() - began:.2f} s CPU")
    from tests.render import examples as ex

    began = time.process_time()
    chart_png(ex.sentiment())
    print(f"first chart  {time.process_time() - began:.2f} s CPU")
    kinds = {
        "sentiment": ex.sentiment(),
        "compare 5": ex.compared(),
        "volume": ex.volume(),
        "ten years": ex.decade(),
    }
    for name, answer in kinds.items():
        taken = []
        for _ in range(rounds):
            began = time.process_time()
            png = chart_png(answer) or b""
            taken.append(time.process_time() - began)
        print(f"{name:<12} {median(taken):.2f} s CPU, {len(png) / 1000:.0f} kB")


if __name__ == "__main__":
    main()
