"""The questions that the first version of the list asks; supervisors change them on a page, version by version."""

FIRST_QUESTIONS = [
    {"code": "attitude", "text": "工作人员的态度怎么样？", "choices": ["好", "一般", "不好"]},
    {"code": "one_time_notice", "text": "要交什么材料，是不是一次说清楚了？", "choices": ["是", "不是", "没有遇到"]},
    {"code": "receipt", "text": "交了材料以后，收到回执了吗？", "choices": ["收到", "没有收到", "没有交材料"]},
    {"code": "integrity", "text": "有没有人吃、拿、卡、要？", "choices": ["没有", "有", "不愿意说"]},
    {"code": "waiting", "text": "等的时间长不长？", "choices": ["不长", "有点长", "太长"]},
    {"code": "overall", "text": "总的来说满意吗？", "choices": ["满意", "基本满意", "不满意"]},
]
