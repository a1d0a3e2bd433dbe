"""What came along with a message: files already fetched, a paper already read, where it was said."""

from dataclasses import dataclass

from domain.bulletin.editions.draft_mark import read_mark
from domain.bulletin.editions.returned import ReturnedDocx
from domain.dates.calendar_paper import CalendarPaper
from domain.papers.ledger_columns import ForeignColumns
from domain.papers.ledger_return import ReturnedLedger
from domain.papers.reading import ReadPaper
from domain.refusals import Refusal

# A photo comes without a name of its own.
PHOTO_NAME = "照片.jpg"


@dataclass(frozen=True, slots=True)
class MessageSource:
    """The chat and message a report was made with; the same message is never stored twice."""

    chat_id: int
    message_id: int


@dataclass(frozen=True, slots=True)
class SavedFile:
    """A file that is already on disk. `path` is a random name below DATA_DIR/files, `size` in bytes."""

    kind: str
    name: str
    path: str
    size: int
    sha256: str
    file_id: str


@dataclass(frozen=True, slots=True)
class Saying:
    """What somebody said, where, and the files that came along: those of an `album` come as several messages.

    `for_all`: the lead unit speaks for all units of the item (汇总).
    """

    text: str
    source: MessageSource
    files: tuple[SavedFile, ...] = ()
    album: str | None = None
    # Whether the same words may stand there already: a press, or words that were asked about.
    again: bool = False
    for_all: bool = False


@dataclass(frozen=True, slots=True)
class Arrival:
    """Made before the transaction opens. `refusal` says why a file or paper could not be used.

    `ledger` is our own ledger come back, `reading` any other paper, `columns` those of a
    workbook of somebody else. `bare` is a paper in which no items were found: its figures, and its stretches.
    """

    files: tuple[SavedFile, ...] = ()
    reading: ReadPaper | None = None
    refusal: Refusal | None = None
    source_name: str = ""
    text_hash: str = ""
    ledger: ReturnedLedger | None = None
    columns: ForeignColumns | None = None
    bare: ReadPaper | None = None
    calendar: CalendarPaper | None = None
    # Any docx paragraph by paragraph: it may be a draft of ours, finished by hand.
    docx: ReturnedDocx | None = None
    # The message whose words this goes on: Telegram had cut them, or it is a further photo of the paper.
    continues: MessageSource | None = None
    # The photos of one paper, in their order; what came with a later one is read with the first.
    pages_from: tuple[MessageSource, ...] = ()

    @property
    def is_read_with_another(self) -> bool:
        return bool(self.pages_from) and self.reading is None and self.refusal is None

    @property
    def is_draft(self) -> bool:
        """Whether it says that it was drawn from a draft of ours."""
        return self.docx is not None and read_mark(self.docx.mark) is not None


NOTHING = Arrival()
