"""Settings of the judge."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, SecretStr


class JudgeSettings(BaseModel):
    """Where the judge is: the address and the key of the answering model never go to it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    judge_base_url: str | None = Field(default=None, description="address of the judge's server, for a custom one")
    judge_api_key: SecretStr | None = Field(
        default=None, description="key of the judge; else the provider's own variable"
    )
    judge_price_input: float | None = Field(
        default=None, ge=0, description="price of a million tokens that the judge reads, to show what it cost"
    )
    judge_price_output: float | None = Field(default=None, ge=0, description="price of a million tokens that it writes")
