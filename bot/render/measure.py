"""Text on a figure: how large it turns out, and how it is made to fit. Sizes are fractions of the figure."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.text import Text
from matplotlib.transforms import Bbox


def box_of(text: Text) -> Bbox:
    """Where `text` is drawn; its figure must have an Agg canvas, which knows the fonts."""
    drawing = text.get_figure(root=True)
    assert drawing is not None
    return text.get_window_extent().transformed(drawing.transFigure.inverted())


def text_width(text: Text) -> float:
    width: float = box_of(text).width
    return width


def fit(text: Text, room: float, *, smaller: float | None = None, lines: int = 1) -> None:
    """Makes `text` fit a width: smaller first, then on more lines, at last cut with "…"."""
    if text_width(text) <= room:
        return
    if smaller:
        text.set_fontsize(smaller)
        if text_width(text) <= room:
            return
    words = text.get_text().split(" ")
    done: list[str] = []
    while words and len(done) < lines:
        n = len(words)
        while n > 1 and _measured(text, " ".join(words[:n])) > room:
            n -= 1
        done.append(" ".join(words[:n]))
        words = words[n:]
    if words:
        done[-1] += "…"
    while _measured(text, done[-1]) > room and len(done[-1]) > 2:
        done[-1] = done[-1][:-2].rstrip() + "…"
    text.set_text("\n".join(done))


def _measured(text: Text, words: str) -> float:
    text.set_text(words)
    return text_width(text)


def spread(at: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Centres as near to the ascending `at` as leaves each its size, within `low` to `high`."""
    out = list(at)
    for _ in range(100):
        moved = False
        for i in range(len(out) - 1):
            overlap = (sizes[i] + sizes[i + 1]) / 2 - (out[i + 1] - out[i])
            if overlap > 1e-6:
                out[i] -= overlap / 2
                out[i + 1] += overlap / 2
                moved = True
        if not moved:
            break
    for i, size in enumerate(sizes):
        floor = low + size / 2 if i == 0 else out[i - 1] + (sizes[i - 1] + size) / 2
        out[i] = max(out[i], floor)
    for i in reversed(range(len(sizes))):
        ceiling = high - sizes[i] / 2 if i == len(sizes) - 1 else out[i + 1] - (sizes[i + 1] + sizes[i]) / 2
        out[i] = min(out[i], ceiling)
    return out
