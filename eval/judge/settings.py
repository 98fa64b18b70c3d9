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
