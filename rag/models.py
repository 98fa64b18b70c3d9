"""Chat models: opening one by its `provider:name`, calling it untraced, and saying what went wrong.

Questions and articles go to the provider that the settings name and nowhere else. LangChain would also
send them to LangSmith where `LANGSMITH_TRACING` or `LANGSMITH_GATEWAY` happens to be set in the
environment: calls run untraced, unless the calling code itself chose `tracing_context(enabled=True)`,
and the gateway is refused.
"""

from __future__ import annotations

import os
import re
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any

from index.errors import DatelineError, ModelError, SettingsError
from rag.settings import BUILTIN, RagSettings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

FINISH_KEYS = ("finish_reason", "stop_reason", "done_reason")  # where a reply's metadata say that it is complete
_EXTRAS = {"openai": "openai", "anthropic": "anthropic", "ollama": "ollama", "google_genai": "google"}
_SPELLING = re.compile(r"(?P<provider>[A-Za-z][\w-]*):(?P<name>\S+)")
_NO_KEY = "none"  # OpenAI's client wants a key; servers of one's own mostly do not
_SECRET = re.compile(r"\b(?:sk|pk|key|gsk|lsv2|xai|AIza)[-_*.\w]{6,}|[Bb]earer\s+\S+|[\w*-]{24,}")
_OVERFLOW = re.compile(
    r"context.{0,12}(?:length|window|size|limit|exceed)|exceed\w*.{0,20}context"
    r"|(?:prompt|input|request)\b.{0,20}too (?:long|large)|too many (?:input )?tokens|maximum.{0,20}tokens",
    re.IGNORECASE,
)
_DETAIL_CHARACTERS = 200


class ContextError(ModelError):
    """The prompt has more tokens than the model reads."""


def open_chat_model(settings: RagSettings) -> BaseChatModel:
    """The chat model that `settings.model` names, as LangChain's `provider:name`; no call is made yet.

    Raises SettingsError for a spelling or provider that LangChain does not know, ModelError where the
    provider's package or key is missing.
    """
    spelling = _SPELLING.fullmatch(settings.model)
    if settings.model == BUILTIN or spelling is None:
        raise SettingsError(
            f"model is '{settings.model}', which names no chat model. Write provider:name, like openai:gpt-4.1-mini "
            f"or ollama:qwen3; '{BUILTIN}' answers without one."
        )
    provider, name = spelling["provider"].lower().replace("-", "_"), spelling["name"]
    _refuse_gateway(settings)
    from langchain.chat_models import init_chat_model

    try:
        model: BaseChatModel = init_chat_model(name, model_provider=provider, **_arguments(provider, settings))
    except ImportError as error:
        package = re.search(r"pip install ([\w-]+)", str(error))
        # Not by the name `dateline`: on a package index, that may be somebody else's.
        extra = f"in Dateline's checkout, pip install -c constraints.txt -e '.[{_EXTRAS.get(provider)}]'"
        install = extra if provider in _EXTRAS else f"pip install {package[1]}" if package else str(error)
        raise ModelError(f"The model '{settings.model}' needs a package that is not installed: {install}") from error
    except Exception as error:
        raise _opening_error(settings.model, provider, error) from None
    return model


def untraced() -> AbstractContextManager[Any]:
    """A block in which LangChain reports to no tracing service, unless the calling code switched tracing on itself."""
    from langsmith.run_helpers import get_tracing_context, tracing_context

    return nullcontext() if get_tracing_context()["enabled"] else tracing_context(enabled=False)


