"""The one list of rooms: which blueprints, commands and letters each brings."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import click
from flask import Blueprint

from backend.accounts import routes as accounts
from backend.console import open_id_routes, routes as console
from backend.conversations import (
    customer_routes as customer_words,
    letters as conversation_letters,
    praise_routes as praise,
    reaction_routes as reaction,
    recovery_routes as recovery,
    routes as conversations,
    template_routes as templates,
)
from backend.customers import event_routes as customer_events, routes as customers
from backend.embed import (
    done_routes as done,
    hosted_mail_routes as hosted_mail,
    hosted_routes as hosted,
    hosted_shared_routes as hosted_shared,
    hosted_thread_routes as hosted_threads,
    notices,
    routes as embed,
    staff_routes as embed_staff,
)
from backend.events import models as events  # noqa: F401 - its table belongs to the metadata
from backend.events.letter import Writer
from backend.feedback import (
    cli as feedback_cli,
    counts_cli,
    live_routes as feedback_live,
    routes as feedback,
    view_routes as feedback_views,
)
from backend.improvements import (
    cli as improvements_cli,
    group_routes as improvement_groups,
    routes as improvements,
)
from backend.insights import (
    gather_routes as gatherings,
    loyalty_routes as loyalty,
    routes as insights,
    share_routes as share,
    topic_cli as topics_cli,
    topic_routes as topics,
    weekly_letter,
)
from backend.intake import routes as intake
from backend.moderation import cli as moderation_cli, routes as moderation
from backend.notifications import cli as notifications_cli, routes as notifications
from backend.ops import api_docs, cli as ops, demo, demo_cli, health, page_files
from backend.sites import cli as sites_cli, letters as site_letters, routes as sites, trail_routes as trail
from backend.touchpoints import routes as touchpoints


@dataclass(frozen=True)
class Room:
    name: str
    blueprints: tuple[Blueprint, ...] = ()
    commands: tuple[click.Command, ...] = field(default=())
    letters: Mapping[str, Writer] = field(default_factory=dict)  # who writes about which kind of event


@dataclass(frozen=True)
class VisitorRooms:
    """What stands under the neutral prefix (`/w`): files at its root, the visitors' API under its v1."""

    files: tuple[Blueprint, ...]
    api: tuple[Blueprint, ...]


ROOMS = (
    Room("accounts", (accounts.blueprint,)),
    Room(
        "sites",
        (sites.blueprint, trail.blueprint),
        (sites_cli.staff_commands,),
        letters={"member.invited": site_letters.invitation},
    ),
    Room("customers", (customers.blueprint, customer_events.blueprint)),
    Room("touchpoints", (touchpoints.blueprint,)),
    Room(
        "feedback",
        (feedback.blueprint, feedback_live.blueprint, feedback_views.blueprint),
        (feedback_cli.sentiment_commands, counts_cli.counts_commands),
    ),
    Room("improvements", (improvements.blueprint, improvement_groups.blueprint), (improvements_cli.change_commands,)),
    Room(
        "conversations",
        (
            conversations.blueprint,
            customer_words.blueprint,
            templates.blueprint,
            recovery.blueprint,
            reaction.blueprint,
            praise.blueprint,
        ),
        letters={"reply.sent": conversation_letters.answer, "news.sent": conversation_letters.news},
    ),
    Room(
        "insights",
        (insights.blueprint, loyalty.blueprint, topics.blueprint, gatherings.blueprint, share.blueprint),
        (topics_cli.topic_commands,),
        letters={"digest.queued": weekly_letter.weekly_letter},
    ),
    Room("moderation", (moderation.blueprint,), (moderation_cli.moderation_commands,)),
    Room("notifications", (notifications.blueprint,), (notifications_cli.notification_commands,)),
    Room("embed", (embed_staff.blueprint,)),
    Room("console", (console.blueprint, console.session_blueprint, open_id_routes.open_id_blueprint)),
    Room(
        "ops",
        (health.blueprint, api_docs.blueprint, demo.blueprint, page_files.blueprint),
        (ops.serve_command, ops.work_command, ops.migration_commands, demo_cli.demo_commands),
    ),
)

VISITOR_ROOMS = VisitorRooms(
    files=(
        embed.files_blueprint,
        hosted.blueprint,
        hosted_threads.blueprint,
        hosted_mail.blueprint,
        hosted_shared.blueprint,
        notices.hosted_blueprint,
        done.hosted_blueprint,
    ),
    api=(intake.blueprint, conversations.visitor_blueprint, embed.blueprint, notices.blueprint, done.blueprint),
)
