"""A visitor without a browser: a WebSocket client that speaks Streamlit's protocol.

It does what the browser does with the connection: asks for compression, answers pings, and lists
to the server the large messages that it has kept from the last two runs.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Final

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.client import ClientProtocol
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory
from websockets.frames import Frame, Opcode
from websockets.http11 import Response
from websockets.typing import Subprotocol
from websockets.uri import parse_uri

from bench.servers import BenchError, Server

_PATIENCE: Final = 600
"""Seconds for one answer; long enough for a slow and busy machine, so that it only ends a hanging server."""
_KEPT_RUNS: Final = 2


@dataclass(slots=True)
class Answer:
    """What one run of the script sent."""

    wire_bytes: int = 0
    payload_bytes: int = 0
    charts: int = 0
    messages: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Choice:
    """A select box on the page."""

    widget_id: str
    options: tuple[str, ...]


class Visit(asyncio.Protocol):
    """One open session. ``choice`` is the first select box of the last run."""

    def __init__(self, server: Server, page: str) -> None:
        self._page = page
        self._page_hash = ""
        self._socket = ClientProtocol(
            parse_uri(f"ws://127.0.0.1:{server.port}/_stcore/stream"),
            subprotocols=[Subprotocol("streamlit")],
            extensions=[ClientPerMessageDeflateFactory(client_max_window_bits=True)],
            max_size=None,
        )
        loop = asyncio.get_running_loop()
        self._opened: asyncio.Future[None] = loop.create_future()
        self._finished: asyncio.Future[Answer] = loop.create_future()
        self._transport: asyncio.Transport
        self._answer = Answer()
        self._kept: dict[str, int] = {}
        self._runs = 0
        self.choice: Choice | None = None

    @classmethod
    async def open(cls, server: Server, page: str = "", come_from: str = "127.0.0.1") -> Visit:
        """Connect from an address of this machine; the script has not run yet."""
        loop = asyncio.get_running_loop()
        _, visit = await loop.create_connection(
            lambda: cls(server, page), "127.0.0.1", server.port, local_addr=(come_from, 0)
        )
        await asyncio.wait_for(visit._opened, _PATIENCE)
        return visit

    def close(self) -> None:
        """Leave."""
        self._socket.send_close()
        self._flush()
        self._transport.close()

    async def run(self, query: str = "", widget: WidgetState | None = None) -> Answer:
        """Ask for a run and wait until the script has finished."""
        self._runs += 1
        self._answer, self._finished = Answer(), asyncio.get_running_loop().create_future()
        message = BackMsg()
        state = message.rerun_script
        state.query_string = query
        state.page_script_hash = self._page_hash
        state.page_name = "" if self._page_hash else self._page
        state.cached_message_hashes.extend(
            name for name, run in self._kept.items() if run >= self._runs - _KEPT_RUNS
        )
        if widget is not None:
            state.widget_states.widgets.append(widget)
        self._had_choice = False
        self._socket.send_binary(message.SerializeToString())
        self._flush()
        return await asyncio.wait_for(self._finished, _PATIENCE)

    async def choose(self, place: int) -> Answer:
        """Choose another option of the first select box."""
        if self.choice is None:
            raise BenchError(f"/{self._page} has no select box")
        options = self.choice.options
        return await self.run(
            widget=WidgetState(id=self.choice.widget_id, string_value=options[place % len(options)])
        )

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Shake hands."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._socket.send_request(self._socket.connect())
        self._flush()

    def data_received(self, data: bytes) -> None:
        """Process what the server sent."""
        self._answer.wire_bytes += len(data)
        self._socket.receive_data(data)
        for event in self._socket.events_received():
            if isinstance(event, Response):
                self._answer.wire_bytes = 0
                self._opened.set_result(None)
            elif isinstance(event, Frame) and event.opcode is Opcode.BINARY:
                self._take(bytes(event.data))
        self._flush()

    def connection_lost(self, error: Exception | None) -> None:
        """Fail what waits for an answer."""
        for waiting in (self._opened, self._finished):
            if not waiting.done():
                waiting.set_exception(BenchError(f"The server closed the connection ({error})"))
                waiting.exception()  # read, so that asyncio does not report it once more

    def _flush(self) -> None:
        for data in self._socket.data_to_send():
            if data and not self._transport.is_closing():
                self._transport.write(data)

    def _take(self, payload: bytes) -> None:
        self._answer.payload_bytes += len(payload)
        message = ForwardMsg.FromString(payload)
        kind = message.WhichOneof("type")
        name = message.ref_hash if kind == "ref_hash" else message.hash
        if kind == "ref_hash" or message.metadata.cacheable:
            self._kept[name] = self._runs
        if kind == "new_session" and not self._page_hash:
            self._page_hash = message.new_session.page_script_hash
        elif kind == "navigation":
            self._go_to(message.navigation.page_script_hash)
        elif kind in {"delta", "ref_hash"}:
            self._answer.messages.append(name)
            if kind == "delta":
                self._take_element(message)
        elif kind == "script_finished":
            if message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                self._end(None)
            elif message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                self._end(f"/{self._page} does not compile")

    def _go_to(self, page_hash: str) -> None:
        """Note the page that is drawn, as the browser does; it must stay the same."""
        if self._runs > 1 and page_hash != self._page_hash:
            self._end(f"/{self._page}: another page was drawn")
        self._page_hash = page_hash

    def _take_element(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "vega_lite_chart":
            self._answer.charts += 1
        elif kind == "selectbox" and not self._had_choice:
            self._had_choice = True
            self.choice = Choice(element.selectbox.id, tuple(element.selectbox.options))
        elif kind == "exception":
            self._end(f"/{self._page}: {element.exception.message}")

    def _end(self, fault: str | None) -> None:
        if self._finished.done():
            return
        if fault is None:
            self._finished.set_result(self._answer)
        else:
            self._finished.set_exception(BenchError(fault))
