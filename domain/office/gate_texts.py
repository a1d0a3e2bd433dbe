"""Words at the door."""

# The same for every stranger and every attempt: it tells nothing of what exists here.
STRANGER = "您好，本机器人只为已登记的工作人员服务。如需使用，请联系本单位督查工作负责人获取邀请。"
NO_COMMAND = "没有这个命令，发 /help，看能做什么。"
FORWARDED = "这是转发的消息，不作为您的反馈。请用自己的话发送，或发 /report 37 已完成招标。"
PRIVATE_ONLY = "这项操作请在与机器人的私聊里进行。"
GROUP_ONLY = "请在要绑定的群里发 /bind。"
OLD_BUTTON = "这个按钮已失效。发 /my，看最新情况。"
FAILED = "这条消息没有保存成功，请稍后重发；仍不行请联系督查室，并报编号 U-{update_id}。"
SET_ASIDE = (
    "有一条消息未能处理，已原样保存。请把编号 U-{update_id} 告诉系统维护人员"
    "（查看：duban inbox show U-{update_id}；重新处理：duban inbox retry U-{update_id}）。"
)
VOID_INSTEAD = "/cancel 只用来离开当前提问。撤销事项请发 /void {words}。"
