"""Cleaning: furniture goes and is kept aside, prose stays."""

from __future__ import annotations

from datetime import date

import pytest

from index.read.clean import clean
from index.read.head import Head
from index.read.publisher import publisher_name

NOTHING = Head((), None)
LEAD = "The harbour of Seaford reopened on Tuesday after a storm had closed it for three days, officials said."
PROSE = f"{LEAD}\nShips returned within the hour.\n“We are glad,” the mayor said."


@pytest.mark.parametrize(
    "line",
    [
        "Share this article",
        "Facebook Twitter WhatsApp Email Copy link",
        "No time to read?",
        "Get a summary",
        "3 min read",
        "Listen to this article 4:10",
        "ADVERTISEMENT",
        "— Advertisement —",
        "Story continues below advertisement",
        "Sponsored content: the best boats in town!",
        "Sign up for our daily newsletter and get the news in your inbox.",
        "Subscribe now",
        "Follow us on Lark Social and elsewhere",
        "We use cookies to improve your visit. By staying you accept them.",
        "By continuing to browse this site you agree to our terms.",
        "Leave a comment",
        "12 Comments",
        "Join the conversation",
        "Read more: Storm closes the harbour",
        "RELATED: Storm closes the harbour",
        "–With assistance from Bob Day.",
        "(Updates with the mayor's statement in the third paragraph.)",
        "(Reporting by Ann Lee; Editing by Bob Day)",
        "More stories like this are available on lark.example",
        "© 2024 The Daily Lark. All rights reserved.",
        "This material may not be published, broadcast or rewritten.",
    ],
)
def test_a_furniture_line_is_cut_anywhere_and_kept_aside(line: str) -> None:
    first, rest = PROSE.split("\n", 1)
    for text in (f"{PROSE}\n{line}", f"{first}\n\n{line}\n\n{rest}"):
        cleaned = clean(text)
        assert line not in cleaned.text
        assert cleaned.text.split() == PROSE.split()
        assert cleaned.removed == (line,)


def test_lists_of_other_articles_are_cut_to_the_end() -> None:
    tail = "politics\nYou might also like\n- A bridge is closed.\n- Trains stop."
    assert clean(f"{PROSE}\n{tail}") == (PROSE, (tail,), None, NOTHING)
    tail = "Previous Article\n\nA Bridge Is Closed\n\nNext Article\n\nTrains Stop: What Now?"
    assert clean(f"{PROSE}\n\n{tail}").text == PROSE


def test_lists_of_other_articles_end_where_prose_resumes() -> None:
    bulleted = clean(f"{LEAD}\nRelated articles\n- A bridge is closed\n\nShips returned.\nWhat next\nThe mayor spoke.")
    assert bulleted.text == f"{LEAD}\n\nShips returned.\nWhat next\nThe mayor spoke."
    plain = clean(f"{LEAD}\nRead more\nA bridge is closed\nShips returned within the hour.")
    assert plain.text == f"{LEAD}\nShips returned within the hour."
    assert plain.removed == ("Read more\nA bridge is closed",)


def test_a_lead_repeated_behind_its_agency_stands_once_and_names_the_publisher() -> None:
    cleaned = clean(f"{LEAD}\n(Larkwire) — {LEAD}\nShips returned.")
    assert cleaned.text == f"{LEAD}\nShips returned."
    assert cleaned.publisher == "Larkwire"
    assert cleaned.removed == (f"{LEAD}\n(Larkwire) —",)


def test_the_publisher_comes_from_the_furniture() -> None:
    assert clean(f"{PROSE}\nSource : Larkwire.com").publisher == "Larkwire"
    assert clean(f"{PROSE}\n©2023 Larkwire L.P.").publisher == "Larkwire"
    assert clean(f"SEAFORD, May 4 (Larkwire) - {PROSE}").publisher == "Larkwire"
    assert clean(f"Seaford (Reuters) - {PROSE}").publisher == "Reuters"
    assert clean(f"The Court of Harbours (COH) - the highest of all - sat.\n{PROSE}").publisher is None
    assert clean(PROSE).publisher is None
    assert publisher_name("www.bbc.co.uk") == "BBC"


def test_a_dateline_with_a_place_stays_in_the_text() -> None:
    text = f"SEAFORD, May 4 (Larkwire) - {PROSE}"
    assert clean(text).text == text


def test_section_labels_and_tags_are_cut_only_at_the_ends() -> None:
    cleaned = clean(f"World\nHarbour reopens\n{LEAD}\nBusiness\nShips returned.\nTags: harbour, storm\npolitics")
    assert cleaned.text == f"Harbour reopens\n{LEAD}\nBusiness\nShips returned."
    assert cleaned.removed == ("World", "Tags: harbour, storm\npolitics")


