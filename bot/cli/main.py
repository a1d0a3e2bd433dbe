"""All commands, each a few lines over a use case."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from importlib import metadata
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from bot.clock import system_clock
from bot.settings import Settings, SettingsError, load
from storage.newer import NEWER, NewerDatabase

app = typer.Typer(
    name="duban", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__
)
audit = typer.Typer(no_args_is_help=True, help="The audit chain.")
app.add_typer(audit, name="audit")
bulletins = typer.Typer()
app.add_typer(bulletins, name="bulletin")

inboxes = typer.Typer(help="Updates that could not be worked on and were set aside.")
app.add_typer(inboxes, name="inbox")

Result = TypeVar("Result")
ReadFile = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)]
PaperPath = Annotated[Path | None, typer.Option(help="Write it here: .docx or .pdf; both when left out.")]


def tell_version(asked: bool) -> None:
    if asked:
        typer.echo(f"duban {metadata.version('duban')}")
        raise typer.Exit


@app.callback()
def before_any_command(
    _version: Annotated[
        bool, typer.Option("--version", callback=tell_version, is_eager=True, help="Say the version and end.")
    ] = False,
) -> None:
    pass


def settings_or_exit(*, token: bool = False) -> Settings:
    """The settings; wrong ones end the program with a line each and code 2."""
    try:
        settings = load()
    except SettingsError as error:
        for line in error.lines:
            typer.echo(line, err=True)
        raise typer.Exit(2) from None
    if token and not settings.bot_token.get_secret_value():
        typer.echo("BOT_TOKEN: is missing; @BotFather gives one, see .env.example", err=True)
        raise typer.Exit(2)
    return settings


def fail(line: str) -> typer.Exit:
    typer.echo(line, err=True)
    return typer.Exit(1)


def on_database(work: Callable[..., Awaitable[Result]]) -> Result:
    """Run `work(database)` on the migrated database of the settings; a refusal is said and ends with 1."""
    from domain.refusals import Refusal
    from storage.database import Database
    from storage.migrate import migrate

    settings = settings_or_exit()
    settings.data_dir.mkdir(parents=True, exist_ok=True)

    async def go() -> Result:
        database = Database(settings.database(), system_clock, settings.profile())
        try:
            await migrate(database)
            return await work(database)
        except Refusal as refusal:
            raise fail(refusal.sentence) from None
        finally:
            await database.close()

    return asyncio.run(go())


@app.command()
def run() -> None:
    """Serve the bot until stopped."""
    settings = settings_or_exit(token=True)
    from bot.logs import set_up

    set_up(settings.log_level)
    from bot.run import TokenRefused, serve

    try:
        serve(settings, system_clock)
    except* TokenRefused:
        raise fail("BOT_TOKEN: Telegram does not know this token; copy it again from @BotFather") from None


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Port of the page; the next free one when it is taken.")] = 8765,
    keep: Annotated[
        Path | None, typer.Option(help="Keep the database and the chats in this folder, and go on with them.")
    ] = None,
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open the browser.")] = False,
    tour: Annotated[bool, typer.Option("--tour", help="No page: print a walk through the main job.")] = False,
) -> None:
    """A fictional county on phones in your browser, with the real bot behind them."""
    if tour:
        from bot.demo.tour import run as walk

        raise typer.Exit(walk(keep))
    from bot.demo.page import run as show_page

    raise typer.Exit(show_page(port, keep, browse=not no_open))


@app.command()
def check(
    mirrors: Annotated[
        bool, typer.Option("--mirrors", help="Also post a test line to each group robot of MIRRORS.")
    ] = False,
) -> None:
    """Look at settings, database, token and calendar; say what is wrong."""
    from bot.cli.check import check_all

    settings = settings_or_exit()
    if not asyncio.run(check_all(settings, mirrors=mirrors)):
        raise typer.Exit(1)


@app.command()
def migrate() -> None:
    """Bring the database to the newest shape."""

    async def nothing(_database: object) -> None:
        return

    on_database(nothing)
    typer.echo("The database is up to date.")


@app.command("import")
def import_file(
    file: ReadFile,
    yes: Annotated[bool, typer.Option("--yes", help="Import; without it only show what was understood.")] = False,
) -> None:
    """Read a bulletin or minutes (.txt, .docx, .pdf) and turn it into items."""
    from bot.cli.papers import import_paper

    on_database(lambda database: import_paper(database, file, confirmed=yes))


@app.command("check-bulletin")
def check_bulletin(file: ReadFile) -> None:
    """Read any office's bulletin and say where its figures do not add up; 1 when they do not."""
    from bot.cli.papers import show_findings
    from domain.refusals import Refusal

    try:
        found = show_findings(file)
    except Refusal as refusal:
        raise fail(refusal.sentence) from None
    if found:
        raise typer.Exit(1)
    typer.echo("The figures add up.")


