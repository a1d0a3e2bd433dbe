"""Bulletins of any size, and what their pages look like, measured in mm on a picture of the page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pypdfium2

from domain.bulletin.making import BulletinFacts, FactItem, FactSubItem, make_bulletin
from domain.bulletin.snapshot import numbered, to_paper
from domain.papers.printed import PaperBulletin
from tests.building import told

DAY = date(2026, 11, 27)
RARE = "喆堃垚昇赟翀"
_DIRECTIVES = (
    "由喆堃同志牵头，县财政局负责，按照有关会议精神和工作要求，认真做好全口径债务监测清查摸底工作",
    "由垚昇同志牵头，商赟翀同志，县农业农村局、县林业局等部门具体负责，科学制定产业奖扶办法",
    "依法依规解决好滨河大道、亲水广场拆迁安置工作",
    "聚焦督察反馈问题，对标“四个彻底”要求，紧扣时间节点，加快整改进度",
)
_REPORTS = (
    "县农业农村局组织各镇对照清单逐项摸排，完成了全县范围内的现场核查，形成问题清单并逐项销号",
    "方案已印发，正按月调度推进",
    "召开专题会议进行安排部署，对存在的问题开展了全面清理整治，11月23日已通过市级验收",
    "正在修订安置方案和住房规划，收集相关资料，目前已签约47户，占应签约总数的62.7%",
    "",
)


def bulletin(count: int, *, closed: int | None = None, imprint: bool = True, **facts: object) -> PaperBulletin:
    """`count` items, two thirds closed unless told; every seventh has four sub-items."""
    done = count * 2 // 3 if closed is None else closed
    items = tuple(_item(number, is_closed=number <= done) for number in range(1, count + 1))
    more: dict[str, object] = {"agency": "云岭县人民政府督查室"}
    if imprint:
        more |= {
            "send_to": ("各镇人民政府", "县政府各工作部门", "各直属机构", "省市驻云岭各单位"),
            "copy_to": ("县委各部门", "县人大办、政协办", "县人武部", "县法院、检察院", "各人民团体"),
            "printed_by": "云岭县人民政府办公室",
        }
    more |= {"meeting_title": "2026年云岭县政府第5次常务会议"} | facts
    known = BulletinFacts(as_of=DAY, items=items, **more)  # type: ignore[arg-type]
    return to_paper(numbered(make_bulletin(known), 35))


def _item(number: int, *, is_closed: bool) -> FactItem:
    subs: tuple[FactSubItem, ...] = ()
    if number % 7 == 3:
        subs = tuple(
            FactSubItem(f"{number}.{part}", _DIRECTIVES[(number + part) % 4], told(_REPORTS[part]), closed=is_closed)
            for part in range(1, 5)
        )
    said = "" if subs else _REPORTS[number % 5]
    return FactItem(number, f"#{number}", _DIRECTIVES[number % 4], is_closed, sub_items=subs, progress=told(said))


@dataclass(frozen=True)
class Picture:
    """A page as rows of grey or red bytes; `scale` pixels a mm."""

    width: int
    height: int
    scale: float
    rows: tuple[bytes, ...]

    def inked_lines(self, top: float, bottom: float) -> list[tuple[float, float]]:
        """Runs of rows with ink, as (top, bottom) in mm."""
        runs: list[tuple[float, float]] = []
        begin: int | None = None
        for place in range(round(top * self.scale), round(bottom * self.scale) + 1):
            has_ink = place < self.height and min(self.rows[place]) < 128
            if has_ink and begin is None:
                begin = place
            if not has_ink and begin is not None:
                runs.append((begin / self.scale, place / self.scale))
                begin = None
        return runs

    def sides(self, top: float, bottom: float) -> tuple[float, float]:
        """The outermost ink between two heights, left and right, in mm."""
        band = self.rows[round(top * self.scale) : round(bottom * self.scale)]
        dark = [x for x in range(self.width) if min(row[x] for row in band) < 128]
        return dark[0] / self.scale, (dark[-1] + 1) / self.scale


def pictures(pdf: bytes, dots: int = 144) -> Iterator[Picture]:
    """The pages in grey."""
    for page in pypdfium2.PdfDocument(pdf):
        yield _picture(page, dots, grey=True)


def _picture(page: pypdfium2.PdfPage, dots: int, *, grey: bool) -> Picture:
    bitmap = page.render(scale=dots / 72, grayscale=grey)
    content, stride = bytes(bitmap.buffer), bitmap.stride
    rows = tuple(
        content[place * stride : place * stride + bitmap.width * bitmap.n_channels] for place in range(bitmap.height)
    )
    return Picture(bitmap.width, bitmap.height, dots / 25.4, rows)


def red_rules(pdf: bytes) -> list[tuple[float, float, float]]:
    """(height, left, right) of red lines on the first page that are longer than 100 mm, in mm."""
    picture = _picture(pypdfium2.PdfDocument(pdf)[0], 144, grey=False)
    found = []
    for place, row in enumerate(picture.rows):
        # Blue, green, red; anti-aliased edges are lighter.
        red = [x for x in range(picture.width) if row[3 * x] < 120 and row[3 * x + 2] > 180]
        if len(red) > 100 * picture.scale:
            found.append((place / picture.scale, red[0] / picture.scale, (red[-1] + 1) / picture.scale))
    return found


def bare(text: str) -> str:
    return "".join(text.split())
