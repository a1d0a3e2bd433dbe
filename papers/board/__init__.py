"""The status picture for a phone: figures, lights, trend, overdue items and units on pages of PNG."""

from papers.board.picture import draw
