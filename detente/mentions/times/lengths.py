"""Readings of lengths ("48 hours", "the past few weeks"), of what comes again ("every Monday", "daily"), and of times that no calendar fixes ("now")."""

from __future__ import annotations

from detente.mentions.spelling import value as amount
from detente.mentions.times import calendar
from detente.mentions.times.meaning import At, Meaning
from detente.mentions.times.phrases import Found

SIGN = dict.fromkeys(("last", "past", "previous", "recent", "latest", "preceding"), -1) | dict.fromkeys(("next", "coming", "following", "ensuing", "ahead"), 1)
HALVES = {"Y": "6M", "TH": "30M", "TM": "30S", "D": "T12H"}


def count_of(f: Found, at: At) -> float | None:
    """How many units: 1 for "a", 2 for "a couple of", `None` for "several"."""
    said = f.said("count").replace("-", " ")
    if "couple" in said:
        return 2
    if not said or any(w in at.times.vague or w == "number" for w in said.split()):
        return None
    if said.startswith("half a"):
        return 0.5
    halves = [float(w.kinds["FRACTION"]) for w in f.words[f.m.start("count") : f.m.end("count")] if "FRACTION" in w.kinds]
    words = [w for w in said.split() if w not in {"and", "half"} and "/" not in w]
    bare = [w for w in words if w not in {"a", "an", "one", "additional"}] if len(words) > 1 else words
    if bare in (["a"], ["an"], ["additional"], []):
        return sum(halves) if halves and not words else 1 + sum(halves)
    return amount(" ".join(bare) if bare else "one", at.numbers) + sum(halves)


def duration(count: float | None, unit: str) -> str:
    """ISO 8601: P3D, PT48H, P20Y for two decades, P2Y6M for two and a half years; PXW where no number is said."""
    if unit == "E":
        return "P2D" if count == 1 else f"P{number(count)}WE"
    time, letter = ("T", unit[1]) if unit[0] == "T" else ("", unit[0])
    times = int(unit[1:]) if unit[1:].isdigit() else 1
    if count is None:
        return f"P{time}X{'C' if times == 100 else letter}"
    count *= times
    if count % 1 == 0.5 and unit in HALVES:
        whole = f"{count // 1:.0f}{letter}" if count > 1 else ""
        half = HALVES[unit]
        return f"P{time}{whole}{half}" if time or not half.startswith("T") else f"P{whole}{half}"
    return f"P{time}{number(count)}{letter}"


def number(count: float | None) -> str:
    return "X" if count is None else f"{count:.12g}"


def span(f: Found, at: At) -> Meaning | None:
    """ "The past few weeks" end, and "the next 30 to 45 days" begin, on the day of publication; "the first nine months" are a length."""
    unit, count = f.sign("UNITS") or f.sign("UNIT") or "D", count_of(f, at)
    if not f.said("count") and (n := f.worth("NUMBER")) is not None:
        count = float(n)
    sign = SIGN.get(f.said("step"), 0)
    value = duration(count, unit)
    if not sign or at.anchor is None:
        return Meaning("DURATION", value)
    high = amount(f.said("high"), at.numbers) if f.said("high") else count
    far = calendar.day_shifted(at.anchor, sign * high, unit) if high else None
    here = at.anchor.isoformat()
    return Meaning("DURATION", value, here, far) if sign > 0 else Meaning("DURATION", value, far, here)


def length(f: Found, at: At) -> Meaning | None:
    """A length alone has no place in time; after "within" it begins on the day of publication."""
    unit = f.sign("UNITS") or f.sign("LENGTH") or f.sign("UNIT")
    if unit is None:
        return Meaning("DURATION", "PXX")
    count = count_of(f, at)
    if unit == "Q" and f.has("-"):
        return None  # "three-quarters"
    if f.said("count") in {"a", "an"} and at.rate:
        return Meaning("SET", duration(1, unit))
    if not f.said("count") and not f.sign("UNITS"):
        count = 1  # "day-long"
    if unit == "TS" and f.said("count") in {"a", "an"}:
        return None
    if count is not None and f.has("half") and "half" not in f.said("count"):
        count += 0.5
    value = duration(count, unit)
    high = amount(f.said("high"), at.numbers) if f.said("high") else count
    lead = [w.text.lower() for w in f.words[max(0, f.first - 2) : f.first]]
    if at.anchor and high and "within" in lead:
        return Meaning("DURATION", value, at.anchor.isoformat(), calendar.day_shifted(at.anchor, high, unit))
    return Meaning("DURATION", value)


def each(f: Found, at: At) -> Meaning | None:
    """ "Every Monday" → XXXX-WXX-1, "each July" → XXXX-07, "every other week" → P2W, "twice a day" → P1D."""
    part = f.sign("PART") or f.sign("PARTS")
    for kind in ("WEEKDAY", "WEEKDAYS"):
        if (day := f.number(kind)) is not None:
            return Meaning("SET", f"XXXX-WXX-{day + 1}" + (f"T{part}" if part else ""))
    if month := f.number("MONTH"):
        return Meaning("SET", f"XXXX-{month:02d}")
    if sign := f.sign("SEASON"):
        return Meaning("SET", f"XXXX-{sign}")
    if rule := f.sign("FEAST"):
        return Meaning("SET", f"XXXX-{rule}" if rule.count("-") == 1 and rule[:1].isdigit() else None)
    if part and not f.has("night"):
        return Meaning("SET", f"XXXX-XX-XXT{part}")
    unit = f.sign("UNITS") or f.sign("UNIT") or "D"
    every = f.worth("NUMBER") if not f.has("times") else 1
    return Meaning("SET", duration(2 if f.has("other") else float(every or 1), unit))


def often(f: Found, at: At) -> Meaning | None:
    return Meaning("SET", f.sign("OFTEN"))


def reference(f: Found, at: At) -> Meaning | None:
    return Meaning("DATE", f.sign("REF") or ("FUTURE_REF" if f.has("soon") else "PRESENT_REF"))


def future(f: Found, at: At) -> Meaning | None:
    return Meaning("DATE", "FUTURE_REF")


def past(f: Found, at: At) -> Meaning | None:
    return Meaning("DATE", "PAST_REF")
