"""What was sent along with reports, as it is shown to who decides: which files make one album."""

from collections.abc import Iterable, Sequence

from domain.notes import ShownFile

# Telegram's limit, and what it lets stand together.
ALBUM_MOST = 10
_TOGETHER = {"photo": "pictures", "video": "pictures", "document": "documents", "audio": "audio"}


def albums(files: Iterable[ShownFile]) -> list[tuple[ShownFile, ...]]:
    """In the order of their first files; what cannot stand in an album goes alone."""
    made: list[list[ShownFile]] = []
    open_ones: dict[str, list[ShownFile]] = {}
    for file in files:
        sort = _TOGETHER.get(file.kind)
        album = open_ones.get(sort) if sort else None
        if album is None or len(album) == ALBUM_MOST:
            album = []
            made.append(album)
            if sort:
                open_ones[sort] = album
        album.append(file)
    return [tuple(_once_said(album)) for album in made]


def _once_said(album: Sequence[ShownFile]) -> Iterable[ShownFile]:
    """Telegram shows a caption below the album where only one file has one."""
    captions = {file.caption for file in album}
    for place, file in enumerate(album):
        is_said = place > 0 and len(captions) == 1
        yield ShownFile(file.kind, file.file_id, file.path, file.name) if is_said else file
