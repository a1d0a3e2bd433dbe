"""The pages of a paper that waits for its confirmation: what was understood, what is odd, what was left out."""

from collections.abc import Collection

from domain.hygiene import same_name_key
from domain.notes import Answer, Rows
from domain.papers import incoming_texts as texts
from domain.papers import mending_texts
from domain.papers import paper_preview_texts as paper_preview
from domain.papers.reading import ReadItem, ReadPaper, paper_from_json
from domain.papers.shown import PAPER
from domain.papers.verdicts_texts import finding_rows
from storage import audit
from storage.items import meetings
from storage.papers import drafts
from storage.tables import DraftState, PaperDraft
from storage.tx import Tx
from usecases.papers import shown
from usecases.papers.paper_units import PaperUnits, units_of_paper
from usecases.papers.write_import import meeting_title

_LEFT_SHOWN = 3
# Of 100: two formats of one paper may differ by a bracket.
_SAME_WORDS = 90.0


async def show_page(tx: Tx, draft: PaperDraft, page: int, *, edit: bool = True, echo: str = "") -> Answer:
    """One page of the preview; `echo` says above it what was just corrected."""
    paper = paper_from_json(draft.reading)
    if not paper.items:
        return _without_items(draft, paper, edit=edit, echo=echo)
    earlier = await written_before(tx, paper, draft)
    known = await known_positions(tx, paper, earlier)
    unknown = await units_of_paper(tx, paper)
    before = await read_before(tx, draft.text_hash, earlier)
    pages = paper_preview.pages(paper, known, tx.today, before, _asides(paper, unknown))
    page = shown.turned_to(pages, page)
    rows = paper_preview.preview_rows(
        draft.paper_draft_id,
        version=draft.version,
        page=page,
        pages=len(pages),
        known=len(known),
        fresh=len(paper.items) - len(known),
    )
    above = _asked(tx, draft, paper, unknown) if page == 0 else ()
    look = paper_preview.look_rows(draft.paper_draft_id, draft.version, paper)
    title = paper_preview.title(page, len(pages))
    return shown.page(pages[page], title, (*above, *look, *rows), edit=edit, echo=echo)


def _asides(paper: ReadPaper, unknown: PaperUnits) -> list[str]:
    lines = [mending_texts.RECOGNISED] if paper.is_recognised else []
    lines += mending_texts.pages_read(paper)
    if paper.paper_date is None:
        lines.append(mending_texts.undated(len(undated_items(paper))))
    lines += texts.unit_lines(unknown.new, [match for _, match in unknown.likely], [one.name for one in unknown.groups])
    if paper.left_out:
        shown_first = paper.left_out[:_LEFT_SHOWN]
        lines.append(mending_texts.left_head(len(paper.left_out)))
        lines += [mending_texts.left_line(left) for left in shown_first]
    return lines


def undated_items(paper: ReadPaper) -> list[ReadItem]:
    return [item for item in paper.items if item.deadline_text and item.deadline is None and not item.long_term]


def _asked(tx: Tx, draft: PaperDraft, paper: ReadPaper, unknown: PaperUnits) -> Rows:
    """What is asked of the paper as a whole."""
    draft_id, version = draft.paper_draft_id, draft.version
    days = mending_texts.day_rows(draft_id, version, tx.today) if paper.paper_date is None else ()
    groups = [(one.set_id, one.name) for one in unknown.groups]
    of_units = texts.unit_rows(draft_id, version, unknown.likely, groups)
    alike = mending_texts.alike_rows(draft_id, version, paper)
    return (*days, *of_units, *alike, *finding_rows(draft_id, version, paper.anomalies))


def _without_items(draft: PaperDraft, paper: ReadPaper, *, edit: bool, echo: str) -> Answer:
    """Nothing can be imported, but its figures were looked at, and a person may see items in it."""
    draft_id, version = draft.paper_draft_id, draft.version
    rows = (*finding_rows(draft_id, version, paper.anomalies), *mending_texts.stretch_rows(draft_id, version, paper))
    return shown.page(mending_texts.without_items(paper), "", rows, edit=edit, echo=echo)


async def known_positions(tx: Tx, paper: ReadPaper, earlier: PaperDraft | None = None) -> frozenset[int]:
    """Positions whose directive the same meeting already has, or the same paper in another format that was imported."""
    keys = await meetings.directive_keys(tx, meeting_title(paper))
    known = {item.position for item in paper.items if same_name_key(item.directive) in keys}
    if earlier is not None:
        there = {same_name_key(item.directive) for item in paper_from_json(earlier.reading).items}
        known |= {item.position for item in paper.items if item.position not in known and _stands_in(item, there)}
    return frozenset(known)


def _stands_in(item: ReadItem, there: Collection[str]) -> bool:
    from rapidfuzz import fuzz

    mine = same_name_key(item.directive)
    return mine in there or any(fuzz.ratio(mine, other, score_cutoff=_SAME_WORDS) for other in there)


async def alike(tx: Tx, paper: ReadPaper) -> PaperDraft | None:
    """The same paper, read before in whatever format; another issue or day is another paper."""
    found = await drafts.alike(tx, PAPER.name, paper.sketch) if paper.sketch else None
    if found is None:
        return None
    other = paper_from_json(found.reading)
    pairs = ((paper.issue_number, other.issue_number), (paper.paper_date, other.paper_date))
    return None if any(None not in pair and pair[0] != pair[1] for pair in pairs) else found


async def written_before(tx: Tx, paper: ReadPaper, draft: PaperDraft | None = None) -> PaperDraft | None:
    found = await alike(tx, paper)
    is_written = found is not None and found.state is DraftState.WRITTEN
    is_other = found is not None and (draft is None or found.paper_draft_id != draft.paper_draft_id)
    return found if is_written and is_other else None


async def read_before(tx: Tx, text_hash: str, earlier: PaperDraft | None = None) -> str:
    """ "同一份文件已由艾督于11月23日09:00导入过", or nothing; `earlier` is the same in another format."""
    same = await drafts.written(tx, PAPER.name, text_hash) if text_hash else None
    found = same or earlier
    done = await audit.last_done(tx, shown.label_of(PAPER, found), (PAPER.written,)) if found else None
    if found is None or done is None:
        return ""
    told = texts.read_before(done[0], tx.when(done[1]))
    return told if same else mending_texts.in_another_form(found.source_name, told)
