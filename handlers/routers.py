"""The order in which routers are asked: commands and presses, awaited words, replies, and free text last."""

from aiogram import Router

from handlers import (
    assign,
    audit,
    bind,
    bulletin,
    deadline,
    done,
    extend,
    find,
    free_text,
    intake,
    item,
    my,
    nudge,
    people,
    register,
    report,
    review,
    start,
    status,
)


def routers() -> tuple[Router, ...]:
    return (
        start.router,
        bind.router,
        people.router,
        audit.router,
        my.router,
        item.router,
        done.router,
        review.router,
        extend.router,
        register.router,
        assign.router,
        deadline.router,
        nudge.router,
        status.router,
        find.router,
        bulletin.router,
        intake.router,
        report.router,
        # Takes whatever is left, so it must stay last.
        free_text.router,
    )
