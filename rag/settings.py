"""Settings of the answers."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr

BUILTIN = "builtin"


class RagSettings(BaseModel):
    """How questions are retrieved for and answered."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: str = Field(default=BUILTIN, description="`builtin`, or a chat model as LangChain's `provider:name`")
    base_url: str | None = Field(default=None, description="address of the chat model's server, for a custom one")
    api_key: SecretStr | None = Field(
        default=None, description="key of the chat model; else the provider's own variable"
    )
    temperature: float | None = Field(default=0.0, ge=0.0, le=2.0, description="None leaves it to the provider")
    timeout_s: float = Field(default=60.0, gt=0, description="seconds to wait for the chat model")
    max_retries: int = Field(default=2, ge=0, le=10, description="times a failed call to the chat model is tried again")
    answer_timeout_s: float = Field(
        default=300.0, gt=0, description="seconds that one answer of the chat model may take"
    )
    requests_per_minute: float | None = Field(
        default=None, gt=0, description="most requests to the chat model in a minute; more wait"
    )
    context_tokens: int | None = Field(
        default=None, ge=256, description="tokens that the chat model reads at most; else what LangChain knows of it"
    )
    price_input: float | None = Field(
        default=None,
        ge=0,
        description="price of a million tokens that the chat model reads, to show what an answer cost",
    )
    price_output: float | None = Field(default=None, ge=0, description="price of a million tokens that it writes")
    split: Literal["auto", "off"] = Field(
        default="auto",
        description="`auto`: the chat model takes apart what seems to ask several things; `off`: rules do",
    )
    entailment_model: str | None = Field(
        default=None,
        description="cross-encoder that has to agree with each sentence of a chat model: a folder or a name",
    )
    entailment_threshold: float = Field(
        default=0.5, ge=0.0, le=1.0, description="probability of entailment from which it agrees"
    )
    trace_to: str | None = Field(
        default=None,
        description="address of an OpenTelemetry collector (OTLP, gRPC) that gets each step's name and times",
    )
    passages: int = Field(default=10, ge=1, le=50, description="passages that an answer is made from")
    candidates: int = Field(default=60, ge=10, le=500, description="hits taken from each of the two searches")
    dense_weight: float = Field(default=0.4, ge=0.0, le=1.0, description="weight of the dense score in the fusion")
    second_look: int = Field(
        default=20, ge=0, le=100, description="first passages that late interaction ranks where there is no reader"
    )
    late_weight: float = Field(default=0.5, ge=0.0, le=1.0, description="weight of late interaction in the second look")
    reader: bool = Field(default=True, description="read passages with the small model, where it is installed")
    read: int = Field(default=20, ge=1, le=100, description="first passages that the small model reads")
    reader_weight: float = Field(default=0.5, ge=0.0, le=1.0, description="weight of the reader in the ranking")
    newest_weight: float = Field(
        default=0.4, ge=0.0, le=2.0, description="weight of newness for questions about now ('who is', 'latest')"
    )
    period_weight: float = Field(
        default=0.2,
        ge=0.0,
        le=1.0,
        description="share of its score that an article far from the time asked about loses",
    )
    max_quotes: int = Field(default=5, ge=1, le=10, description="sentences that the built-in answerer quotes at most")
    short_threshold: float = Field(
        default=0.55, ge=0.0, le=1.0, description="estimated probability under which no short answer is shown"
    )
    gate_threshold: float = Field(
        default=0.40, ge=0.0, le=1.0, description="estimated probability of evidence under which a question is refused"
    )
    history_turns: int = Field(default=6, ge=0, le=50, description="turns of the conversation that are considered")
    history_tokens: int = Field(
        default=800, ge=0, le=100_000, description="tokens of the conversation that are considered, the last ones"
    )
