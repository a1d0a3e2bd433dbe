"""Why a numbered piece of a paper was not taken for an item, as the preview says it."""

ONLY_HEARD = "只是听取、传达或强调，没有交办"
REMARK = "是情况、要求一类的说明"
OF_NOTICE = "是印发通知的正文，事项在所附的清单里"
OF_ANNEX = "在落款之后的附件里"
ONLY_COUNTS = "只说了数目"
ONLY_HEADING = "只有标题，下面没有内容"
PROSE = "是叙述，没有交办"
