"""Traces for OpenTelemetry: the steps of each question as spans, where the settings name a collector.

A span has a step's name, its times, the chat model's name and tokens. No question, article or answer is in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import UUID

from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.outputs import LLMResult

from index.errors import SettingsError

if TYPE_CHECKING:
    from opentelemetry.sdk.trace.export import SpanExporter
    from opentelemetry.trace import Span, Tracer


def open_tracing(address: str) -> SpanHandler:
    """Sends spans to the collector at `address`, http(s)://host:port, by OTLP over gRPC.

    Raises SettingsError where that is no such address. A collector that does not answer costs a line in the log.
    """
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise SettingsError(f"trace_to is '{address}'. Give a collector's address, like http://127.0.0.1:4317.")
    from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter

    return trace_with(OTLPSpanExporter(endpoint=address, insecure=parts.scheme == "http"))


def trace_with(exporter: SpanExporter) -> SpanHandler:
    """Gives finished spans to this exporter."""
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider(resource=Resource({"service.name": "dateline"}))  # not the global one
    provider.add_span_processor(BatchSpanProcessor(exporter))
    return SpanHandler(provider.get_tracer("dateline"), provider.force_flush)


class SpanHandler(BaseCallbackHandler):
    """LangChain's callbacks as spans: a run is a span, and its parent's run the parent."""

    def __init__(self, tracer: Tracer, flush: Any) -> None:
        self._tracer = tracer
        self._open: dict[UUID, Span] = {}
        self.flush = flush  # sends what is waiting

    def on_chain_start(self, *_: Any, run_id: UUID, parent_run_id: UUID | None = None, **kwargs: Any) -> None:
        self._start(kwargs.get("name") or "chain", run_id, parent_run_id)

    def on_chain_end(self, *_: Any, run_id: UUID, **__: Any) -> None:
        self._end(run_id)

    def on_chain_error(self, error: BaseException, *, run_id: UUID, **_: Any) -> None:
        self._end(run_id, error)

    def on_chat_model_start(self, *_: Any, run_id: UUID, parent_run_id: UUID | None = None, **kwargs: Any) -> None:
        span = self._start("chat", run_id, parent_run_id)
        model = (kwargs.get("metadata") or {}).get("ls_model_name")
        if model:
            span.set_attribute("gen_ai.request.model", str(model))

    def on_llm_end(self, response: LLMResult, *, run_id: UUID, **_: Any) -> None:
        span = self._open.get(run_id)
        for generation in response.generations[0][:1] if span and response.generations else ():
            usage = getattr(getattr(generation, "message", None), "usage_metadata", None) or {}
            for name in ("input_tokens", "output_tokens"):
                if span and name in usage:
                    span.set_attribute(f"gen_ai.usage.{name}", usage[name])
        self._end(run_id)

    def on_llm_error(self, error: BaseException, *, run_id: UUID, **_: Any) -> None:
        self._end(run_id, error)

    def _start(self, name: str, run_id: UUID, parent: UUID | None) -> Span:
        from opentelemetry.context import Context
        from opentelemetry.trace import set_span_in_context

        above = self._open.get(parent) if parent else None
        context = set_span_in_context(above, Context()) if above else Context()
        span = self._tracer.start_span(name, context=context)
        self._open[run_id] = span
        return span

    def _end(self, run_id: UUID, error: BaseException | None = None) -> None:
        from opentelemetry.trace import Status, StatusCode

        span = self._open.pop(run_id, None)
        if span is None:
            return
        if error is not None:
            span.set_status(Status(StatusCode.ERROR, type(error).__name__))  # its text may hold what nobody may see
        span.end()
