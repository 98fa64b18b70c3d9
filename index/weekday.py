"""Days told by their names: 'on Tuesday', 'next Friday', 'Monday's vote', 'Thursday of last week'."""

from __future__ import annotations

from index.days import WEEKDAYS
from index.mention import DAY_NAME, Mention
from index.periods import Period, days_from, week_of
from index.tense import direction_after

# Told from another day, every week, or a day of its own name.
_ELSEWHERE = (
    r"(?<!\bevery )(?<!\beach )(?<!\ba )(?<!\bone )(?<!\bany )(?<!\bmost )(?<!\bthat )(?<!\bthe )(?<!\bfollowing )"
    r"(?<!\bago )(?<!\bweek on )(?<!\bweek from )(?<!\bweeks from )"
    r"(?<!\bprevious )(?<!\bthe next )(?<!\bsame )(?<!\bBlack )(?<!\bGood )(?<!\bAsh )(?<!\bCyber )(?<!\bSuper )"
    r"(?<!\bBloody )(?<!\bPalm )(?<!\bEaster )(?<!\bHoly )(?<!\bFat )(?<!\bShrove )(?<!\bMaundy )(?<!\bWhit )"
    r"(?<!\bSheffield )(?<!\bGiving )(?<!\bfirst )(?<!\bsecond )(?<!\bthird )(?<!\bfourth )(?<!\bthe last )"
    r"(?<!\bto )(?<!\bthrough )"
)
_NOT_THE_DAY = (
    r"(?!\s?(?:to|through|thru|[-–—])\s?(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
    r"(?! (?:week|of (?:that|the same|the previous|the following)|Times|Telegraph|Mirror|Express|Mail|Herald|Tribune"
    r"|Star|Night Live)\b)(?!,? (?:the )?\d{1,2}(?:st|nd|rd|th)\b)"
    r"(?!,? (?:the )?(?:\d{1,2} )?(?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? ?\d)"
)
WEEKDAY = (
    rf"{_ELSEWHERE}\b(?:(?P<before>ahead of|before|until|after|since|following) )?"
    rf"(?:(?<!\bthe )(?P<which>last|next|this coming|this past|coming|past|this) )?{DAY_NAME}\b(?P<of>[’']s)?"
    + _NOT_THE_DAY
)
DAY_OF_WEEK = (
    rf"\b{DAY_NAME},? (?:of )?(?P<which>last|this|next) week\b",
    rf"\b(?P<which>last|this|next) week,? (?:on )?{DAY_NAME}\b(?!s\b)",
)


def weekday(mention: Mention) -> tuple[Period, ...]:
    """What `WEEKDAY` found means."""
    today, which = mention.today, mention.says("which")
    number = WEEKDAYS.index(mention.says("weekday"))
    back = (today.weekday() - number) % 7
    past, ahead = days_from(today, -back), days_from(today, (7 - back) % 7)
    if which == "last":  # 'last Monday' on a Tuesday may be a week before yesterday, and is never today
        return (days_from(today, -(back or 7)), *([days_from(today, -8)] if back == 1 else ()))
    if which in ("this past", "past"):
        return (days_from(today, -(back or 7)),)
    if which in ("this coming", "coming"):
        return (days_from(today, 7 - back),)
    if which == "next":  # of a day still to come this week, 'next' may mean the one after it
        soon = days_from(today, 7 - back)
        return (soon,) if soon[0] > week_of(today)[1] else (soon, days_from(today, 14 - back))
    lies = mention.direction
    if which == "this" and lies == "either":
        return (days_from(today, number - today.weekday()),)
    if mention.match["of"]:  # "Friday's attack", "ahead of Friday's vote": the verb may speak of something else
        before = mention.says("before")
        if before in ("ahead of", "before", "until"):
            return (ahead,)
        if before in ("after", "since", "following"):
            return (past,)
        if lies == "past" and direction_after(mention.text, mention.match.end()) != "future":
            return (past,)
        return (past, ahead)
    if mention.says("before") == "since":
        return (past,)
    if mention.says("before") in ("before", "until") and lies == "either":
        return (ahead,)
    return (past,) if past == ahead or lies == "past" else (ahead,) if lies == "future" else (past, ahead)


def weekday_of_week(mention: Mention) -> tuple[Period, ...]:
    """What one of `DAY_OF_WEEK` found means."""
    shift = ("last", "this", "next").index(mention.says("which")) - 1
    return (days_from(week_of(mention.today, shift)[0], WEEKDAYS.index(mention.says("weekday"))),)
