"""A fictional county: its people, its papers with the flaws that real ones have, and when the story begins."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

AGENCY = "云岭县人民政府督查室"
BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")
ZONE_NAME, WEEKLY = "Asia/Shanghai", "fri 17:00"

# The earlier meeting was registered on a Friday evening, after that week's bulletin; the story begins on the
# Monday, twenty minutes before the first nudges are due.
REGISTERED = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
BEGIN = datetime(2026, 11, 23, 0, 40, tzinfo=UTC)

GROUP_ID, GROUP = -1002026112301, "云岭县领导群"
SUPERVISOR, SECOND, OFFICIAL, ROADS, TOWN, LEADER = 1001, 1002, 2001, 2002, 2003, 3001
# The item of the earlier meeting on which the roads office reports while the bot is dead.
ROAD_ITEM = 2


@dataclass(frozen=True, slots=True)
class Resident:
    """Somebody of the county; an official has a unit."""

    user_id: int
    name: str
    unit: str = ""


SUPERVISORS = (Resident(SUPERVISOR, "苏文"), Resident(SECOND, "沈清"))
LEADERS = (Resident(LEADER, "林望舒"), Resident(3002, "周克俭"), Resident(3003, "何静"))
# The culture office has nobody yet: the import says so.
OFFICIALS = (
    Resident(OFFICIAL, "程远", "县农业农村局"),
    Resident(ROADS, "秦岚", "县交通局"),
    Resident(TOWN, "方小满", "石门镇"),
    Resident(2004, "陆青禾", "清溪镇"),
    Resident(2005, "江晚舟", "柳河镇"),
    Resident(2006, "韩松", "县水利局"),
    Resident(2007, "叶知秋", "县财政局"),
    Resident(2008, "顾明理", "县教育局"),
    Resident(2009, "宋安康", "县卫健局"),
    Resident(2010, "邵广夏", "县住建局"),
    Resident(2011, "白鹭", "县市监局"),
    Resident(2012, "温故", "县发改局"),
    Resident(2013, "罗岳", "县自然资源局"),
)
RESIDENTS = (*SUPERVISORS, *LEADERS, *OFFICIALS)
NAMES = {one.user_id: one.name for one in RESIDENTS}
UNITS = {one.user_id: one.unit for one in RESIDENTS}

EARLIER = """督 办 通 报
第 5 期
云岭县人民政府督查室
2026 年 11 月 13 日印
2026 年县政府第 8 次常务会议
确定事项落实情况的通报
县政府第8次常务会议确定事项 6 件，已完成工作 1 件，需长期开展和正在推进的工作 5 件，现将有关情况通报如下：
一、已完成工作 1 件（占 16.7%）。
1、“由周克俭同志牵头，县教育局负责，完成城区中小学食堂设备更新”。设备已全部安装到位。
二、需长期开展和正在推进的工作 5 件（占 83.3%）。
1、“由林望舒同志牵头，县交通局负责，11月30日前完成石门镇至清溪镇公路水毁路段修复”。路基已恢复，正在铺设路面。
2、“由周克俭同志牵头，县卫健局负责，11月13日前完成村卫生室药品清点”。还有2个村卫生室未清点。
3、“由石门镇、清溪镇、柳河镇负责，11月27日前每镇各建成 2 座蓄水池”。石门镇已建成1座。
4、“由县农业农村局负责，12月15日前完成秋粮烘干点设备检修”。已检修6个点。
5、“由县住建局负责，长期坚持城区地下管网巡查”。本月巡查 4 次。
"""

BULLETIN_NAME = "督办通报第6期"
BULLETIN = """督 办 通 报
第 6 期
云岭县人民政府督查室
2026 年 11 月 20 日印
2026 年县政府第 9 次常务会议
确定事项落实情况的通报
县政府第9次常务会议确定事项 15 件，已完成工作 6 件，需长期开展和正在推进的工作 9 件，现将有关情况通报如下：
一、已完成工作 6 件（占 40.0%）。
1、“由林望舒同志牵头，县水利局负责，完成清溪河堤防水毁修复”。修复堤防 3.2 公里，
已通过验收。
2、“由县财政局负责，落实冬春救助资金”。资金已拨付到位。
3、“由周克俭同志牵头，县教育局负责，东街小学扩建用地手续办理”。用地手续已批复。
3、“由县卫健局负责，石门镇卫生院救护车购置”。车辆已交付使用。
4、“由各镇负责，每年各建成 1 个村级便民服务站”。石门镇、清溪镇各建成2个，柳河镇建成1个。
5、“由何静同志牵头，商林望舒同志，县文旅局负责，筹备举办云岭茶歌节”。茶歌节已举办。
6、“由县交通局负责，各镇配合，完成全县农村公路桥梁安全排查”。排查桥梁 41 座，发现隐患 3 处，已挂牌管控。
二、需长期开展和正在推进的工作 9 件（占 60.0%）。
1、“由林望舒同志牵头，县农业农村局负责，县林业、市监等有关部门配合，\
12月4日前制定高山茶品牌建设实施方案”。方案已形成初稿。
2、“由周克俭同志商何静同志，县住建局具体负责，重点抓好 3 项工作：
①12月31日前建成北门停车场；正在浇筑基础。
②修订城区停车管理办法；已形成征求意见稿。
③规范背街小巷停车秩序”。已施划车位 260 个。
3、“由县交通局负责，11月27日前完成柳河桥加固”。正在更换支座。
4、“由何静同志牵头，以县市监局为主，石门镇、清溪镇配合，长期坚持农村集市食品安全抽检”。本月抽检 86 批次。
5、“由县发改局、县财政局负责，2027年一季度末前争取冷链物流园专项资金”。申报材料已上报。
6、“关于县城供水管网漏损治理问题”。正在开展管网普查。
7、“由周克俭同志牵头，县自然资源局负责，11月18日前完成柳河镇安置点选址”。正在开展地质评估。
8、“由石门镇、清溪镇、柳河镇负责，2027年2月底前每镇各培育 3 家家庭农场”。石门镇已培育1家，其余正在摸底。
9、“由何静同志牵头，县文旅局负责，11月16日前完成古渡口步道修缮”。栏杆石料尚未到货。
云岭县人民政府督查室
2026年11月20日
发送：各镇人民政府，县政府各工作部门，各直属机构。
抄送：县委办，县人大办、县政协办。
云岭县人民政府办公室
2026年11月20日印发
"""
