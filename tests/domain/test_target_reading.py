"""Targets as decisions write them, and amounts that ask for nothing."""

from decimal import Decimal

import pytest

from domain.items.target_reading import ReadTarget, find_target, read_typed_target


@pytest.mark.parametrize(
    ("directive", "amount", "measure", "is_joint"),
    [
        ("每年各发展1家电商企业", "1", "家", False),
        ("各镇每镇各建成2座公厕，12月底前完成", "2", "座", False),
        ("由县林业局负责，全县造林5000亩", "5000", "亩", True),
        ("年内完成投资300万元", "300", "万元", True),
        ("全年培训1200人次", "1200", "人次", True),
        ("打造示范点不少于10个", "10", "个", True),
        ("各单位申报项目不少于10个", "10", "个", False),
        ("力争引进企业5家以上", "5", "家", True),
        ("新建改造农村公路45公里", "45", "公里", True),
        ("每个乡镇培育家庭农场3家", "3", "家", False),
        ("完成固定资产投资1.5亿元", "1.5", "亿元", True),
        ("改造老旧小区12个，惠及居民1200户", "12", "个", True),
        ("县人社局要在年底前完成职业技能培训两千人次", "2000", "人次", True),
        ("种植油菜一点五万亩", "1.5", "万亩", True),
        ("各镇分别创建美丽庭院30户", "30", "户", False),
        ("新增城镇就业人员3,200人", "3200", "人", True),
        ("建成充电桩20个以上", "20", "个", True),
        ("每村至少组建1支宣讲队，开展宣讲不少于4场", "4", "场", True),
        ("完成危房改造60户，每户补助1.4万元", "60", "户", True),
        ("争取上级资金2亿元，建成标准厂房3栋", "3", "栋", True),
        ("实施高标准农田建设2.3万亩", "2.3", "万亩", True),
        ("5个专项方案于年底前全部印发", "5", "个", True),
        ("32个行政村均建成农家书屋", "32", "个", True),
        ("全县学校食堂检查覆盖120所", "120", "所", True),
    ],
)
def test_a_target_is_read(directive: str, amount: str, measure: str, is_joint: bool) -> None:
    assert find_target(directive) == ReadTarget(Decimal(amount), measure, is_joint)


@pytest.mark.parametrize(
    "directive",
    [
        "由县财政局会同3个部门研究",
        "按每亩补助500元的标准执行",
        "于3个月内完成整改",
        "第2批项目尽快开工",
        "发5号文件",
        "10个工作日内报县政府",
        "安排资金200万元用于修缮",
        "已建成3座公厕，要加强管护",
        "每季度开展1次检查",
        "污水处理率达到95%",
        "总投资3亿元的园区项目尽快开工",
        "会议听取了4个单位的汇报",
        "对排名后3位的镇进行约谈",
    ],
)
def test_no_target_is_read(directive: str) -> None:
    assert find_target(directive) is None


@pytest.mark.parametrize(
    ("words", "amount", "measure", "is_joint"),
    [
        ("5家", "5", "家", False),
        ("每镇3座", "3", "座", False),
        ("共5000亩", "5000", "亩", True),
        ("改为 300万元", "300", "万元", False),
        ("三家", "3", "家", False),
    ],
)
def test_a_typed_target(words: str, amount: str, measure: str, is_joint: bool) -> None:
    assert read_typed_target(words) == ReadTarget(Decimal(amount), measure, is_joint)


@pytest.mark.parametrize("words", ["", "很多", "5", "0家"])
def test_a_typed_target_that_is_none(words: str) -> None:
    assert read_typed_target(words) is None
