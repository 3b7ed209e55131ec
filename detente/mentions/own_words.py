"""What a phrase says by its own words: its head says the sector, the names before and after it the country."""

from __future__ import annotations

from detente.codebook import Codebook
from detente.codebook.actors import Name, fold
from detente.codebook.sectors import LONGEST
from detente.mentions.standalone import Cut, Found
from detente.records import Resolved

OWN = "the phrase's own words"


def own_words(c: Cut, codebook: Codebook, day: str | None) -> Resolved:
    """What the phrase says by its own words, without the people in it."""
    words = codebook.sectors.words
    sector, head, former = head_of(c, codebook)
    if sector is None and c.preposition in words.of:  # "head of the court"
        later = own_words(c.rest(), codebook, day) if c.limit < len(c.text) else Resolved()
        sector = later.sector if head or not c.named else None
    elif c.preposition == "of" and sector == "GOV":  # "speaker of the Storting" is of parliament
        tail = next((f.name for f in c.named if f.name and f.name.kind == "body" and not c.inside(f.start)), None)
        sector = tail.sector if tail and tail.sector else sector
    owner, local = owner_of(c, codebook)
    code, country, name = None, "", None
    if owner and owner.name and owner.name.kind == "coalition":
        return Resolved(",".join(owner.name.codes), "", None, owner.name.name, None, "name of the codebook: several actors")
    if owner and owner.name:
        code, country, name = owner.name.code, home_of(owner, c, codebook, day), owner.name.name
        sector = sector or (named_sector(owner, c, codebook, day) if not head or owner.name.kind in {"body", "seat"} else None)
    elif local and local.local:
        code = country = local.local.country
        if head in words.servants and head and head.startswith("leader"):
            sector = sector or "ELI"  # of a people inside a state
        sector = sector or ("CVL" if local.local.kind == "city" and not head and len(c.words) <= 3 else None)
    if sector is None and head in words.servants and country:
        sector = "GOV"
    if former and (sector is None or sector in words.offices):
        return Resolved(codebook.actors.actor(code, "ELI") if code else None, country, "ELI", None, "former", OWN)
    if not code and not sector:
        return Resolved()
    how = OWN if head else "name of the codebook" if owner else "place"
    whole = name if owner and not head else codebook.actors.title(code, sector) if code else None
    return Resolved(codebook.actors.actor(code, sector) if code else None, country, sector, whole, head, how)


def named_sector(owner: Found, c: Cut, codebook: Codebook, day: str | None) -> str | None:
    """The sector of a name that stands without a noun: a capital is its government, a people its citizens, a group what it is on the day."""
    if owner.name is None:
        return None
    organ = next((f.name for f in reversed(c.named) if f.name and f.name.kind in {"body", "seat"} and c.inside(f.start)), None)
    if organ and (owner.name is organ or organ_of_another(organ, owner.name, codebook)):
        return codebook.sectors.before.get(fold(organ.name)) or body_sector(organ.code, organ.sector, codebook, day)
    if any(f.name and f.name.kind == "people" and c.inside(f.start) for f in c.named):
        return "CVL"
    return "GOV" if owner.name.kind == "capital" else None


def home_of(owner: Found, c: Cut, codebook: Codebook, day: str | None) -> str:
    """The country of whose it is; of a group without one, that of the state named with it ("Iraqi Kurds")."""
    country = country_of(owner.name.code, codebook, day) if owner.name else ""
    if country or not owner.name or owner.name.code in codebook.sectors.homes or owner.name.sector == "IGO":
        return country
    return next((f.name.code for f in c.named if f.name and f.name.code in codebook.actors.state_codes and f.name.kind in {"demonym", "state"}), "")


