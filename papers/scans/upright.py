"""How a page lies that was photographed turned: by the shape of its lines, and by which way up their letters stand."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

# Lines that are looked at: the longest, whose letters say most.
_LINES, _FEWEST, _LONG, _SURE = 7, 2, 1.5, 0.8
Span = tuple[float, float, float, float]


def turned(page: "Image", turns: int) -> "Image":
    """By quarters against the clock."""
    return page.rotate(90 * turns, expand=True) if turns else page


def quarter_turns(engine: Any, page: "Image", boxes: list[Span]) -> int:
    """How many quarters against the clock set the page upright; `boxes` are its lines as they lie now."""
    tall = [box for box in boxes if box[3] - box[1] > _LONG * (box[2] - box[0])]
    wide = [box for box in boxes if box[2] - box[0] > _LONG * (box[3] - box[1])]
    lies = len(tall) > len(wide)
    lines = sorted(tall if lies else wide, key=_length, reverse=True)[:_LINES]
    if len(lines) < _FEWEST:
        return 0
    crops = [page.crop((int(left), int(top), int(right) + 1, int(foot) + 1)) for left, top, right, foot in lines]
    over = sum(_is_upside_down(engine, turned(crop, int(lies))) for crop in crops)
    is_over = 3 * over > 2 * len(lines)
    return (3 if is_over else 1) if lies else (2 if is_over else 0)


def _length(box: Span) -> float:
    return max(box[2] - box[0], box[3] - box[1])


def _is_upside_down(engine: Any, line: "Image") -> bool:
    import numpy as np

    told = engine(np.array(line)[..., ::-1], use_det=False, use_cls=True, use_rec=False)
    label, level = told.cls_res[0]
    return label == "180" and float(level) >= _SURE