def test_a_correction_notice_stays_even_among_furniture() -> None:
    notice = "Correction: an earlier version of this article gave a wrong day."
    assert clean(f"{PROSE}\nSource: Larkwire\n{notice}\nSubscribe").text == f"{PROSE}\n{notice}"


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell.",
        "Related charges were dropped on Monday.",
        "Read more books, the minister told pupils.",
        "Subscribers to the newsletter were told of the breach by e-mail, the company said.",
        "Reporting by state media suggested that the harbour was closed.",
        "“We use cookies,” the company said.",
        "Next, the court will hear the mayor.",
        "Source material was lost in the fire.",
        "Advertisement spending fell by a third last year.",
        "Comments by the minister drew protests.",
        "The minister said: share this burden with us.",
        "Print sales fell to 40,000 copies a day, while e-mail readers doubled.",
        "Copyright law will change in May.",
        "More news is expected on Monday.",
        "Follow the money, the judge advised.",
        "Politics",
    ],
)
def test_prose_that_begins_like_furniture_stays(line: str) -> None:
    first, rest = PROSE.split("\n", 1)
    text = f"{first}\n{line}\n{rest}"
    assert clean(text) == (text, (), None, NOTHING)


def test_a_long_line_is_never_furniture() -> None:
    line = "Sign up for our newsletter, the mayor joked. " * 10
    assert clean(f"{PROSE}\n{line.strip()}").removed == ()


@pytest.mark.parametrize("text", ["", "\n\n", "Share", "You might also like", "(Larkwire) —", "(Larkwire) — "])
def test_a_text_of_furniture_alone_comes_out_empty(text: str) -> None:
    assert clean(text).text == ""


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Maria Okoro", ("Maria Okoro",)),
        ("By Maria Okoro and Tom van der Berg in Velden", ("Maria Okoro", "Tom van der Berg")),
        ("By Ann Lee, Bob Day, and Ria Brandt | May 4, 2023", ("Ann Lee", "Bob Day", "Ria Brandt")),
        ("Piet Laan, Transport Correspondent", ("Piet Laan",)),
        ("BY JON ASK AND ILSE BRAND", ("Jon Ask", "Ilse Brand")),
        ("Updated 3 hours ago", ()),
        ("Lark News, Seaford", ()),
        ("Opinion", ()),
        ("Lark News Agency | 17 August 2023", ()),
        ("Published: 6:55 PM CDT September 7, 2022", ()),
        ("Tuesday, March 4, 2025", ()),
        ("Published 4 March 2025 | Updated 5 March 2025", ()),
    ],
)
def test_a_line_under_the_headline_is_read_and_cut(line: str, authors: tuple[str, ...]) -> None:
    cleaned = clean(f"Harbour reopens\n{line}\n{PROSE}")

    assert cleaned.text == f"Harbour reopens\n{PROSE}"
    assert (cleaned.removed, cleaned.head.authors) == ((line,), authors)


def test_a_byline_may_follow_the_sentence_under_the_headline() -> None:
    cleaned = clean(f"Harbour reopens\n{LEAD}\nWords by Odile Marchand\n{PROSE}")

    assert cleaned.head.authors == ("Odile Marchand",)
    assert "Odile" not in cleaned.text


def test_a_bracketed_advertisement_is_cut_out_of_its_paragraph() -> None:
    cleaned = clean(f"{LEAD} [Advertisement: Fly to the sun!] Ships returned within the hour.")

    assert cleaned.text == f"{LEAD}\nShips returned within the hour."
    assert cleaned.removed == ("[Advertisement: Fly to the sun!]",)


def test_the_day_of_an_update_is_read() -> None:
    assert clean(f"Harbour reopens\nLast updated: 5 March 2025, 10:30\n{PROSE}").head.updated == date(2025, 3, 5)


def test_lines_like_a_head_stay_in_the_text() -> None:
    days = "\n".join(f"{day} March 2025\nShips waited in the bay." for day in range(1, 6))
    second = f"Harbour reopens\nShips return within an hour of the order\n{PROSE}"
    for text in (
        second,
        f"Heading\n{PROSE}\nA label",
        f"{PROSE}\nBy Maria Okoro",
        f"By Land and Sea\n{PROSE}",
        f"A chronicle\n{days}",
    ):
        assert clean(text).text == text


