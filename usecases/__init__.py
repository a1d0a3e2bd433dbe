"""One file per verb the customer says: functions that read rows, ask the rules, write rows, put notes."""