def call_error(error: Exception, model: BaseChatModel, *, started: bool = False) -> DatelineError:
    """What a failed call means for the reader, without secrets; `started`: part of the answer had come."""
    if isinstance(error, DatelineError):
        return error
    name = getattr(model, "model_name", None) or getattr(model, "model", None) or type(model).__name__
    status = getattr(error, "status_code", None) or getattr(getattr(error, "response", None), "status_code", None)
    kinds = " ".join(kind.__name__ for kind in type(error).__mro__)
    transient = False
    if status in (401, 403):
        said = f"its server refused the key ({status}). Check the key in the settings or in the provider's variable."
    elif status == 404:
        said = "its server knows no such model or address (404). Check the model's name and base_url."
    elif status == 429:
        said = "its server takes no more requests for now, or the quota is used up (429). Try again later."
        transient = True
    elif isinstance(status, int) and status >= 500:
        said = f"its server failed ({status}). Try again later."
        transient = True
    elif status in (None, 400, 413) and _OVERFLOW.search(str(error)):  # none: it came in the stream
        return ContextError(
            f"The chat model '{name}' gave no answer: the passages are longer than it reads. Set context_tokens, or "
            "lower passages."
        )
    elif status:
        said = f"its server refused the request ({status}): {_detail(error)}"
    elif "Timeout" in kinds:
        said = "it did not answer in time. Try again, or raise timeout_s."
        transient = True
    elif started and any(word in kinds for word in ("Connect", "Protocol", "ReadError", "APIError")):
        said = "the connection broke off midway. Try again."
        transient = True
    elif "Connect" in kinds:
        said = "its server cannot be reached. Check that it runs, and base_url."
        transient = True
    else:
        said = f"{type(error).__name__}: {_detail(error)}"
    return ModelError(f"The chat model '{name}' gave no answer: {said}", transient=transient)


def _arguments(provider: str, settings: RagSettings) -> dict[str, Any]:
    arguments: dict[str, Any] = {"temperature": settings.temperature, "base_url": settings.base_url}
    if provider == "ollama":  # its class has neither keys nor retries, and takes the timeout for its HTTP client
        arguments["client_kwargs"] = {"timeout": settings.timeout_s}
    else:
        key = settings.api_key.get_secret_value() if settings.api_key else None
        if provider == "openai" and settings.base_url and not os.environ.get("OPENAI_API_KEY"):
            key = key or _NO_KEY
        # `rag.calls` tries again; Google's client counts the first attempt too.
        arguments |= {"timeout": settings.timeout_s, "max_retries": int(provider == "google_genai"), "api_key": key}
    if provider == "openai":
        arguments["stream_usage"] = True  # servers of one's own report tokens too, where they can
    if settings.requests_per_minute:
        from langchain_core.rate_limiters import InMemoryRateLimiter

        arguments["rate_limiter"] = InMemoryRateLimiter(
            requests_per_second=settings.requests_per_minute / 60, check_every_n_seconds=0.05, max_bucket_size=1
        )
    return {option: value for option, value in arguments.items() if value is not None}


def _refuse_gateway(settings: RagSettings) -> None:
    gateway = os.environ.get("LANGSMITH_GATEWAY", "")
    if settings.base_url is None and gateway.lower() not in ("", "false", "0", "no"):
        raise SettingsError(
            "LANGSMITH_GATEWAY is set, so that questions and articles would go through LangSmith. Unset it, or choose "
            "the gateway by giving its address as base_url."
        )


def _opening_error(model: str, provider: str, error: Exception) -> DatelineError:
    text = str(error)
    variable = re.search(r"\b[A-Z][A-Z_]*API_KEY\b", text) or re.search(r"\b[a-z][a-z_]*api_key\b", text)
    if variable:
        return ModelError(f"The model '{model}' needs a key. Set {variable[0].upper()} in the environment, or api_key.")
    if "provider" in text.lower() and isinstance(error, ValueError):
        return SettingsError(
            f"model is '{model}', but LangChain knows no provider '{provider}'. Check the part before the colon."
        )
    return ModelError(f"The model '{model}' could not be opened: {type(error).__name__}: {_detail(error)}")


def _detail(error: Exception) -> str:
    return _SECRET.sub("…", " ".join(str(error).split()))[:_DETAIL_CHARACTERS]