def head_of(c: Cut, codebook: Codebook) -> tuple[str | None, str | None, bool]:
    """Sector, head noun, and whether it is a former one: the rightmost noun before the first preposition that says a sector; weak ones leave it to those before them."""
    words = [w for w in c.words if c.inside(w[0]) and not any(p.start <= w[0] < p.end for p in c.people)]
    low = [w.lower() for _, _, w in words]
    former = any(w in codebook.sectors.words.former or w.startswith("ex-") for w in low)
    sectors, end, head, sector = codebook.sectors, len(low), None, None
    while end > 0 and sector is None:
        body = next((f for f in c.named if f.start <= words[end - 1][0] < f.end and f.name and f.name.kind in {"body", "seat"}), None)
        if body and body.name:
            if not head:
                return None, None, former
            sector = body.name.sector if body.name.sector != "IGO" else None
            break
        size, found, weak = noun_ending(low, end, codebook, modifies=head is not None)
        head = head or (" ".join(low[end - size : end]) if found or weak else None)
        sector = found
        end -= size
    if sector is None and head:
        roles = [n.sector for _, n in codebook.actors.entries.get(head, []) if n.kind == "role"]
        sector = roles[0] if roles and head not in codebook.sectors.words.servants else None
    if sector == "JRN" and codebook.sectors.words.state_media & set(low):
        sector = "GOV"
    if head and head not in sectors.weak and sector is None:
        head = None
    return sector, head, former


def noun_ending(low: list[str], end: int, codebook: Codebook, modifies: bool) -> tuple[int, str | None, bool]:
    """The longest noun that ends there: its words, its sector, and whether it is a weak one."""
    sectors = codebook.sectors
    for size in range(min(LONGEST, end), 0, -1):
        noun = " ".join(low[end - size : end])
        if modifies and noun in sectors.before:
            return size, sectors.before[noun], False
        if noun in sectors.heads and noun not in sectors.weak:
            return size, sectors.heads[noun], False
        roles = [n.sector for _, n in codebook.actors.entries.get(fold(noun), []) if n.kind == "role"]
        if noun in sectors.weak or (roles and not roles[0]):
            return size, None, True
        if roles:
            return size, roles[0], False
        if noun in sectors.before:
            return size, sectors.before[noun], False
    return 1, None, False


def owner_of(c: Cut, codebook: Codebook) -> tuple[Found | None, Found | None]:
    """Whose it is: the last name of a state, body or group before the head's end (a group before a state), else the first after "of"; and the place, likewise."""
    of = c.preposition in codebook.sectors.words.of
    before = [f for f in c.named if f.name and c.inside(f.start)]
    groups = [f for f in before if f.name and f.name.kind == "body"]
    states = [f for f in before if f.name and f.name.kind != "body"]
    after = [f for f in c.named if f.name and not c.inside(f.start)] if of or c.preposition == "," else []
    spots = [f for f in c.named if f.local and (c.inside(f.start) or of)]
    if groups and states and groups[-1].name and states[-1].name and organ_of_another(groups[-1].name, states[-1].name, codebook):
        groups = []
    if states and states[-1].name and states[-1].name.kind == "people" and after and c.preposition in {"of", "in"}:
        states = after[:1]  # "Albanians of southern Serbia"
    owner = groups[-1] if groups else states[-1] if states else after[0] if after and not any(c.inside(f.start) for f in spots) else None
    return owner, spots[0] if spots else None


def organ_of_another(organ: Name, state: Name, codebook: Codebook) -> bool:
    """Is it an organ that several states have ("the Nigerian Senate")?"""
    return organ.sector == "LEG" and organ.code in codebook.actors.state_codes and organ.code != state.code


def body_sector(code: str, sector: str | None, codebook: Codebook, day: str | None) -> str | None:
    """A group's sector on the day: the Taliban rule, or rebel; a body of states has none of its own beside IGO's."""
    home = codebook.sectors.home(code, day)
    return (home.sector if home and home.sector else sector) or None


def country_of(code: str, codebook: Codebook, day: str | None) -> str:
    """The country of a code: itself, or where a group is at home."""
    if code in codebook.actors.state_codes and code not in codebook.sectors.homes:
        return code
    home = codebook.sectors.home(code, day)
    return home.country if home else ""
