"""Sentences about messages that are neither words nor files, and the names of files that came without one."""

_INSTEAD = {
    "contact": "没有登记：机器人不收名片。请把姓名和要说的话写成文字发来。",
    "poll": "没有登记：机器人不收投票。请把结果写成文字发来。",
    "sticker": "没有登记：机器人看不懂这个表情。有进展请写成文字，或发照片、视频、文件。",
    "dice": "没有登记：机器人不玩游戏。有进展请写成文字，或发照片、视频、文件。",
    "game": "没有登记：机器人不玩游戏。有进展请写成文字，或发照片、视频、文件。",
    "story": "没有登记：机器人看不到转来的动态。请把其中的照片或视频直接发来。",
    "paid_media": "没有登记：机器人取不到付费内容。请把照片或视频直接发来。",
    "checklist": "没有登记：机器人不收清单。请把内容写成文字发来。",
}
_ANY_OTHER = "没有登记：这种消息机器人看不懂。请写成文字，或发照片、视频、文件。"
FILE_NAMES = {
    "photo": "照片.jpg",
    "animation": "动图.mp4",
    "video": "视频.mp4",
    "video_note": "圆形视频.mp4",
    "audio": "录音.mp3",
    "voice": "语音.oga",
    "document": "文件.bin",
}


def instead(kind: str) -> str:
    """What to send in its place."""
    return _INSTEAD.get(kind, _ANY_OTHER)


def place(latitude: float, longitude: float, name: str) -> str:
    """ "位置：25.0389,102.7183 龙潭水库"."""
    return f"位置：{latitude:.6g},{longitude:.7g} {name}".strip()
