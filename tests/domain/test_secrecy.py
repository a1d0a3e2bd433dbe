"""A mark of classification is known by where it stands; the same word in a sentence is none."""

import time

import pytest

from domain.papers.unreadable import ClassifiedPaper
from domain.secrecy import classification_mark, mark_in_name

_MARKED = [
    ("机密★", "机密"),
    ("机密★10年\n某县人民政府文件", "机密"),
    ("绝 密 ★ 长期", "绝密"),
    ("秘密☆", "秘密"),
    ("000012 机密★5年", "机密"),
    ("特急　秘密", "秘密"),
    ("机 密", "机密"),
    ("文件标题\n机密\n正文", "机密"),
    ("机密级", "机密"),
    ("機密★", "机密"),
    ("机\u200b密★", "机密"),
    ("机\n密★10年", "机密"),
    ("密级：秘密", "秘密"),
    ("密 级: 机 密", "机密"),
    ("密级\n\n秘密\n正文", "秘密"),
    ("表头\t密级\n事项\t机密", "机密"),
    ("密级和保密期限：机密 3年", "机密"),
    ("密级：工作秘密", "工作秘密"),
    ("【机密】关于核查的通知", "机密"),
    ("关于核查的通知（机密）", "机密"),
    ("秘密 6个月", "秘密"),
    ("秘密·三年", "秘密"),
    ("秘密*10年", "秘密"),
    ("机密⭐1年", "机密"),
    ("工 作 秘 密", "工作秘密"),
    ("工作秘密★3年", "工作秘密"),
    ("内部资料 注意保存", "内部资料"),
    ("内部资料，请勿外传", "内部资料"),
    ("（内部资料 不得外传）", "内部资料"),
    ("内部文件 不得外传", "内部文件"),
    ("内部使用，不得外传", "内部使用"),
    ("本件为工作秘密，不得外传", "工作秘密"),
    ("序号\t事项\t密级\n1\t修路\t秘密\n2\t架桥\t机密", "秘密"),
    ("机密：请各单位按要求办理", "机密"),
    ("/report 37 机密：改线方案", "机密"),
    ("/new 秘密 某项工作", "秘密"),
    ("进展 37 机密 改线方案", "机密"),
    ("/extend 37 12月31日 机密：等待批复", "机密"),
    ("机密！请各单位传阅", "机密"),
    ("秘密。关于改线的方案", "秘密"),
    ("〖秘密〗关于核查的通知", "秘密"),
    ("『机密』", "机密"),
    ("｛秘密｝核查通知", "秘密"),
    ("《机密》\n核查通知", "机密"),
    ("秘密●5年 已查", "秘密"),
    ("秘密◆10年", "秘密"),
    ("此件为机密，请勿转发", "机密"),
    ("本文属机密件", "机密"),
    ("这份材料是秘密文件，看后退回", "秘密"),
    ("密级：内部", "内部"),
    ("核心商密★10年", "商密"),
    ("内部资料（不公开）", "内部资料"),
    ("仅供内部使用", "内部使用"),
    ("仅供内部参考", "内部参考"),
    ("某办函〔2031〕3号      机密\n关于核查的函", "机密"),
    ("密    级     机    密", "机密"),
]
_PLAIN = [
    "严守国家秘密，做好机密文件管理",
    "加强对国家秘密、工作秘密、商业秘密的管理。",
    "涉及商业秘密的，按规定办理。",
    "国家秘密的密级分为绝密、机密、秘密三级。",
    "绝密、机密、秘密",
    "国家秘密（绝密、机密、秘密）载体",
    "密级：公开",
    "类别\t密级\n甲\t绝密\n乙\t机密\n丙\t秘密",
    "仅供内部使用的车辆，不得外借。",
    "密级：□绝密 □机密 □秘密",
    "密级：绝密/机密/秘密",
    "1.绝密",
    "对机密、秘密级文件实行专人管理。",
    "★重点任务",
    "★严格保守国家秘密\n★加强管理",
    "要遵守保密法，保守国家\n秘密",
    "全国保守国家秘密10年规划",
    "打印机密码已更换，动机密切关注",
    "严禁将内部资料带出单位。",
    "单位内部资料不得外传。",
    "内部资料整理完毕。",
    "商业秘密保护示范点建设，3年内完成5个",
    "工作秘密管理办法已印发。",
    "密级：内部公开范围由办公室核定",
    "商密应用改造，10年内完成",
    "本文为机密处理流程的说明",
    "本件不属于国家秘密",
    "仅供内部使用的道路已改造",
    "秘密文件清退      县国家保密局      6月底",
    "37 12月31日 机密载体清退完毕",
    "这是秘密战线上的老同志",
]
_NAMES = [
    "机密_关于防汛的通知.docx",
    "【秘密】常务会议纪要.pdf",
    "常务会纪要（机密）.docx",
    "秘密★10年 纪要.pdf",
    "内部资料-简报.docx",
    "机密文件.docx",
    "纪要-机密1.docx",
    "2031年纪要_秘密.xlsx",
    "工作秘密_台账.xlsx",
    "机 密 纪要.docx",
    "机密纪要.docx",
    "机密级通报.pdf",
    "内部资料简报.docx",
    "机密扫描件.jpg",
    "机密常务会议纪要.docx",
    "第9次常务会议纪要机密版.pdf",
    "JM机密001.docx",
]
_PLAIN_NAMES = [
    "保守国家秘密培训方案.docx",
    "机密文件管理办法.docx",
    "商业秘密保护.docx",
    "国家秘密定密目录.xlsx",
    "内部资料汇编.docx",
    "打印机密码.txt",
    "督办通报第3期.docx",
    "工作秘密清单.xlsx",
    "机密文件清退方案.docx",
    "秘密战线先进事迹报告.docx",
    "内部资料性出版物管理报告.docx",
]


@pytest.mark.parametrize(("text", "mark"), _MARKED)
def test_a_mark_is_seen(text: str, mark: str) -> None:
    assert classification_mark(text) == mark


@pytest.mark.parametrize("text", _PLAIN)
def test_a_word_in_a_sentence_is_no_mark(text: str) -> None:
    assert classification_mark(text) is None


@pytest.mark.parametrize("name", _NAMES)
def test_a_mark_in_the_name_of_a_file(name: str) -> None:
    assert mark_in_name(name)


@pytest.mark.parametrize("name", _PLAIN_NAMES)
def test_a_word_in_the_name_of_a_file_is_none(name: str) -> None:
    assert mark_in_name(name) is None


@pytest.mark.parametrize("mark", ["绝密", "机密", "秘密", "工作秘密", "内部资料"])
def test_the_refusal_names_mark_and_rule_and_is_no_mark_itself(mark: str) -> None:
    sentence = ClassifiedPaper(mark).sentence
    assert f"“{mark}”" in sentence
    assert "规定" in sentence or "《保守国家秘密法》" in sentence
    assert classification_mark(sentence) is None


def test_hostile_words_take_no_time() -> None:
    before = time.process_time()
    for words in ("机密 " * 100_000, ("国家秘密、" * 20 + "\n") * 3000, "机" + " " * 300_000 + "密x", "密级" * 100_000):
        classification_mark(words)
    assert time.process_time() - before < 5