@bulletins.callback(invoke_without_command=True)
def bulletin(
    asked: typer.Context,
    publish: Annotated[bool, typer.Option("--publish", help="Publish it to the leadership group.")] = False,
    output: Annotated[Path | None, typer.Option(help="Write it here: .docx or .pdf.")] = None,
) -> None:
    """Write the bulletin of today's state; with --publish it is posted by the running bot."""
    if asked.invoked_subcommand is not None:
        return
    from bot.cli.papers import make_bulletin

    settings = settings_or_exit()
    fonts, files = settings.font_dir, settings.data_dir / "files"
    on_database(
        lambda database: make_bulletin(database, publish_it=publish, output=output, font_dir=fonts, files=files)
    )


@bulletins.command("verify")
def verify_bulletin(
    number: Annotated[int, typer.Argument(help="The number of the issue.")],
    year: Annotated[int | None, typer.Option(help="Its year; this one when left out.")] = None,
) -> None:
    """Recompute a published bulletin from what is stored and from the audit chain."""
    from bot.cli.papers import find_mistakes

    found = on_database(lambda database: find_mistakes(database, year, number))
    if found is None:
        raise fail(f"There is no issue {number} of that year.")
    for line in found:
        typer.echo(f"Issue {number}: {line}.", err=True)
    if found:
        raise typer.Exit(1)
    typer.echo(f"Issue {number} adds up.")


@app.command()
def ledger(output: Annotated[Path | None, typer.Option(help="Write the xlsx here.")] = None) -> None:
    """The ledger of all items as an xlsx, as offices keep it."""
    from bot.cli.forms import Forms

    on_database(lambda database: Forms(database, output).ledger())


@app.command()
def slip(label: Annotated[str, typer.Argument(help="The number of the item.")], output: PaperPath = None) -> None:
    """The newest supervision slip of an item as a paper, or the plain one."""
    from bot.cli.forms import Forms

    fonts = settings_or_exit().font_dir
    on_database(lambda database: Forms(database, output, fonts).slip(label))


@app.command("year")
def year_table(
    year: Annotated[int | None, typer.Argument(help="This one when left out.")] = None, output: PaperPath = None
) -> None:
    """The items of a year by kind and number of meeting."""
    from bot.cli.forms import Forms

    fonts = settings_or_exit().font_dir
    on_database(lambda database: Forms(database, output, fonts).year(year))


@app.command()
def export(as_json: Annotated[bool, typer.Option("--json", help="JSON, the only form there is.")] = False) -> None:
    """Everything that is stored about items, people and delivery, to stdout."""
    if not as_json:
        typer.echo("say: duban export --json", err=True)
        raise typer.Exit(2)
    from bot.cli.records import export_json

    on_database(lambda database: export_json(database, sys.stdout))


@audit.command("verify")
def verify_audit() -> None:
    """Recompute the hash chain; names the first place where it does not hold."""
    from bot.cli.records import verify

    flaw = on_database(verify)
    if flaw is not None:
        raise fail(f"The audit chain is broken at entry {flaw.position}: {flaw.what}.")


@inboxes.callback(invoke_without_command=True)
def inbox(asked: typer.Context) -> None:
    """List the updates that were set aside: number, when, chat, kind, error, tries."""
    if asked.invoked_subcommand is None:
        from bot.cli.inbox import list_dead

        on_database(list_dead)


def update_number(word: str) -> int:
    """As people are told it, U-123, or the number alone."""
    digits = word.upper().removeprefix("U-")
    if not (digits.isdecimal() and digits.isascii() and len(digits) <= 18):
        raise typer.BadParameter("a number is like U-123")
    return int(digits)


Numbered = Annotated[int, typer.Argument(parser=update_number, metavar="U-123")]


@inboxes.command("show")
def show_update(
    number: Numbered,
    text: Annotated[bool, typer.Option("--text", help="Also the update itself, with what was written.")] = False,
) -> None:
    """Say what is known of an update, without what was written in it."""
    from bot.cli.inbox import show

    on_database(lambda database: show(database, number, with_text=text))


@inboxes.command("retry")
def retry_update(number: Numbered) -> None:
    """Have an update that was set aside worked on again; ask its sender first whether it was sent anew."""
    from bot.cli.inbox import retry

    on_database(lambda database: retry(database, number))


@app.command()
def backup(target: Annotated[Path, typer.Argument(help="The file to write.")]) -> None:
    """A consistent copy of the SQLite database, checked after writing."""
    from bot.cli.records import back_up

    settings = settings_or_exit()
    error = back_up(settings.database(), target)
    if error:
        raise fail(error)
    typer.echo(f"Written and checked: {target}")


@app.command()
def bench(
    only: Annotated[str, typer.Option(help="a, b, c, d or e; all when left out.")] = "",
    updates: Annotated[int, typer.Option(help="Updates for (a) and (b).")] = 3000,
    people: Annotated[int, typer.Option(help="People for (d).")] = 1000,
) -> None:
    """Measure throughput, figures at size, pacing and papers against the local Bot API; prints ratios."""
    from bot.bench import measure

    raise typer.Exit(asyncio.run(measure(only, updates, people)))


def main() -> None:
    """`except*` because `duban run` fails as a group of tasks."""
    try:
        app()
    except* NewerDatabase:
        typer.echo(NEWER, err=True)
        sys.exit(1)
