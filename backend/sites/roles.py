"""What each role may do. Pure."""

ROLE_SCOPES: dict[str, frozenset[str]] = {
    "owner": frozenset({"read", "reply", "moderate", "manage", "submit"}),
    "manager": frozenset({"read", "reply", "moderate", "manage", "submit"}),
    "agent": frozenset({"read", "reply", "moderate"}),
    "viewer": frozenset({"read"}),
}
ROLES = tuple(ROLE_SCOPES)


def allows(role: str, scope: str) -> bool:
    return scope in ROLE_SCOPES.get(role, frozenset())
