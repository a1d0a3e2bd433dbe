"""Figures of papers never seen: what does not add up is told whatever its classes are called, and what does is not."""

import time

import pytest

from papers.checking.bulletin import check_figures


def told(body: str) -> list[str]:
    return [finding.sentence for finding in check_figures(f"关于重点工作的通报\n一、总体情况\n{body}")]


SUMS = {
    "towns": ("共300户，其中城关镇120户，云汀镇90户，柳荫镇100户。", "合计310户"),
    "benches of a court": ("共收案119件，其中刑庭1件，民一庭94件，民二庭14件，行政庭12件。", "合计121件"),
    "money": ("问题资金251023.54万元，整改215587.84万元，未整改45435.70万元。", "合计261023.54万元"),
    "money in two measures": ("总投资1.2亿元，其中财政资金8000万元，自筹5000万元。", "合计1.3亿元"),
    "parts of a part": (
        "共100件，已整改28件；正在整改72件，其中方案已定14件，正在招标31件，另有37件正在会商。",
        "称正在整改72件，分项14件、31件、37件合计82件",
    ),
    "another measure": ("承办45份，其中32项已办结，14项处于推进中。", "合计46份"),
    "fields": (
        "办理意见55件，其中：城建方面18件，工业方面13件，教育方面11件，农业方面6件，人社方面5件，其它方面3件。",
        "合计56件",
    ),
    "a bracket": ("承办建议、提案共15件（主办件9件、会办件7件）。", "合计16件"),
    "a bracket too few": ("承办建议、提案共15件（主办件8件、会办件6件）。", "合计14件"),
    "the nearer whole": ("收到提案80件，立案71件。其中，党派集体提案9件，委员个人提案63件。", "称立案71件"),
    "letters and calls": ("信访件108件，其中来电61件，来信48件。", "合计109件"),
    "cases not closed": ("共受理各类案件9471件，审执结7018件，尚有未结案2463件。", "合计9481件"),
    "on the spot and later": ("县医院排查隐患46处，立行立改30处，限期整改17处。", "合计47处"),
    "numbered classes": ("全镇划分网格60个，其中一类网格20个，二类网格25个，三类网格14个。", "合计59个"),
    "lettered classes": ("排查房屋5000栋，其中A级3000栋，B级1500栋，C级400栋，D级200栋。", "合计5100栋"),
    "three ways to end": ("本季度督办事项36件，按期办结30件，延期办结4件，未办结3件。", "合计37件"),
    "schools": ("涉及学校12所，其中小学7所、初中4所、高中2所。", "合计13所"),
    "summed up behind": ("新建泵站12座、续建泵站9座，共22座。", "合计21座"),
    "a hundred of shares": (
        "收到提案88件。已解决42件，占47.7%；列入计划20件，占22.7%；留作参考27件，占29.5%。",
        "合计89件",
    ),
    "topics": ("全年召开党委会18次，研究议题96项，其中人事议题31项，财务议题40项，基建议题26项。", "合计97项"),
    "good and repeated letters": ("共收到来信553件，其中有效信件497件，重复信件73件。", "合计570件"),
    "letters and calls, too few": ("信访件108件，其中来电61件，来信45件。", "合计106件"),
    "of two forms": ("重点项目已开工69个，其中：续建项目复工45个，新建项目开工30个。", "合计75个"),
    "a sentence of classes": (
        "共办理工单395件，按期回复390件。按类别看，求决类278件、咨询类67件、投诉类53件。",
        "合计398件",
    ),
    "listed in the plan": ("排查出重大隐患167项，已整改72项，列入治理计划的重大隐患110项。", "合计182项"),
    "classes in sentences of their own": (
        "提案95件。从结果看，已解决的（A类）22件，占总数的23.91%。正在解决的（B类）68件，占总数的73.91%。"
        "列入规划的（C类）2件，占总数的2.17%。",
        "合计92件",
    ),
    "a plan by quarters": ("全年计划检修设备103台，上半年76台，第三季度12台，第四季度16台。", "合计104台"),
    "a rest that is too much": (
        "累计投入资金157万元，其中财政资金92万元、自筹资金65万元、其他资金3万元。",
        "合计160万元",
    ),
    "on the next line": ("今年立项课题170个：\n重点课题102个、一般课题31个、自筹课题36个。", "合计169个"),
    "each of several": ("信访件60件，其中甲镇、乙镇各20件，丙镇21件。", "合计61件"),
    "lists parted by semicolons": (
        "收到意见85件，其中甲组32件、乙组53件；住房类20件，就业类31件，出行类29件，其它类6件。",
        "称收到意见85件，分项20件、31件、29件、6件合计86件",
    ),
    "true and not true, with more behind": (
        "交办问题85个，经查属实83个，不属实4个；已办结50个，正在办理35个。",
        "分项83个、4个合计87个",
    ),
    "of what is done": ("已办结42起案件中属实40起，不属实3起。", "称已办结42起，分项40起、3起合计43起"),
    "a bracket of towns": (
        "共9处，已整改3处，整改中6处（甲街道3处、乙街道1处、丙街道1处、丁街道1处、戊街道1处）。",
        "分项3处、1处、1处、1处、1处合计7处",
    ),
    "one less in a list of places": (
        "未完成整改13个。其中，甲区2个、乙区3个、丙区1个、丁住建局4个、戊公司2个。",
        "合计12个",
    ),
    "a larger one behind the list": (
        "立案412件，其中集体43件，其中：甲会6件、乙会5件、丙会6件、丁会14件、戊会14件；个人369件。",
        "称其中集体43件，分项6件、5件、6件、14件、14件合计45件",
    ),
    "units concerned": (
        "项目总计62个，其中工程类25个、产业类14个、事务类9个、创建类16个，涉及责任单位41个。",
        "分项25个、14个、9个、16个合计64个",
    ),
    "with a long end in common": (
        "完成投资23.68亿元，其中：省市级重点项目完成投资11.33亿元，区级重点项目完成投资13.05亿元。",
        "合计24.38亿元",
    ),
    "a hair's breadth": ("查出资金25102.54万元，到位资金21558.84万元，未到位资金3543.67万元。", "合计25102.51万元"),
    "by city, in the paragraph below": (
        "移交信件59件。\n从分布看，云汀11件、柳荫10件、石桥9件、望江8件、白水7件、青山6件、平湖9件。",
        "称移交信件59件，分项11件、10件、9件、8件、7件、6件、9件合计60件",
    ),
    "with shares, before what stands apart": (
        "立案268件，其中委员164件，占61.2%；党派75件，占28%；界别25件，占9.3%；专委会6件，占2.2%；另有35件转来信处理。",
        "合计270件",
    ),
    "thousands parted by blanks": (
        "全省收案321 146件，其中基层法院271 997件，占84.7%；中级法院43 891件，占13.7%；高级法院5 268件，占1.6%。",
        "合计321156件",
    ),
}
SHARES = {
    "a far cry": ("58项省定项目，完成的有28项，占48.3%；按进度实施的有27项，占56.5%；未启动3项，占5.2%。", "占56.5%"),
    "numbers first": ("省定15项中，有9项提前完成，占比60%；3项进展较快，占比27%；3项偏慢，占比20%。", "占27%"),
    "of the whole": (
        "建议93件，其中财政方面25件，占承办总数的46.8%；农业方面26件，占承办总数的28%。",
        "占46.8%，按25件、共93件",
    ),
    "of a whole above": (
        "共收到提案223件，立案205件。\n文旅方面24件，占11.7%；生态方面40件，占19.5%；科创方面15件，占6.7%；营商方面11件，占5.4%。",
        "占6.7%，按15件、共205件计算应为7.3%",
    ),
    "a rate": ("市直部门安排的26个项目，目前仅开工16个，开工率58%。", "开工率58%，按16个、共26个计算应为62%"),
    "a rate of done and done": ("共报送隐患1430条，已整改1248条，整改率100%。", "整改率100%"),
    "a rate by another name": ("抽查档案174份，合格136份，合格率74.71%。", "合格率74.71%"),
    "a rate of what was due": ("应回复意见180条，实际回复67条，回复率为41.11%。", "回复率41.11%"),
    "a rate of both": ("承办45份，其中32项已办结，13项处于推进中，完成率75%。", "完成率75%"),
    "of the plan": ("年度计划投资647.4亿元，累计完成投资629.0亿元，占年度投资计划的91.2%。", "应为97.2%"),
    "cut off among rounded": (
        "细化为222个内容，欠进度17个，占7.7%；超进度10个，占4.5%；已完成33个，占14.9%；达进度162个，占72.9%。",
        "应为73.0%",
    ),
    "a rate of the sentence before": (
        "共提交提案639件。经审查，立案588件，立案率达94%。",
        "立案率94%，按588件、共639件",
    ),
    "a hundred per cent told elsewhere": (
        "甲区安排20个，已开工18个，开工率90%；乙区安排20个，已开工18个，开工率100%。",
        "开工率100%",
    ),
    "of the plan that heads the paragraph": (
        "2000个村环境整治（五年）。已完成650个村，占总计划的35.5%。",
        "占总计划的35.5%",
    ),
    "so much of the plan": ("年度计划开工255项，目前已开工206项，完成年度开工计划的81.3%。", "81.3%"),
    "of ten, spelled": ("全县十件实事中，进展较快的有6件，占60%；进展偏慢的有4件，占45%。", "占45%"),
}
NAMES = {
    "two of three": ("进度偏慢的3项分别是：改建户厕、新建电站。", "称3项，实际列出2个"),
    "three of four": ("进度滞后的4个项目分别为：云汀大桥、柳荫水厂、石桥粮库。", "称4个，实际列出3个"),
    "four of three": ("获奖单位3家，分别为县一中、县医院、云汀镇、柳荫镇。", "称3家，实际列出4个"),
    "with titles": ("出台制度3项，分别是《办法》、《细则》。", "称3项"),
    "numbered": ("建议3件，分别是：1、修桥；2、铺路。", "称3件，实际列出2个"),
}
PEN = {
    "20311228日": "截至20311228日，全部完成。",
    "2031915日": "2031915日，县政府召开会议。",
    "203110月": "现将203110月份进展情况通报如下。",
    "19月": "现将19月进展情况通报如下。",
    "1031日": "截至1031日，已完成。",
    "8月19": "截至8月19，已完成。",
    "2031年1228日": "请于2031年1228日前报送。",
    "2月30日": "2月30日前完成。",
    "2031年2月29日": "2031年2月29日前完成。",
    "6月31日": "请于6月31日前报送。",
    "2031年13月5日": "2031年13月5日召开会议。",
    "2031-04-31": "日期：2031-04-31。",
}
RIGHT = {
    "shares of the paper's whole after a half": (
        "共收到建议128件，其中已经解决的64件，占50%；正在解决的38件，占29.7%；列入规划的26件，占20.3%。"
    ),
    "a whole in the paragraph above": (
        "共提出建议1034件。\n已解决363件，占35.1%；正在着手解决的403件，占39%；列入计划的268件，占25.9%。"
    ),
    "two wholes": "收到提案77件，立案71件。其中，党派集体提案9件，委员提案62件。",
    "a part with parts": (
        "收到提案835件，其中交由政府办理801件，占95.9%。801件提案中，已解决564件，占70.4%。"
        "另有207件列入计划。对于不能办理的30件提案，作了说明。"
    ),
    "classes in sentences of their own": (
        "提案92件，其中集体提案25件，个人提案67件，交由78家单位承办，其中主办单位31家。从结果看，已解决的（A类）22件，"
        "占总数的23.91%。正在解决的（B类）68件，占总数的73.91%。列入规划的（C类）2件，占总数的2.17%。"
    ),
    "brackets within": (
        "提案15件。其中：州建议2件（主办件2件、会办件0件）；州提案3件（主办件2件、会办件1件）；"
        "县提案10件（主办件6件、会办件4件）。"
    ),
    "one thing of several kinds": (
        "信访件159件。从类型看，大气污染72件、水污染49件、噪声污染39件、生态破坏21件（部分涉及多种污染）。"
    ),
    "each": (
        "信访件111件，其中重点件9件。分布为：甲市40件，乙市13件，丙市、丁市各10件，戊市、己市各8件，"
        "庚市7件，辛市、壬市各5件，癸市5件。"
    ),
    "what 其中 leaves out": "涉及45个事项，其中24个事项已提前完成，9个事项超序时进度，11个事项按序时推进。",
    "a plan unseen": "完成投资62.2亿元，占年度计划的73%。其中33个续建项目完成投资45.31亿元，占年度计划的75%。",
    "not of it": "已开工118项（其中，提前开工项目11项，未按计划开工项目33项）。",
    "done, and not done": (
        "发现问题65个，已完成整改52个。其中，甲区30个、乙区22个。未完成整改13个。其中，甲区2个、乙区11个。"
    ),
    "what people are together": "新录用20人，其中党员15人，女性8人，本科以上18人。",
    "names with numbers": "进度偏慢的3项分别是：改（新）建农村户厕、4座台站数字化覆盖、新增直播卫星用户。",
    "names joined by and": "牵头单位3家，分别是县住建局、县水利局和县交通局。",
    "a name with an and": "牵头单位2家，分别是县发展和改革局、县水利局。",
    "names that go on": "先进单位5家，分别是县住建局、县水利局等。",
    "more than planned": "计划新建30个，已建成35个，在建2个。",
    "some of many": "共有村120个，其中示范村45个、达标村60个。",
    "amounts": "安排资金5000万元，用于道路改造2000万元、绿化1500万元。",
    "parts of both": "督办事项23件，已办结12件，其中提前办结5件；正在推进11件，其中进度较快6件。",
    "cut off throughout": (
        "建议93件，其中财政25件，占26.8%；农业26件，占27.9%；城建13件，占13.9%；教卫29件，占31.1%。"
    ),
    "a list summed up": "创建省级示范4个、市级示范7个、县级示范12个，共23个。",
    "what is not its share": "在建278个。达到序时进度的188个，占开工在建项目数的67.6%。已竣工50个，竣工率为40.7%。",
    "days and months": "为期19个月，历时365日，8月19日至20日、8月19-20日开会，1-9月完成，2032年2月29日前报送。",
    "rounded amounts": "总投资10.3亿元，其中中央资金3.4亿元，地方资金6.8亿元。",
    "about": "涉及群众约300户，其中城关镇120户，云汀镇190户。",
    "cells of a table": "共20件\t城关镇12件\t云汀镇9件\t县医院3件",
    "classes of the farther whole": "收到留言305条，各部门190条，各县115条，其中咨询116条、投诉185条、建言4条。",
    "a share of several": "共办理工单506件。位居前三的：交通类172件、城建类80件、民政类50件，占工单总量的59.68%。",
    "a rate of both ways to close": "派单601件，按时结案597件，超时办理4件，结案率100%，按时结案率99%。",
    "a rate of what was denied": "共逮捕25人，不捕24人，不捕率为48.98%。",
    "lengths that are no parts": "新增高速公路里程15公里，总里程达86公里，高铁里程达25公里，航道里程达12公里。",
    "a list that begins with a verb": "培育5个特色农业县、5个工业强县、3个文旅强县。",
    "a count of tens of thousands": "实施“3个100万”，县城新增人口100万、市区新增人口100万、旅居人口100万。",
    "other things done": "完成道路141公里，正在施工20公里。\n二、要求\n完成管网150公里。",
    "tens of thousands, rounded": "受理诉求173.83万件，办结144.18万件，办理中29.64万件。",
    "a share of other things": "引进亿元以上项目793个，其中12条重点产业链项目占比达84.4%。",
    "a whole that is not told": "实施综合治理工程150多个，22条排水沟整治率达100%。",
    "shares of another whole": "受理诉求2844件。其中，咨询1246件，占63.73%；求助567件，占29%；其它142件，占7.27%。",
    "a whole far above": (
        "受理诉求2877件。\n甲。\n乙。\n丙。\n来电2808件，其中转办532件。\n"
        "政策类212件，占7.4%；消费类58件，占2%；油烟类54件，占1.9%。"
    ),
    "a rate of what was due by now": "重大隐患630家，已整改620家，整改率98.4%，按期整改率100%，余10家未到期限。",
    "what the whole leaves out": "不予办理118人（不含附条件5人），其中法定9人、轻微93人、不足16人、附条件5人。",
    "stopped apart": "正在办理事项1件，其中取得阶段性成果并持续推进事项1件，另有停办1件。",
    "made even": (
        "建议93件。已解决54件，占58.07%；正在解决33件，占35.48%；列入规划2件，占2.15%；留作参考4件，占4.30%。"
    ),
    "two lists of one whole": "立案79件。其中：集体提案13件，个人提案66件；涉及经济29件，涉及科教17件，涉及其他33件。",
    "parts that are of the nearer": "征集提案58件，经审查立案56件。其中：经济方面16件，文教方面10件，城建方面30件。",
    "due and done": "68个项目中，年内应开工28个、应竣工25个，实际开工9个、竣工2个。",
    "shares of two of the classes": (
        "项目62个，其中工程类23个、产业类14个、事务类9个、创建类16个。\n工程和产业项目竣工2个，占5.4%；过半20个，占54.1%。"
    ),
    "a rate of what was promised": "承诺3月开工36项（续建29项，新建7项），已开工26项，开工率72.2%。",
    "parts of a state": "10个项目，其中8个项目完成目标，1个项目基本完成目标，1个项目未完成目标。",
    "a topic that names many": "研究完成农田整治2547亩、加固水库5座、新建泵站61座等事项。",
}


