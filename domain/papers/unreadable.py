"""Why a paper cannot be read, in the one line its sender gets."""

from domain.refusals import BadInput


class UnreadablePaper(BadInput):
    """The bytes are no paper that can be read as they are."""


class ClassifiedPaper(UnreadablePaper):
    """A file or words that bear a mark of classification: nothing of them is kept."""

    def __init__(self, mark: str) -> None:
        rule = STATE_SECRETS if mark in ("绝密", "机密", "秘密") else INTERNAL
        super().__init__(CLASSIFIED.format(mark=mark, rule=rule))
        self.mark = mark


SIZE_LIMIT = 20 * 1024 * 1024
TOO_LARGE = "文件超过20MB，请精简后重发，或只发正文的 Word（docx）。"
SCANNED = "这份 PDF 是扫描件，读不出文字。请发 Word（docx）或文字版。"
PICTURE = "读不出图片里的文字。请发 Word（docx）或文字版，或直接粘贴文字。"
SCAN_TOO_LONG = "扫描件有{pages}页，一次最多识别{limit}页。请分开发，或发 Word（docx）。"
NO_WORDS_IN_SCAN = "图上没有认出文字（只有印章或空白页？）。请重新扫描清楚，或发 Word（docx）。"
OLD_WORD = "暂不能读取 .doc 或 .wps 文件。请另存为 docx 后再发。"
ENCRYPTED = "文件设有密码，读不出内容。请去掉密码后重发，或直接粘贴文字。"
ONLY_PICTURES = "这份 Word 里只有图片，没有文字。请发文字版，或把图片直接发来，附言 /import。"
OFD = "暂不能读取 .ofd 文件。请用阅读软件另存为 PDF 或 docx 后再发。"
PACKED = "压缩包不能直接读取。请解压后把通报、纪要或清单的文件发来。"
SLIDES = "暂不能读取演示文稿。请发 Word（docx）、xlsx 或文字版 PDF，或直接粘贴文字。"
OLD_SHEET = "暂不能读取 .et 文件。请另存为 xlsx 后再发。"
UNKNOWN_KIND = "只能读取 .txt、.docx、.xlsx、.csv 和文字版 .pdf。请转换后再发，或直接粘贴文字。"
TOO_MANY_ROWS = "表格超过{limit}行，不像一份台账。请只发督办事项的那一张表。"
EMPTY = "文件里没有文字。请检查后重发，或直接粘贴文字。"
DAMAGED = "文件打不开，可能已损坏或加密。请另存一份再发，或直接粘贴文字。"
SUSPICIOUS = "文件结构异常，为安全起见没有打开。请另存为 docx 再发，或直接粘贴文字。"
TOO_LONG = "文件太长（{pages}页），请只发督办通报或纪要的正文。"
TOO_MUCH_TEXT = "文字太多（超过{limit}万字），请只发督办通报或纪要的正文。"
TOO_SLOW = "文件太复杂，没能在时限内读完。请只发正文，或直接粘贴文字。"
TOO_MANY = "读出的条目超过{limit}条，不像一份通报或清单。请只发正文，或分批发送。"
NO_ITEMS = "没有读出督办事项。请确认是通报、纪要或任务清单，或用 /new，逐条新建。"
CLASSIFIED = "带有“{mark}”标志，没有收，也没有保存。{rule}涉密内容不得进入本系统，请立即删除该消息。"
STATE_SECRETS = "《保守国家秘密法》禁止在互联网上传递国家秘密。"
INTERNAL = "按保密管理规定，工作秘密和内部资料不得在互联网上传递。"
TOO_MANY_EDITS = "这份台账改动了{count}行，一次最多写入{limit}行。请分批修改后发回。"
