"""The mail server: connect as the setting says, hand over one message at a time, say what went wrong in one line."""

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from ipaddress import ip_address
from urllib.parse import SplitResult, unquote, urlsplit

from backend.settings import Settings

_PORTS = {"smtp": 587, "smtps": 465}
LONGEST_REASON = 300


class Undeliverable(Exception):
    """Why a letter did not go. `is_final`: no later try will do better."""

    def __init__(self, reason: str, is_final: bool) -> None:
        super().__init__(reason)
        self.reason, self.is_final = reason[:LONGEST_REASON], is_final


class ServerAway(Undeliverable):
    """It is not this letter's fault: every other one would fare the same now."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason, is_final=False)


class MailServer:
    """One connection, opened at the first message and anew after one that broke it."""

    def __init__(self, settings: Settings) -> None:
        self._at = urlsplit(settings.smtp_url or "")
        self._timeout = settings.smtp_timeout
        self._connection: smtplib.SMTP | None = None

    def send(self, message: EmailMessage, sender: str, to: str) -> None:
        """Hand the message over; raises Undeliverable unless the server has taken it."""
        try:
            self._opened().send_message(message, sender, [to])
        except smtplib.SMTPRecipientsRefused as fault:
            [(code, said)] = fault.recipients.values()
            raise Undeliverable(told(code, said, to), is_final=code >= 500) from None
        except smtplib.SMTPNotSupportedError as fault:
            raise Undeliverable(str(fault), is_final=True) from None
        except smtplib.SMTPAuthenticationError as fault:
            raise ServerAway(told(fault.smtp_code, fault.smtp_error, to)) from None
        except smtplib.SMTPResponseException as fault:
            self.close()
            raise Undeliverable(told(fault.smtp_code, fault.smtp_error, to), fault.smtp_code >= 500) from None
        except (OSError, smtplib.SMTPException) as fault:
            self.close()
            raise ServerAway(f"{type(fault).__name__}: {fault}".replace(to, "…")) from None

    def close(self) -> None:
        if self._connection is not None:
            with suppress(OSError, smtplib.SMTPException):
                self._connection.quit()
        self._connection = None

    def _opened(self) -> smtplib.SMTP:
        if self._connection is None:
            self._connection = self._open()
        return self._connection

    def _open(self) -> smtplib.SMTP:
        place = (self._at.hostname or "", self._at.port or _PORTS[self._at.scheme])
        if self._at.scheme == "smtps":
            context = ssl.create_default_context()
            connection: smtplib.SMTP = smtplib.SMTP_SSL(*place, timeout=self._timeout, context=context)
        else:
            connection = smtplib.SMTP(*place, timeout=self._timeout)
        try:
            if self._at.scheme == "smtp" and not in_the_clear(self._at):
                _begin_tls(connection)
            connection.ehlo_or_helo_if_needed()  # an address outside ASCII is refused unless SMTPUTF8 is known of
            if self._at.username:
                connection.login(unquote(self._at.username), unquote(self._at.password or ""))
        except BaseException:
            connection.close()
            raise
        return connection


def _begin_tls(connection: smtplib.SMTP) -> None:
    try:
        connection.starttls(context=ssl.create_default_context())
    except smtplib.SMTPNotSupportedError:
        raise ServerAway("The mail server offers no TLS. If it is meant to be without: SMTP_URL=…?tls=off") from None


@contextmanager
def mail_server(settings: Settings) -> Iterator[MailServer]:
    server = MailServer(settings)
    try:
        yield server
    finally:
        server.close()


def in_the_clear(at: SplitResult) -> bool:
    """Whether this server is spoken to without TLS: only where it was asked for, or nobody listens in between."""
    if at.query == "tls=off" or at.hostname == "localhost":
        return True
    try:
        return ip_address(at.hostname or "").is_loopback
    except ValueError:
        return False


def told(code: int, said: bytes | str, to: str) -> str:
    """What the server said, on one line and without the address it said it of."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    line = " ".join(re.sub(r"[\x00-\x1F\x7F-\x9F]+", " ", text).split())
    return f"{code} {re.sub(re.escape(to), '…', line, flags=re.IGNORECASE)}".strip()
