"""Outlets and agencies: by domain, by any of their names, by a file name that is one of them (`data/outlets.csv`)."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct

from detente.codebook.load import files, table

DATED = re.compile(r"(?:-\d+)+$")


class Outlet(Struct, frozen=True):
    """A paper, broadcaster or agency; `country` is ISO 3166 alpha-3; `domain` without "www."."""

    domain: str
    name: str
    country: str | None = None
    kind: str = "outlet"  # or "agency"
    aliases: tuple[str, ...] = ()


class Outlets:
    """All of them, with three ways to find one."""

    def __init__(self, outlets: list[Outlet]) -> None:
        self.outlets = outlets
        self.domains = {o.domain: o for o in outlets}
        self.names = {slug(name): o for o in reversed(outlets) for name in (*o.aliases, o.name)}

    def by_url(self, url: str | None) -> Outlet | None:
        """Of the page's address; "edition.cnn.com" is found under "cnn.com"."""
        host = domain(url)
        while host and "." in host:
            if host in self.domains:
                return self.domains[host]
            host = host.partition(".")[2]
        return None

    def by_name(self, name: str | None) -> Outlet | None:
        """By a whole name or alias, whatever its case and punctuation."""
        return self.names.get(slug(name)) if name else None

    def by_file(self, origin: str) -> Outlet | None:
        """By a file name that is an outlet's, perhaps numbered or dated: "the-guardian.txt", "afp_2022-01-18.html.gz"."""
        stem = slug(re.split(r"[/\\]", origin)[-1].split(".")[0])
        return self.names.get(stem) or self.names.get(DATED.sub("", stem))


def slug(name: str) -> str:
    """The name in the letters of a file name: "The National" → "the-national"."""
    return "-".join(re.findall(r"\w+", name.lower().replace("'", "").replace("’", "").replace("_", "-")))


def domain(url: str | None) -> str:
    """The host of an address in lower case without "www.", "" where there is none."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:  # brackets that are no IPv6 address
        return ""
    return host.removeprefix("www.")


def load(folder: Path | None) -> Outlets:
    return Outlets([outlet for path in files(folder, "outlets.csv") for outlet in table(path, Outlet)])


__all__ = ["Outlet", "Outlets", "domain", "load", "slug"]
