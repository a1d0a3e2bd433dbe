"""What stands around the items: heads, openings, what a meeting pointed out, attendance, feet."""

from datetime import timedelta
from random import Random

from tests.papers.distance.figures import background, by_when
from tests.papers.distance.numbering import chinese
from tests.papers.distance.paper import Paper
from tests.papers.distance.people import person, spaced
from tests.papers.distance.words import listed

HEADINGS = tuple(
    listed("""
    强化要素保障 守牢安全底线 保障和改善民生 深化重点领域改革 提升治理效能 加强自身建设 着力扩大有效投入
    补齐基础设施短板 优化服务供给 推进数字化转型 防范化解风险 健全长效机制 激发内生动力 抓好重点项目
    狠抓作风建设
""")
)
SUB_HEADINGS = tuple(
    listed("""
    提升供给质量 加快项目落地 完善配套设施 规范运行管理 加大监督力度 畅通服务渠道 盘活存量资源 夯实基层基础
    推动协同联动 压实主体责任
""")
)
_SPOKEN = (
    "会议指出，此项工作事关全局，各方面要提高认识，增强紧迫感。",
    "会议认为，前一阶段工作取得了明显成效，但薄弱环节依然不少。",
    "会议强调，要坚持问题导向，统筹发展和安全，以钉钉子精神抓好落实。",
    "与会人员进行了充分讨论。",
    "会议对前期工作给予肯定。",
)
_CLOSING = (
    "要提高思想认识，把各项任务抓紧抓实抓出成效。",
    "要加强协调联动，形成工作合力。",
    "要强化跟踪问效，对推进不力的严肃追责。",
    "要倒排工期，挂图作战。",
)


def day(paper: Paper, *, in_chinese: bool = False) -> str:
    when = paper.when
    if in_chinese:
        year = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(when.year))
        return f"{year}年{chinese(when.month)}月{chinese(when.day)}日"
    return f"{when.year}年{when.month}月{when.day}日" if paper.has_year else f"{when.month}月{when.day}日"


def masthead(paper: Paper, words: str) -> None:
    """Letters parted or not, an issue's number, an agency and a day; told when printed."""
    rng = paper.rng
    paper.say("　".join(words) if rng.random() < 0.4 and len(words) < 7 else words)
    if rng.random() < 0.75:
        issue = rng.randint(1, 46)
        shown = chinese(issue) if rng.random() < 0.3 else str(issue)
        paper.say(
            f"第{shown}期" if paper.rng.random() < 0.7 or not paper.has_year else f"{paper.when.year}年第{shown}期"
        )
        paper.head["issue_number"] = issue
    gap = rng.choice(("　　　　", "        ", "　　"))
    paper.say(f"{paper.office.agency}{gap}{day(paper, in_chinese=paper.has_year and rng.random() < 0.15)}")
    paper.head["agency"] = paper.office.agency
    _tell_date(paper)


def _tell_date(paper: Paper) -> None:
    if paper.has_year:
        paper.head["date"] = paper.when.isoformat()


def title(paper: Paper, words: str) -> None:
    """A long one may take two lines."""
    if len(words) > 24 and paper.rng.random() < 0.3:
        middle = words.find("的", len(words) // 3) + 1 or len(words) // 2
        paper.say(words[:middle], words[middle:])
    else:
        paper.say(words)
    paper.head["title"] = words


def signature(paper: Paper) -> None:
    paper.say(paper.office.agency, day(paper))
    paper.head["agency"] = paper.office.agency
    _tell_date(paper)


def meeting_name(paper: Paper) -> tuple[str, str]:
    """With its number in digits or Chinese numerals, or without; and bare."""
    rng = paper.rng
    name = rng.choice(paper.office.meetings)
    number = rng.randint(2, 38)
    if rng.random() < 0.2:
        return name, name
    shown = f"第{number if rng.random() < 0.6 else chinese(number)}次"
    organ = paper.office.organ if name.startswith(paper.office.organ) else ""
    return f"{organ}{shown}{name.removeprefix(organ)}", name


def held(paper: Paper, name: str, what: str) -> str:
    """Who called it together, when and where."""
    rng = paper.rng
    at = paper.when - timedelta(days=rng.randint(1, 3))
    year = f"{at.year}年" if paper.has_year else ""
    head = f"{paper.office.words['head']}{person(rng)}"
    room = rng.choice(("在三楼会议室", "在201会议室", "", "在机关第二会议室", "以视频形式"))
    half = rng.choice(("上午", "下午", ""))
    return f"{year}{at.month}月{at.day}日{half}，{head}{room}主持召开{name}，{what}"


def spoken(rng: Random) -> str:
    return "".join(rng.sample(_SPOKEN, rng.choice((0, 1, 1, 2))))


def attendance(paper: Paper) -> None:
    rng = paper.rng
    names = [spaced(rng, one.name) for one in paper.office.leaders]
    paper.say(f"{rng.choice(('出席', '参加人员', '出席人员'))}：{rng.choice(('　', '、', ' ')).join(names)}")
    if rng.random() < 0.6:
        others = "　".join(f"{unit}{person(rng)}" for unit in paper.office.some_units(rng, 3))
        paper.say(f"列席：{others}")
    if rng.random() < 0.5:
        paper.say(f"{rng.choice(('记录', '记录人'))}：{person(rng)}")


def copies(paper: Paper) -> None:
    rng = paper.rng
    if rng.random() < 0.5:
        paper.say(f"{rng.choice(('分送', '发', '抄送'))}：{paper.office.organ}领导，{paper.office.everyone[0]}。")


def background_lines(paper: Paper) -> None:
    told = background(paper)
    if told:
        paper.say("".join(told))


def requirements(paper: Paper, number: str) -> None:
    """A last part without items; may ask for reports by a day."""
    rng = paper.rng
    paper.say(f"{number}{rng.choice(('有关要求', '工作要求', '下一步工作要求'))}")
    lines = rng.sample(_CLOSING, 2)
    ask = by_when(paper, "")
    if ask or rng.random() < 0.3:
        lines.append(f"请于{ask or '每月25日前'}将进展情况报{paper.office.words['office']}。")
    paper.say("".join(lines))
