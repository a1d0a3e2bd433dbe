"""Why the day of a deadline that a paper sets may be another."""

WHICH_YEAR = "没有写明年份"
WHICH_DAY = "没有写明是哪一天"
ONLY_EARLIEST = "“{words}”是最早的日子，没有写最晚到哪天"
