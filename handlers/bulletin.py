"""A bulletin: drafted, reworded, proofread by the units, published, corrected; posts that wait for a word."""

from domain.commands import Occasion, Press
from domain.notes import Answer
from domain.papers.shown import EDITION
from handlers.incoming import Incoming
from handlers.route import Routes
from usecases.bulletin import bulletin, proof_answers, proof_office, reword, wording
from usecases.bulletin.annexes import choose_annexes
from usecases.bulletin.compare import compare_units, turn_comparison
from usecases.bulletin.correct_bulletin import draft_correction, publish_correction
from usecases.bulletin.draft_papers import show_papers
from usecases.bulletin.held_mirrors import mirror_drop, mirror_resend, mirror_there
from usecases.bulletin.issue import signing
from usecases.bulletin.issue.weekly import discard_pressed, let_go, let_go_anyway, publish_week_now, put_off, skip_week
from usecases.bulletin.issue.withdraw import ask_withdrawal, withdraw
from usecases.bulletin.posts.held_posts import held_resend, held_there
from usecases.bulletin.publish import publish_anyway, publish_pressed
from usecases.bulletin.restate import ask_state, restate
from usecases.office.settings import press_value
from usecases.papers import edition_back
from usecases.papers.shown import drop

on = Routes()

on.say("bulletin", lambda c: bulletin.show_bulletin(c.tx, c.actor, c.words, is_private=c.is_private), in_groups=True)
on.press(Press.BULLETIN_OF, lambda c: bulletin.draft_of_meeting(c.tx, c.actor, c.subject))
on.press(Press.BULLETIN_KINDS, lambda c: bulletin.offer_kinds(c.tx, c.actor))
on.press(Press.BULLETIN_KIND, lambda c: bulletin.draft_of_kind(c.tx, c.actor, c.extra))
on.press(Press.BULLETIN_PAGE, lambda c: bulletin.turn_bulletin(c.tx, c.actor, c.subject, c.number), in_groups=True)
on.press(Press.PUBLISH, lambda c: publish_pressed(c.tx, c.actor, c.subject, c.version))
on.press(Press.PUBLISH_ANYWAY, lambda c: publish_anyway(c.tx, c.actor, c.subject, c.version))
on.press(Press.REDO, lambda c: bulletin.redo_pressed(c.tx, c.actor, c.subject, c.version))
on.press(Press.SHORT_ISSUE, lambda c: bulletin.shorten_pressed(c.tx, c.actor, c.subject, c.version))
on.press(Press.DISCARD, lambda c: discard_pressed(c.tx, c.actor, c.subject, c.version))
on.press(Press.CORRECT, lambda c: draft_correction(c.tx, c.actor, c.subject, c.version))
on.press(Press.CORRECT_PUBLISH, lambda c: publish_correction(c.tx, c.actor, c.subject, c.version))
on.press(Press.SIGN_ISSUE, lambda c: signing.sign(c.tx, c.actor, c.subject, c.version))
on.press(Press.SIGN_ISSUE_ANYWAY, lambda c: signing.sign_anyway(c.tx, c.actor, c.subject, c.version))
on.press(Press.SIGN_ISSUE_ASK, lambda c: signing.ask_signature(c.tx, c.actor, c.subject, c.version))
on.press(
    Press.SIGN_ISSUE_NO,
    lambda c: signing.ask_why_not(c.tx, c.actor, c.chat_id, bulletin_id=c.subject, version=c.version),
)
on.answer(signing.WhyNotSigned, lambda c, asked: signing.send_back(c.tx, c.actor, asked, c.text))
on.press(Press.WITHDRAW_ISSUE, lambda c: ask_withdrawal(c.tx, c.actor, c.subject, c.version))
on.press(Press.WITHDRAW_YES, lambda c: withdraw(c.tx, c.actor, c.subject, c.version))
on.press(Press.WEEK_NOW, lambda c: publish_week_now(c.tx, c.actor, c.subject))
on.press(Press.WEEK_SIGN, lambda c: let_go(c.tx, c.actor, c.subject, c.version))
on.press(Press.WEEK_SIGN_ANYWAY, lambda c: let_go_anyway(c.tx, c.actor, c.subject, c.version))
on.press(Press.WEEK_HOLD, lambda c: put_off(c.tx, c.actor, c.subject, c.version))
on.press(Press.WEEK_SKIP, lambda c: skip_week(c.tx, c.actor, c.subject))
on.press(Press.HELD_THERE, lambda c: held_there(c.tx, c.actor, c.subject))
on.press(Press.HELD_RESEND, lambda c: held_resend(c.tx, c.actor, c.subject))
on.press(Press.MIRROR_THERE, lambda c: mirror_there(c.tx, c.actor, c.subject))
on.press(Press.MIRROR_RESEND, lambda c: mirror_resend(c.tx, c.actor, c.subject))
on.press(Press.MIRROR_DROP, lambda c: mirror_drop(c.tx, c.actor, c.subject))