def test_a_menu_above_the_headline_goes_and_a_short_headline_stays() -> None:
    prose = "The ferry to Brimley sails again from Monday, the operator said after the repairs."
    menu = ["The Quarrow Gazette", "17 degrees, light rain", "Home News Sport Jobs Notices"]
    headline = "Ferry to Brimley sails again after seven weeks"
    assert clean("\n".join([*menu, headline, "Transport", prose])).text == f"{headline}\n{prose}"
    assert clean("\n".join(["Live TV", headline, prose])).text == f"{headline}\n{prose}"
    deck = "What passengers have to know about the new times"
    for short in ("Ferry sails again", "Egg prices crack"):
        assert clean("\n".join([short, deck, prose])).text == f"{short}\n{deck}\n{prose}"


def test_labels_above_a_title_that_is_known_go() -> None:
    title = "What now?"
    assert clean(f"A longer label than menus have here\n{title}\n{PROSE}", title).text == f"{title}\n{PROSE}"
    assert clean(f"Ships return, says the mayor.\n{title}\n{PROSE}", title).text.startswith("Ships return")


def test_labels_between_furniture_and_the_foot_of_a_page_go() -> None:
    first, rest = PROSE.split("\n", 1)
    box = "Subscribe\nThe week in Seaford\nYour email address"
    assert clean(f"{first}\n{box}\n{rest}").text == PROSE
    foot = "Privacy Policy\nThe Seaford House\nHarbour Lane 4\n© 2024 The Daily Lark"
    assert clean(f"{PROSE}\n{foot}").text == PROSE
    results = "Seaford 2\nBrimley 1"
    assert clean(f"{PROSE}\n{results}\n© 2024 The Daily Lark").text == f"{PROSE}\n{results}"


def test_a_headline_between_two_lines_of_furniture_stays() -> None:
    note = "This article is more than 2 years old"
    text = f"Share\n{note}\nSiege ends at dawn\n{note}\n{PROSE}"
    assert clean(text).text == f"Siege ends at dawn\n{PROSE}"


def test_what_an_article_says_of_its_own_writer_at_its_foot_goes() -> None:
    head = f"Harbour reopens\nKarin Holt\nEnvironment reporter, Seaford\n{PROSE}"
    foot = "Karin Holt covers the sea and has won two prizes."
    cleaned = clean(f"{head}\n{foot}")
    assert cleaned.text == f"Harbour reopens\n{PROSE}"
    assert cleaned.head.authors == ("Karin Holt",)
    assert clean(f"{head}\nHolt Street is closed.").text.endswith("Holt Street is closed.")


@pytest.mark.parametrize(
    "line",
    [
        "Anzeige",
        "Lesen Sie auch: Warum der Hafen zu war",
        "Auf Facebook teilen",
        "Kommentare (14)",
        "Publicité",
        "Il vous reste 45 % de cet article à lire. La suite est réservée aux abonnés.",
        "Compartir en Whatsapp",
        "Suscríbete para seguir leyendo",
        "جميع الحقوق محفوظة © 2025",
    ],
)
def test_furniture_in_other_languages_is_cut(line: str) -> None:
    first, rest = PROSE.split("\n", 1)
    assert clean(f"{first}\n{line}\n{rest}").text == PROSE


def test_what_readers_say_below_an_article_goes() -> None:
    article = f"{PROSE}\n{PROSE.replace('Seaford', 'Brimley').replace('Ships', 'Ferries').replace('glad', 'sad')}"
    comments = "2 thoughts on “Harbour reopens”\nTom says:\nMy father built that harbour.\nReply\nLeave a Reply"
    assert clean(f"{article}\n{comments}").text == article
    assert clean(f"Two responses to the storm\n{article}").text == f"Two responses to the storm\n{article}"


def test_an_invitation_goes_below_the_first_sentence_and_stays_as_a_headline() -> None:
    line = "Download this app before your ferry leaves"
    assert clean(f"{line}\n{PROSE}").text == f"{line}\n{PROSE}"
    assert clean(f"{PROSE}\n{line}\nShips wait.").text == f"{PROSE}\nShips wait."
    assert "article" in clean(f"{PROSE}\nRead the article again, the mayor said.").text
    assert "inbox" in clean(f"{PROSE}\n- Check your inbox twice a day").text


@pytest.mark.parametrize("line", ["x" * 1_000_000, "the council met " * 60_000, " ".join(map(str, range(150_000)))])
def test_a_very_long_line_without_a_full_stop_is_read_in_passing(line: str) -> None:
    # Where a pattern tries every beginning, this takes an hour.
    assert clean(f"A headline of seven words stands here\n{line}").text.endswith(line.strip())
