"""Makes the .docx, .xlsx, .csv and .pdf documents of the corpus (fictional, like all of it).

`python tests/papers/corpus/make_files.py` writes them beside their truths. Each keeps what offices do to
such files: titles over the header row, merged cells, empty rows, dates as dates, lines cut by pages.
"""

import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
from docx import Document

HERE = Path(__file__).parent
WIDTH = 28
LINES = 22


def write_docx(path: Path, before: Sequence[str], tables: Sequence[Sequence[Sequence[str]]]) -> None:
    """A cell that is "<" is merged with its left neighbour, "^" with the one above."""
    document = Document()
    for line in before:
        document.add_paragraph(line)
    for rows in tables:
        table = document.add_table(len(rows), len(rows[0]))
        for at, row in enumerate(rows):
            for column, words in enumerate(row):
                if words not in ("<", "^"):
                    table.cell(at, column).text = words
        for at, row in enumerate(rows):
            for column, words in enumerate(row):
                if words == "<":
                    table.cell(at, column - 1).merge(table.cell(at, column))
                elif words == "^":
                    table.cell(at - 1, column).merge(table.cell(at, column))
        document.add_paragraph("")
    document.core_properties.author = ""
    document.save(str(path))


def write_xlsx(path: Path, sheets: dict[str, tuple[Sequence[Sequence[Any]], Sequence[str]]]) -> None:
    """Each sheet: rows and merged ranges ("A2:A4")."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        days = book.add_format({"num_format": "yyyy/m/d"})
        for name, (rows, merged) in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, date):
                        sheet.write_datetime(at, column, value, days)  # type: ignore[arg-type]
                    elif value is not None:
                        sheet.write(at, column, value)
            for span in merged:
                first = span.split(":")[0]
                at, column = int(first[1:]) - 1, ord(first[0]) - ord("A")
                sheet.merge_range(span, rows[at][column])


def write_csv(path: Path, rows: Sequence[Sequence[str]], encoding: str) -> None:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    path.write_bytes(out.getvalue().encode(encoding))


def write_pdf(path: Path, paragraphs: Sequence[str]) -> None:
    """Pages of 22 lines of 28 characters with a text layer; every page ends with its number."""
    lines: list[str] = []
    for words in paragraphs:
        text = words if words.startswith("!") else f"\u3000\u3000{words}"
        text = text.removeprefix("!")
        lines += [text[place : place + WIDTH] for place in range(0, len(text), WIDTH)]
    pages = [lines[at : at + LINES] for at in range(0, len(lines), LINES)]
    pages = [[*page, f"— {number} —"] for number, page in enumerate(pages, 1)]
    path.write_bytes(_pdf_of(pages))


def _pdf_of(pages: Sequence[Sequence[str]]) -> bytes:
    chars = sorted({char for page in pages for line in page for char in line})
    codes = {char: place for place, char in enumerate(chars, 1)}
    pairs = "\n".join(f"<{code:04X}> <{ord(char):04X}>" for char, code in codes.items())
    cmap = (
        "begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{pairs}\nendbfchar endcmap"
    )
    font = "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [5 0 R] "
    kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream",
        f"{font}/ToUnicode 3 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 1000 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
    ]
    for number, page in enumerate(pages):
        shows = " T* ".join(f"<{''.join(f'{codes[char]:04X}' for char in line)}> Tj" for line in page)
        stream = f"BT /F 16 Tf 29 TL 79 720 Td {shows} ET"
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Contents {7 + 2 * number} 0 R /Resources << /Font << /F 4 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    out, places = "%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    return f"{out}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode()


def make_dev() -> None:
    folder = HERE / "dev"
    write_docx(
        folder / "04-decomposition.docx",
        [
            "中共青檀县委办公室 青檀县人民政府办公室",
            "关于印发《2026年县委经济工作会议重点任务分解表》的通知",
            "各乡镇党委和人民政府，县直各单位：",
            "现将《2026年县委经济工作会议重点任务分解表》印发给你们，请抓好贯彻落实。",
            "2026年1月18日",
            "2026年县委经济工作会议重点任务分解表",
        ],
        [
            [
                ["序号", "重点任务", "牵头领导", "牵头单位", "配合单位", "完成时限"],
                ["一、产业发展", "<", "<", "<", "<", "<"],
                [
                    "1",
                    "新增规模以上工业企业15家，培育“小巨人”企业2家。",
                    "尹湛",
                    "县工信局",
                    "县统计局、各乡镇",
                    "11月底前",
                ],
                ["2", "建成青檀纸文化产业园一期。", "^", "县文旅局", "县自然资源局\n县住建局", "2026年9月底"],
                ["二、乡村建设", "<", "<", "<", "<", "<"],
                [
                    "3",
                    "新建高标准农田3.5万亩；改造提升1.2万亩。",
                    "卓人月 谭元春",
                    "县农业农村局",
                    "县财政局、县水利局",
                    "年底前",
                ],
                ["4", "完成农村危房改造96户。", "卓人月", "县住建局", "", "10月30日前"],
                ["5", "治理农村生活污水行政村18个。", "卓人月", "县生态环境分局", "^", "^"],
                ["三、民生保障", "<", "<", "<", "<", "<"],
                ["6", "稳定粮食播种面积42万亩", "", "县农业农村局", "各乡镇", "全年"],
                ["7", "推进集团化办学，组建教育集团3个。", "谭元春", "县教育局", "", "秋季开学前"],
            ]
        ],
    )
    write_xlsx(
        folder / "05-ledger.xlsx",
        {
            "督办台账": (
                [
                    ["白鹭县县政府常务会议议定事项督办台账"],
                    ["填报单位：县政府督查室", None, None, None, None, None, None, "2027年7月31日"],
                    [
                        "序号",
                        "会议名称",
                        "议定事项",
                        "牵头领导",
                        "责任单位",
                        "配合单位",
                        "办结时限",
                        "进展情况",
                        "存在问题",
                        "办理状态",
                        "备注",
                    ],
                    [
                        1,
                        "第4次常务会议",
                        "出台促进住宿餐饮业恢复发展的若干措施。",
                        "冒襄",
                        "县商务局",
                        "县财政局、县税务局",
                        date(2027, 5, 31),
                        "已于5月20日印发。",
                        None,
                        "已办结",
                        None,
                    ],
                    [
                        2,
                        None,
                        "实施白鹭湖湿地保护修复工程",
                        "冒襄",
                        "县林业局",
                        "湖滨镇",
                        date(2027, 10, 31),
                        "已完成退渔还湿1200亩，栽植水生植物3万株。",
                        "部分退渔户补偿未兑付",
                        "正在办理",
                        None,
                    ],
                    [
                        3,
                        None,
                        "开展土地卫片执法问题整改。",
                        "侯方域",
                        "县自然资源局、各乡镇",
                        None,
                        "6月底前",
                        "整改图斑67个，剩余5个。",
                        None,
                        "逾期",
                        None,
                    ],
                    [
                        4,
                        "第5次常务会议",
                        "筹建县级应急物资储备库。",
                        "侯方域",
                        "县应急局",
                        "县发改局",
                        "2027年12月",
                        "完成选址。",
                        None,
                        "正在办理",
                        None,
                    ],
                    [
                        5,
                        None,
                        "持续整治道路交通安全突出问题。",
                        None,
                        "县公安局",
                        "县交通局、县应急局",
                        "长期坚持",
                        "查处违法行为3120起。",
                        None,
                        "长期推进",
                        None,
                    ],
                    [
                        7,
                        None,
                        "核定2027年度县级储备粮轮换计划。",
                        "冒襄",
                        "县发改局",
                        None,
                        date(2027, 6, 15),
                        "轮换计划已下达。",
                        None,
                        "已办结",
                        "建议销号",
                    ],
                    ["合计", None, "6项", None, None, None, None, None, None, "已办结2项", None],
                ],
                ["A1:K1", "B4:B6", "B7:B9"],
            )
        },
    )
    write_csv(
        folder / "08-short-table.csv",
        [
            ["雪堰市重点建设项目推进情况表（2026年第三季度）", "", "", "", ""],
            ["编号", "项目内容", "当前进度", "牵头单位", "备注"],
            ["1", "雪堰大桥南延工程，全长2.6公里。", "完成桩基施工，占总量的45%。", "市住建局", ""],
            ["2", "市第二人民医院门诊综合楼", "主体封顶。", "市卫健委", "市级重点"],
            ["3", "新材料产业园标准厂房12万平方米", "已建成8.5万平方米，入驻企业14家", "雪堰高新区管委会", ""],
            ["4", "城区雨污分流改造（二期）", "未启动，设计方案正在优化", "市水务局、市城管局", "滞后"],
            ["5", "“数字乡村”平台建设", "100%", "市农业农村局", "已完成"],
        ],
        "gb18030",
    )
    write_pdf(
        folder / "11-bulletin.pdf",
        [
            "!督 办 通 报",
            "!第5期",
            "!霁月县人民政府督查室　2026年4月17日",
            "!县政府第3次全体会议确定事项落实情况的通报",
            "县政府第3次全体会议确定重点事项6项，截至4月10日，已完成2项，占33.3%；正在办理4项，占66.7%。"
            "现将有关情况通报如下：",
            "一、已完成事项（2项）",
            "1.由县税务局牵头，县财政局、县人社局配合，一季度完成重点税源企业走访。共走访企业126户，"
            "收集问题58条，已全部答复。",
            "2.由文徵明同志牵头，县科技局负责，组织申报省级科技计划项目。已申报项目19个，立项7个，争取资金860万元。",
            "二、正在办理事项（4项）",
            "3.由文徵明同志牵头，商祝枝山同志，县住建局负责，加快推进新区综合管廊建设，10月底前完成主体工程。"
            "已完成管廊主体1.9公里，占总长度的38%。",
            "4.由县农业农村局、县畜牧中心负责，抓好春季动物疫病防控。应免畜禽免疫率达96.4%，正在开展补免。",
            "5.由祝枝山同志牵头，县民政局、县残联负责，各乡镇配合，年底前完成困难重度残疾人家庭无障碍改造210户。"
            "已完成入户评估，改造方案正在审核；施工单位已确定。",
            "6.由县教体局负责，制定“双减”督导工作方案，5月15日前印发。方案已征求意见。",
            "!霁月县人民政府督查室",
            "!2026年4月17日",
            "!抄送：县委办公室，县人大常委会办公室，县政协办公室。",
        ],
    )


def make_held() -> None:
    folder = HERE / "held"
    write_docx(
        folder / "04-decomposition.docx",
        [
            "云栖县2027年政府工作报告目标任务责任分解",
            "一、经济发展方面（2项）",
            "1. 全年实施5000万元以上项目100个以上，完成投资60亿元。",
            "责任领导：鲍照",
            "牵头单位：县发改局",
            "责任单位：县直有关部门，各乡镇（街道）",
            "完成时限：2027年12月底",
            "2. 盘活闲置厂房和低效用地300亩。",
            "责任领导：鲍照、谢朓",
            "牵头单位：县自然资源局、云栖经开区管委会",
            "配合单位：县工信局、县税务局",
            "完成时限：2027年10月",
            "二、社会事业方面（5项）",
        ],
        [
            [
                ["序号", "工作任务", "工作目标", "责任领导", "牵头单位", "责任单位", "完成时限"],
                [
                    "3",
                    "教育优质均衡",
                    "创建省级义务教育优质均衡发展县，通过省级评估。",
                    "谢朓",
                    "县教育局",
                    "县财政局\n县人社局",
                    "2027年11月底前",
                ],
                ["4", "医疗卫生", "县人民医院创成三级医院。", "谢朓", "县卫健委", "县人民医院", "年底前"],
                ["5", "^", "建成县域影像、检验等5个共享中心。", "^", "^", "县医保局", "8月底前"],
                ["6", "养老托育", "新增护理型床位120张。", "庾信", "县民政局", "/", "三季度末"],
                ["7", "全民健身", "举办县第九届全民运动会。", "庾信", "县文旅体局", "县直机关工委、团县委", "10月"],
            ]
        ],
    )
    write_xlsx(
        folder / "05-ledger.xlsx",
        {
            "说明": ([["本表由县委县政府督查室汇总"], ["每月25日前更新"]], []),
            "2026年台账": (
                [
                    ["墨池县重点工作督查台账（截至2026年10月31日）"],
                    [
                        "序号",
                        "来源",
                        "任务内容",
                        "责任领导",
                        "责任单位",
                        None,
                        "责任人",
                        "交办日期",
                        "完成时限",
                        "进展情况",
                        "下步打算",
                        "状态",
                    ],
                    [None, None, None, None, "主办单位", "协办单位", None, None, None, None, None, None],
                    ["县委常委会会议交办"],
                    [
                        1,
                        "9月3日常委会",
                        "组建县属文旅投资集团",
                        "纳兰容若",
                        "县国资委",
                        "县文旅局、县财政局",
                        "王某",
                        date(2026, 9, 5),
                        date(2026, 12, 31),
                        "组建方案已通过县委常委会审议。",
                        "办理工商登记",
                        "推进中",
                    ],
                    [
                        2,
                        "9月3日常委会",
                        "全面清理农村集体“三资”合同，纠正问题合同。",
                        "姜夔",
                        "县农业农村局",
                        "各乡镇",
                        "李某",
                        date(2026, 9, 5),
                        "11月15日前",
                        "清理合同2316份，发现问题合同204份，已纠正151份",
                        None,
                        "推进中",
                    ],
                    ["县政府专题会议交办"],
                    [
                        3,
                        "10月8日专题会",
                        "完成老酒厂片区危房腾退。",
                        "姜夔",
                        "墨香街道",
                        "县住建局、县信访局",
                        "赵某",
                        date(2026, 10, 9),
                        date(2026, 10, 25),
                        "腾退28户，已全部完成。",
                        None,
                        "已办结",
                    ],
                    [
                        4,
                        "10月8日专题会",
                        "建立县城共享单车规范管理机制",
                        None,
                        "县城管局",
                        "县公安局",
                        "周某",
                        date(2026, 10, 9),
                        "长期",
                        None,
                        "约谈企业",
                        "未启动",
                    ],
                    [
                        5,
                        "10月8日专题会",
                        "编制停车专项规划。",
                        "纳兰容若",
                        "县自然资源局、县城管局",
                        "无",
                        "吴某",
                        date(2026, 10, 9),
                        "2027年3月底前",
                        "已委托编制单位。",
                        None,
                        "推进中",
                    ],
                ],
                ["A1:L1", "E2:F2", "A4:L4", "A7:L7"],
            ),
        },
    )
    write_csv(
        folder / "08-short-table.csv",
        [
            ["任务编号", "具体任务", "承办单位", "协办单位", "办理时限", "办理进展", "是否办结"],
            ["1", "修订烟花爆竹禁限放规定", "县公安局", "县应急局、县司法局", "2026-11-20", "已公布施行", "是"],
            [
                "2",
                "开展冬春火灾防控“百日行动”",
                "县消防救援大队",
                "各乡镇、各街道",
                "2027年3月15日",
                "排查单位462家，\n督改隐患315处",
                "否",
            ],
            ["3", "推进县敬老院公建民营改革", "县民政局", "", "年底前", "已确定运营方，正在交接", "否"],
            ["4", "做好低温雨雪冰冻灾害防范应对", "县气象局、县应急局", "县交通局", "2027年2月底", "", "否"],
        ],
        "utf-8-sig",
    )
    write_pdf(
        folder / "11-minutes.pdf",
        [
            "!漱石县人民政府县长办公会议纪要",
            "!〔2027〕第9号",
            "!漱石县人民政府办公室　　　2027年11月8日",
            "2027年11月5日下午，县长孔尚任主持召开县长办公会议，研究冬季清洁取暖等工作。会议议定事项如下：",
            "一、关于冬季清洁取暖工作",
            "（一）由常务副县长洪昇同志牵头，县发改局负责，县财政局、县生态环境分局配合，"
            "11月20日前落实天然气、电力保供合同，确保群众温暖过冬。",
            "（二）由各乡镇负责，对散煤复燃问题开展拉网式排查，建立问题台账，11月15日前完成。",
            "二、关于政府债务化解工作",
            "（一）县财政局牵头，县审计局、县国资中心配合，12月10日前制定2028年化债方案。",
            "（二）县自然资源局要加快存量土地出让，年底前完成出让收入1.6亿元。",
            "三、关于县第十五届运动会筹备工作",
            "会议同意县第十五届运动会于2028年5月举办，由县教体局负责，12月底前提交筹备方案。",
            "出席：孔尚任、洪昇、尤侗。",
            "列席：县政府办、县发改局、县财政局主要负责同志。",
        ],
    )


if __name__ == "__main__":
    make_dev()
    make_held()
