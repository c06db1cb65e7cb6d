"""`flask sentiment …` on what visitors wrote: score it anew, report, learn from it. Safe beside a running server."""

import time
from collections.abc import Sequence
from uuid import UUID

import click
from sqlalchemy import select

from backend.feedback.accuracy import accuracy
from backend.feedback.learn import LEAST, Judged, Learnt, learn, own_rows
from backend.feedback.rescore import Progress, rescore
from backend.feedback.scorer import scorer
from backend.foundation.database import db
from backend.sentiment.cli import sentiment_commands
from backend.sites.cli import Told
from backend.sites.models import Site

__all__ = ["sentiment_commands"]

of_site = click.option("--site", "site_key", help="A site's key; without it: every site.")


@sentiment_commands.command("rescore")
@of_site
def rescore_command(site_key: str | None) -> None:
    """Score anew what another version of the scorer scored. May be stopped and begun again at any time."""
    began, progress = time.monotonic(), Progress(0, 0, 0, 0)
    with Told():
        for progress in rescore(chosen_site_ids(site_key), scorer()):
            pace = progress.seen / max(time.monotonic() - began, 0.001)
            click.echo(f"{progress.seen:,} of {progress.total:,} comments, {pace:,.0f} a second")
    click.echo(f"{progress.scored:,} scored anew; {progress.changed:,} labels changed.")


@sentiment_commands.command("report")
@of_site
def report_command(site_key: str | None) -> None:
    """Print how often the scorer said what staff say, by language, touchpoint and version."""
    rows = accuracy(chosen_site_ids(site_key))
    if not rows:
        click.echo("Staff have judged no comment yet: correct or confirm labels in the console, or by the API.")
        return
    click.echo(f"{'':42} {'judged':>7} {'right':>7} {'share':>6}   95 % interval")
    for row in rows:
        name = f"{row['by']} {row['key']}" if row["by"] != "all" else "all"
        shares = f"{row['share']:6.0%}   {row['low']:.0%} to {row['high']:.0%}"
        click.echo(f"{name:42} {row['n']:7,} {row['right']:7,} {shares}")
    click.echo("Staff tend to correct what is wrong, so a share is a floor, not an estimate.")


@sentiment_commands.command("learn")
@of_site
def learn_command(site_key: str | None) -> None:
    """Make a model of this installation's own from corrections and clear ratings; keep it if it judges better."""
    rows = own_rows(chosen_site_ids(site_key))
    if len(rows) < LEAST:
        raise click.ClickException(
            f"{len(rows)} comments can teach, {LEAST} are needed: such as staff corrected or confirmed, or with a "
            "rating of at most 25 or at least 75 of 100, in a language the scorer covers."
        )
    click.echo(f"{len(rows):,} comments can teach. This may take some minutes …")
    learnt = learn(rows, scorer().model())
    click.echo(f"Learnt from {learnt.taught:,}; held apart to judge by:")
    click.echo(_figures("corrected or confirmed by staff, same label", learnt.corrected))
    click.echo(_figures("with a clear rating, same side", learnt.rated))
    _decide(learnt)


def _decide(learnt: Learnt) -> None:
    if not learnt.is_better:
        click.echo("Not better there: the model in use stays.")
        return
    path = scorer().models.keep(learnt.model)
    click.echo(f"Better there: {learnt.model.version} is in use within {scorer().look_again:.0f} seconds ({path}).")
    click.echo("What came before keeps its score until: flask sentiment rescore. To undo: flask sentiment rollback")
    if scorer().name != "kohtaamo":
        click.echo(f"KOHTAAMO_SCORER={scorer().name}: unset it, or no model is used.")


def _figures(kind: str, judged: Judged) -> str:
    return f"  {judged.n:,} {kind}: {judged.before:,} right before, {judged.after:,} now"


@sentiment_commands.command("rollback")
def rollback_command() -> None:
    """Return to the model before the one in use, at last to the one that came with this version."""
    try:
        name = scorer().models.roll_back()
    except LookupError as fault:
        raise click.ClickException(f"Nothing to return to: {fault}.") from fault
    click.echo(
        f"In use now: {name or 'the model that came with this version'}. For what is there: flask sentiment rescore"
    )


def chosen_site_ids(key: str | None) -> Sequence[UUID]:
    known = db.session.execute(select(Site.key, Site.id).order_by(Site.key)).all()
    found = [site_id for name, site_id in known if key in {None, name}]
    if key is not None and not found:
        raise click.ClickException(
            f"No site has the key {key}. There are: {', '.join(row.key for row in known) or 'none'}"
        )
    return found