@pytest.mark.parametrize("kind", SUMS)
def test_parts_that_are_not_their_whole(kind: str) -> None:
    body, words = SUMS[kind]
    assert any(words in sentence for sentence in told(body)), told(body)


@pytest.mark.parametrize("kind", SHARES)
def test_shares_that_are_not_of_their_whole(kind: str) -> None:
    body, words = SHARES[kind]
    assert [sentence for sentence in told(body) if "计算应为" in sentence and words in sentence], told(body)


@pytest.mark.parametrize("kind", NAMES)
def test_names_that_are_fewer_or_more_than_said(kind: str) -> None:
    body, words = NAMES[kind]
    assert [sentence for sentence in told(body) if words in sentence], told(body)


@pytest.mark.parametrize("words", PEN)
def test_dates_that_lost_a_character_or_that_no_calendar_has(words: str) -> None:
    assert [sentence for sentence in told(PEN[words]) if f"“{words}" in sentence], told(PEN[words])


def test_the_number_of_an_issue_that_lost_its_first_character() -> None:
    assert any("“20期”可能漏了“第”字" in finding.sentence for finding in check_figures("督查专报\n20期\n通报如下。"))
    assert check_figures("督查专报\n第20期\n（总第20期）\n通报如下。") == []


@pytest.mark.parametrize("kind", RIGHT)
def test_what_may_be_right_is_passed_over(kind: str) -> None:
    assert told(RIGHT[kind]) == []


