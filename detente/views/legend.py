"""What the words of rows mean, for people: the scales of acts, statuses, stances, verdicts. `reasons` says so of one row, the browser's code book of all."""

from __future__ import annotations

STATUSES: dict[str, str] = {
    "actual": "told as done, or said",
    "planned": "announced, due or agreed, not yet done",
    "proposed": "offered or suggested, not agreed",
    "conditional": "depends on a condition that the row cites",
    "threatened": "announced as a warning of what will follow",
    "denied": "it is denied that it happened",
    "hypothetical": "told as possible in theory (could, might, would)",
    "unconfirmed": "alleged or reported, not confirmed",
    "past": "an earlier act, told as background",
}
MEETINGS: dict[str, str] = {
    "held": "it took place",
    "planned": "announced or agreed, not yet held",
    "proposed": "offered or asked for, not agreed",
    "cancelled": "it was called off",
    "boycotted": "a side stayed away",
}
PROMISES = {"open": "no row tells that it was kept", "met": "a later row tells that it was kept", "overdue": "open, and its day has passed"}
STANCES: dict[str, str] = {
    "demands": "wants another to do it",
    "offers": "would do it, or proposes it",
    "refuses": "will not do it",
    "conditions": "will do it only if something else is done",
    "threatens": "will do harm unless it is done, or if it is",
    "commits": "promises to do it, or does it",
    "supports": "is for it, whoever does it",
    "opposes": "is against it, whoever does it",
}
VERDICTS: dict[str, str] = {
    "corroborated": "several reports that do not copy each other tell the same; that does not make it true",
    "differs": "they tell it, and not the same way: another figure, place, day, doer, source or wording",
    "only": "one report alone tells it",
}
SCALES = {
    "quad class": "words or deeds, for or against: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict",
    "PLOVER score": "how hostile or friendly an act of its type and mode is, from -10 (an attack) to 10 (aid); tension adds these up",
    "CAMEO": "the number of the act in the older code book CAMEO, for those who compare with data coded so",
    "Goldstein": "the score of that number, from -10 to 10, on the scale of Joshua Goldstein (1992)",
}

SECTIONS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("status", "How an act stands", STATUSES),
    ("meeting", "How a meeting stands", MEETINGS),
    ("promise", "How a promise stands", PROMISES),
    ("stance", "Where an actor stands on an issue", STANCES),
    ("verdict", "What comes of accounts side by side", VERDICTS),
    ("scale", "The scales", SCALES),
)
"""(key, heading, words) of all of them, in the order in which they are shown."""
