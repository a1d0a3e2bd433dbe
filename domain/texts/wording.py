"""Sentences of /wording."""

GONE = "这个按钮已过时，没有改动。请重新发 /wording。"
