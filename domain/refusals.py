"""Why Duban says no: every refusal carries the one sentence its person reads.

    Refusal
    +-- BadInput      the words cannot be understood or are out of bounds
    +-- NotAllowed    the actor's seat does not cover this
    +-- NotFound      no such item, unit or person (also said of what one may not see)
    +-- TooLate       a stale or second press: a conflict, the state moved on

Raised before any write; the worker alone catches it, rolls back, answers with the sentence and
audits it.
"""


class Refusal(Exception):
    """`sentence` is Chinese, one line, and says what to do next.

    `ends_question`: it met the answer to a question that nobody can answer any more. `ends_words`: the message whose
    words were asked back and come too late. `wants_more`: the command that lacks its words, which are asked for.
    """

    ends_question = False
    ends_words = 0
    wants_more = ""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class BadInput(Refusal):
    """The input cannot be used as it is."""


class NotAllowed(Refusal):
    """The actor may not do this."""


class NotFound(Refusal):
    """There is nothing of that number or name for this actor."""


class TooLate(Refusal):
    """The thing acted on has moved on since the actor saw it."""