HEADINGS = {
    "one missing": ("一、总体情况\n甲。\n三、工作要求\n乙。", ["标题编号是三，前面没有二"]),
    "one twice": ("一、总体情况\n甲。\n二、问题\n乙。\n二、工作要求\n丙。", ["标题编号二出现两次"]),
    "in another form": ("一、总体情况\n甲。\n二.问题\n乙。\n三、工作要求\n丙。", []),
    "within a line": ("一、总体情况。甲。 二、问题。乙。\n三、工作要求\n丙。", []),
    "two papers": ("一、总体情况\n甲。\n二、问题\n乙。\n一、任务\n丙。\n二、要求\n丁。", []),
    "an excerpt": ("三、工作要求\n甲。\n四、附则\n乙。", []),
    "rows of a table": ("一、甲\t1\t修路\n一、甲\t2\t架桥\n三、丙\t3\t挖渠", []),
}


@pytest.mark.parametrize("kind", HEADINGS)
def test_numbers_of_headings(kind: str) -> None:
    body, words = HEADINGS[kind]
    found = [finding.sentence for finding in check_figures(f"关于重点工作的通报\n{body}")]
    assert len(found) == len(words)
    assert all(word in sentence for word, sentence in zip(words, found, strict=True))


@pytest.mark.parametrize(
    "piece", ["已完成12件，", "其中12件，", "共5件（", "甲12件，占5%；", "甲已完成12件，完成率5%；"]
)
def test_endless_figures_take_no_time(piece: str) -> None:
    started = time.process_time()
    check_figures(piece * 20_000)
    assert time.process_time() - started < 10
