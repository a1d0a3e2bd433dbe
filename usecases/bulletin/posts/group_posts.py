"""What of an issue a group gets: the summary under its picture, the file, the text folded up. Never more."""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.bulletin import bulletin_texts as texts
from domain.bulletin.posts import Post, summary_post, text_post
from domain.bulletin.snapshot import bulletin_from_json
from domain.deep_links import issue_link
from domain.notes import Note, Paper, Priority
from storage.tables import Bulletin
from storage.tx import Tx
from usecases.bulletin.bulletin import papers_of

SUMMARY, TEXT = "1", "2"
PICTURE = "bulletin_board"


@dataclass(frozen=True, slots=True)
class GroupMessage:
    """`key` tells it apart among those of one claim."""

    key: str
    kind: str
    post: Post
    paper: Paper | None = None


def messages_of(row: Bulletin, mark: str = "") -> tuple[GroupMessage, ...]:
    """In the order in which they are posted; `mark` such as "（补发）" follows the titles."""
    return tuple(_messages(row, mark))


def _messages(row: Bulletin, mark: str) -> Iterator[GroupMessage]:
    bulletin = bulletin_from_json(row.snapshot)
    papers = {paper.kind: paper for paper in papers_of(row)}
    first, whole, file = summary_post(bulletin, mark), text_post(bulletin, mark), papers[texts.GROUP_FILE]
    link = ((issue_link(texts.OPEN_ISSUE, row.bulletin_id),),)
    told = Post(first.title, first.text, (*link, *first.links))
    yield GroupMessage(SUMMARY, "post", told, papers.get(PICTURE))
    yield GroupMessage(file.kind, "paper", Post("", file.name.rpartition(".")[0] + mark), file)
    if whole is not None:
        yield GroupMessage(TEXT, "post", whole)


def put_posts(tx: Tx, row: Bulletin, claim_id: int, chat_id: int, mark: str) -> None:
    """All under the claim, so that none overtakes a held one."""
    for one in messages_of(row, mark):
        tx.put(
            Note(
                chat_id,
                one.kind,
                one.post.text,
                title=one.post.title,
                folded=one.post.folded,
                links=one.post.links,
                paper=one.paper,
                priority=Priority.NORMAL,
                claim_id=claim_id,
                dedupe_key=f"post:{claim_id}:{one.key}",
            )
        )
