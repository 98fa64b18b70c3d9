"""What is wrong with a field is said without a library's words."""

from __future__ import annotations

from datetime import date
from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from eval.faults import faults


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str = Field(default="x", min_length=1)
    number: int = Field(default=1, le=9)
    share: float = 0.5
    sure: bool = True
    day: date | None = None
    kind: Literal["old", "new"] = "old"
    names: tuple[str, ...] = ()
    inner: _Line | None = None


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"name": 3}', "name is 3; a text is expected"),
        ('{"name": ""}', "name is empty"),
        ('{"number": "many"}', 'number is "many"; a whole number is expected'),
        ('{"number": 10}', "number is 10; 9 or less is expected"),
        ('{"share": []}', "share is a list; a number is expected"),
        ('{"sure": "perhaps"}', 'sure is "perhaps"; true or false is expected'),
        ('{"day": "2025-02-30"}', 'day is "2025-02-30"; a date such as 2025-10-14 is expected'),
        ('{"kind": {}}', "kind is an object; 'old' or 'new' is expected"),
        ('{"names": "x"}', 'names is "x"; a list is expected'),
        ('{"inner": {"inner": {"names": [null]}}}', "inner.inner.names.0 is null; a text is expected"),
        ('{"inner": "%s"}' % ("long" * 20), f'inner is "{("long" * 10)[:37]}…"; an object is expected'),
        ('{"nmae": "x"}', "nmae is no field that there is"),
        ("[]", "it is a list; an object is expected"),
        ("{", "it is not JSON (EOF while parsing an object at column 1)"),
    ],
)
def test_a_fault_names_the_field_what_it_is_and_what_is_expected(line: str, said: str) -> None:
    with pytest.raises(ValidationError) as caught:
        _Line.model_validate_json(line)
    assert faults(caught.value.errors()) == (said,)
