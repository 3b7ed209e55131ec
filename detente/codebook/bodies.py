"""Bodies, groups and organs of states, and where they are at home."""

from __future__ import annotations

from msgspec import Struct, field


class Body(Struct, frozen=True, forbid_unknown_fields=True):
    """A body, group or organ; of a state where `code` is a state's."""

    code: str
    sector: str
    name: str
    aliases: tuple[str, ...] = ()


class Home(Struct, frozen=True, forbid_unknown_fields=True):
    """The country a body or group belongs to, and what it is there from a day to a day ("" as in its own table)."""

    code: str
    country: str = ""
    sector: str = ""
    since: str = field(name="from", default="")
    until: str = field(name="to", default="")

    def holds(self, day: str | None) -> bool:
        return not self.until if day is None else (not self.since or self.since <= day) and (not self.until or day[: len(self.until)] <= self.until)
