"""Which files make one album, and what stands below them."""

from domain.messages.materials import albums
from domain.messages.materials_texts import report_line
from domain.notes import ShownFile


def file(kind: str, number: int, caption: str = "R-1") -> ShownFile:
    return ShownFile(kind, f"id{number}", f"path{number}", f"{number}.bin", caption)


def kinds(*sent: str) -> list[list[str]]:
    return [[one.kind for one in album] for album in albums(file(kind, place) for place, kind in enumerate(sent))]


def test_pictures_go_together_documents_together_and_voices_alone() -> None:
    assert kinds("photo", "document", "video", "voice", "document", "video_note", "animation", "audio", "audio") == [
        ["photo", "video"],
        ["document", "document"],
        ["voice"],
        ["video_note"],
        ["animation"],
        ["audio", "audio"],
    ]


def test_an_album_holds_ten() -> None:
    assert [len(album) for album in albums(file("photo", number) for number in range(23))] == [10, 10, 3]


def test_a_caption_that_all_share_is_said_once() -> None:
    (same,) = albums([file("photo", 1), file("photo", 2), file("photo", 3)])
    assert [one.caption for one in same] == ["R-1", "", ""]
    (differ,) = albums([file("photo", 1), file("photo", 2, "R-2")])
    assert [one.caption for one in differ] == ["R-1", "R-2"]


def test_files_are_counted_by_kind() -> None:
    line = report_line(12, "11月23日", unit="县农林局", kinds=["photo", "document", "photo", "voice"])
    assert line == "R-12 11月23日 县农林局：照片2张、语音1段、文件1份"
