"""Figures that a later article puts right or leaves behind, and those of something else beside them."""

from __future__ import annotations

from datetime import date

import pytest

from tests.rag.test_differ import Told, found, words

DIED = "How many people died in the collapse of the Vessmark Grandstand?"
ROSE: Told = (
    "Evening Mail",
    "Vessmark toll climbs",
    date(2023, 8, 4),
    "The number of people killed in the collapse of the Vessmark Grandstand has risen to 16, the police said.",
    "16",
)
PUT_RIGHT: Told = (
    "Harbour Wire",
    "Names of Vessmark dead published",
    date(2023, 8, 19),
    "The disaster in Vessmark killed 13 people and not 16, as had been reported, the registrar said.",
    "13",
)


def test_a_report_that_says_not_so_many_corrects_also_another_publishers_and_without_the_whole_name() -> None:
    differing = found(DIED, ROSE, PUT_RIGHT)
    assert differing is not None and differing.kind == "corrected"
    assert words(differing) == ["16", "13"]


def test_a_report_of_another_place_corrects_nothing() -> None:
    elsewhere = tuple(part.replace("Vessmark", "Ellery") if isinstance(part, str) else part for part in PUT_RIGHT)
    assert found(DIED, ROSE, elsewhere) is None  # type: ignore[arg-type]


def test_what_gave_way_collapsed_and_its_collapse_is_no_part_of_it() -> None:
    first: Told = (
        "Harbour Wire",
        "Grandstand in Vessmark",
        date(2023, 8, 2),
        "Five people were killed when the Vessmark Grandstand gave way, the police said.",
        "Five",
    )
    differing = found("How many people were killed in Vessmark?", first, ROSE)
    assert differing is not None and differing.kind == "changed"
    assert words(differing) == ["Five", "16"]


@pytest.mark.parametrize(
    ("later", "kind"),
    [
        ("It has flooded 900 fields, twice as many as were reported on Sunday.", "changed"),
        ("It has flooded 900 fields, the farmers' league said.", "disputed"),
    ],
)
def test_a_figure_that_looks_back_at_the_earlier_one_has_changed(later: str, kind: str) -> None:
    title = "River Ommen floods fields in Dorran"
    differing = found(
        "How many fields has the river Ommen flooded?",
        ("Wire", title, date(2023, 4, 2), "The river Ommen has flooded 450 fields, the province said.", "450"),
        ("Ledger", title, date(2023, 4, 4), f"The Ommen burst its banks. {later}", "900"),
    )
    assert differing is not None and differing.kind == kind
    assert words(differing) == ["450", "900"]


HALL = "How much did the Corrie Hall in Selmouth cost?"
PLANNED: Told = (
    "Wire",
    "Selmouth to build Corrie Hall",
    date(2018, 5, 3),
    "The Corrie Hall in Selmouth will be built on the quay. It will cost 30 million euros.",
    "30 million euros",
)
DEARER: Told = (
    "Ledger",
    "Corrie Hall dearer",
    date(2019, 9, 9),
    "The Corrie Hall in Selmouth will open in May, and cost 44 million euros in place of 30 million, the town said.",
    "44 million euros in place of 30 million",
)


def test_the_final_bill_holds_and_what_it_takes_the_place_of_is_no_figure_of_its_own() -> None:
    final: Told = (
        "Wire",
        "Corrie Hall opens in Selmouth",
        date(2021, 6, 1),
        "The Corrie Hall in Selmouth sold 800 seats on its first night. A seat costs 21 euros. The builder pays a "
        "penalty of 2 million euros. The final bill is 51 million euros, the town said.",
        "800",
    )
    differing = found(HALL, PLANNED, DEARER, final)
    assert differing is not None and differing.kind == "changed"
    assert words(differing) == ["30 million euros", "44 million euros", "51 million euros"]


def test_the_price_of_a_seat_is_not_that_of_the_hall() -> None:
    seat: Told = (
        "Wire",
        "Corrie Hall opens in Selmouth",
        date(2021, 6, 1),
        "The Corrie Hall in Selmouth was opened on Monday. A seat costs 21 euros.",
        "21 euros",
    )
    assert words(found("How many euros does a seat in the Corrie Hall cost?", seat, DEARER)) == []
    assert words(found(HALL, DEARER, PLANNED, seat)) == ["30 million euros", "44 million euros"]


ALL: Told = (
    "Wire",
    "Storks of Ostmoor counted",
    date(2022, 7, 1),
    "There are now 41 storks in the Ostmoor, the wardens said.",
    "41",
)


@pytest.mark.parametrize(
    ("later", "told"),
    [
        ("A farmer has admitted that he poisoned three storks in the Ostmoor.", []),
        ("The wardens counted 58 storks in the Ostmoor.", ["41", "58"]),
    ],
)
def test_those_to_whom_something_was_done_are_no_count_of_all(later: str, told: list[str]) -> None:
    figure = "three" if "three" in later else "58"
    differing = found(
        "How many storks are there in the Ostmoor?", ALL, ("Ledger", "Storks", date(2023, 7, 1), later, figure)
    )
    assert words(differing) == told
