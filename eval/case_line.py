"""A line of a suite file as it stands there, checked: types, names, and what contradicts what."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, model_validator

from index.article import canonical_url
from rag.answer import RefusalReason


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _address(text: str) -> str:
    canonical_url(text)  # ValueError on an address that is none
    return text


Texts = Annotated[list[str], BeforeValidator(_listed)]  # one text, or several
Address = Annotated[str, Field(min_length=1), AfterValidator(_address)]  # a URL, or an article's id


class _Strict(BaseModel):
    """Unknown names are errors; `null` is as good as nothing."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _null_is_nothing(cls, values: Any) -> Any:
        return (
            {key: value for key, value in values.items() if value is not None} if isinstance(values, dict) else values
        )


class TurnLine(_Strict):
    role: Literal["user", "assistant"]
    content: str


class EvidenceLine(_Strict):
    article: Address
    quote: str = ""


class NuggetLine(_Strict):
    text: str
    vital: StrictBool
    answers: list[str] = []


class FiltersLine(_Strict):
    since: date | None = None
    until: date | None = None
    publisher: Texts = []
    undated: StrictBool = False

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.since and self.until and self.since > self.until:
            raise ValueError("since is later than until: change one of them")
        return self


class CaseLine(_Strict):
    """The whole line; see `eval.case` for what its fields mean."""

    id: str = Field(min_length=1, coerce_numbers_to_str=True)
    question: str
    answerable: StrictBool
    kind: str = "fact"
    history: list[TurnLine] = []
    as_of: date | None = None
    filters: FiltersLine = FiltersLine()
    answers: list[Annotated[Texts, Field(min_length=1)]] = []
    superseded: list[str] = []
    nuggets: list[NuggetLine] = []
    evidence: list[EvidenceLine] = []
    copies: list[Address] = []
    independent: int | None = Field(default=None, ge=1)
    reason: RefusalReason | None = None
    note: str = ""

    def problems(self) -> tuple[str, ...]:
        """What its fields, each of the right type, leave open or say against each other."""
        found = [] if self.question.strip() else ["question is empty. Write the question."]
        found += [
            f"{name} is not empty, yet answerable is false. Change one of them."
            for name in ("answers", "superseded", "nuggets", "independent")
            if getattr(self, name) and not self.answerable
        ]
        if self.reason and self.answerable:
            found.append("reason says why to refuse, yet answerable is true. Change one of them.")
        if len(self.copies) == 1:
            found.append("copies names the articles that tell one story. Name two or more.")
        texts = {
            "answers": [text for forms in self.answers for text in forms],
            "superseded": self.superseded,
            "nuggets": [text for nugget in self.nuggets for text in (nugget.text, *nugget.answers)],
            "filters": self.filters.publisher,
        }
        found += [
            f"{name} holds an empty text. Remove it." for name, held in texts.items() if not all(map(str.strip, held))
        ]
        return tuple(found)