on.press(Press.DRAFT_PAPERS, lambda c: show_papers(c.tx, c.actor, c.subject, c.version))
on.press(Press.REWORD, lambda c: reword.show_paragraph(c.tx, c.actor, c.subject, version=c.version, place=c.number))
on.press(
    Press.REWORD_ASK,
    lambda c: reword.ask_words(c.tx, c.actor, c.chat_id, bulletin_id=c.subject, version=c.version, place=c.number),
)
on.press(
    Press.REWORD_ANY,
    lambda c: reword.ask_words(c.tx, c.actor, c.chat_id, bulletin_id=c.subject, version=c.version, place=None),
)
on.press(Press.REWORD_FRAME, lambda c: reword.show_frame(c.tx, c.actor, c.subject, c.version))
on.press(Press.RESTATE, lambda c: ask_state(c.tx, c.actor, c.subject, version=c.version, item_id=c.number))
on.press(Press.RESTATE_AS, lambda c: restate(c.tx, c.actor, c.subject, c.version, c.extra))
on.press(Press.REWORD_UNDO, lambda c: reword.restore(c.tx, c.actor, c.subject, version=c.version, place=c.number))
on.answer(reword.NewWording, lambda c, asked: reword.reword(c.tx, c.actor, c.chat_id, asked, c.text))

on.meet(Occasion.EDITION_BACK, lambda c: edition_back.bring_back(c.tx, c.actor, c.arrival))
on.press(Press.EDITION_PAGE, lambda c: edition_back.turn(c.tx, c.actor, c.subject, c.number))
on.press(Press.EDITION_YES, lambda c: edition_back.take(c.tx, c.actor, c.subject, c.version))
on.press(Press.EDITION_NO, lambda c: drop(c.tx, c.actor, EDITION, c.subject, c.version))

on.say("proof", lambda c: proof_office.show_proofs(c.tx, c.actor, c.words))
on.press(Press.PROOF_SWITCH, lambda c: press_value(c.tx, c.actor, "proofs.on", c.subject))
on.press(Press.PROOF_SEND, lambda c: proof_office.send_draft(c.tx, c.actor, c.subject, c.version))
on.press(Press.PROOF_OK, lambda c: proof_answers.confirm(c.tx, c.actor, c.subject, c.version))
on.press(Press.PROOF_ALL, lambda c: proof_answers.confirm_all(c.tx, c.actor, c.subject))
on.press(Press.PROOF_FIX, lambda c: proof_answers.ask_words(c.tx, c.actor, c.chat_id, c.subject))
on.answer(proof_answers.ProofWords, lambda c, asked: proof_answers.take_words(c.tx, c.actor, asked, c.saying))


async def _wording(c: Incoming) -> Answer:
    if c.words:
        return await bulletin.set_distribution(c.tx, c.actor, c.words)
    return await wording.show_wording(c.tx, c.actor)


on.say("wording", _wording)
on.press(Press.WORDING, lambda c: wording.show_wording(c.tx, c.actor, c.extra, edit=True))
on.press(Press.WORDING_FIELD, lambda c: wording.press_field(c.tx, c.actor, c.subject, c.extra))
on.press(Press.WORDING_SAVE, lambda c: wording.save_wording(c.tx, c.actor, c.extra, c.version))
on.say("annex", lambda c: choose_annexes(c.tx, c.actor, c.words))
on.press(Press.ANNEXES, lambda c: choose_annexes(c.tx, c.actor))
on.press(Press.ANNEX, lambda c: press_value(c.tx, c.actor, f"annexes.{c.extra}", c.subject))
on.say("compare", lambda c: compare_units(c.tx, c.actor, c.words), in_groups=True)
on.press(Press.COMPARE, lambda c: turn_comparison(c.tx, c.actor, c.subject, c.version), in_groups=True)
