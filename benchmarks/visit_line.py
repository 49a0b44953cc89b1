"""A line to a phone far away: what goes in comes out later, and so much at a time."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncio import Queue, Server, StreamReader, StreamWriter
    from collections.abc import Iterator

HERE = "127.0.0.1"
PIECE = 8_192  # bytes
UNBOUND = float("inf")


@contextlib.contextmanager
def slow_line(to: int, *, seconds: float, rate: float) -> Iterator[int]:
    """A port that leads to port `to` of this machine, so many seconds away, one way.

    What comes back shares `rate` bytes a second, whatever the connections; asking is
    little and not bound.
    """
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    line = Line(to, there=Way(seconds, UNBOUND), back=Way(seconds, rate))
    try:
        yield asyncio.run_coroutine_threadsafe(line.open(), loop).result()
    finally:
        asyncio.run_coroutine_threadsafe(line.shut(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@dataclass(slots=True)
class Way:
    """One direction. It is free at a moment of the loop's clock."""

    seconds: float
    rate: float
    free: float = 0.0

    def arrival(self, size: int) -> float:
        """When what sets out now has come, behind all that set out before."""
        now = asyncio.get_running_loop().time()
        self.free = max(self.free, now) + size / self.rate
        return self.free + self.seconds


@dataclass(slots=True)
class Line:
    to: int
    there: Way
    back: Way
    server: Server | None = None

    async def open(self) -> int:
        self.server = await asyncio.start_server(self._connected, HERE, 0)
        port: int = self.server.sockets[0].getsockname()[1]
        return port

    async def shut(self) -> None:
        if self.server:
            self.server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _connected(self, reader: StreamReader, writer: StreamWriter) -> None:
        with contextlib.suppress(asyncio.CancelledError, ConnectionError):
            # A handshake goes there and back.
            await asyncio.sleep(self.there.seconds + self.back.seconds)
            answers, asks = await asyncio.open_connection(HERE, self.to)
            try:
                await asyncio.gather(
                    carry(reader, asks, self.there), carry(answers, writer, self.back)
                )
            finally:
                asks.close()
                writer.close()


async def carry(reader: StreamReader, writer: StreamWriter, way: Way) -> None:
    """All that is read, in its order; the end of it too."""
    under_way: Queue[tuple[float, bytes]] = asyncio.Queue()
    arriving = asyncio.create_task(arrive(under_way, writer))
    piece = b"something"
    while piece:
        try:
            piece = await reader.read(PIECE)
        except ConnectionError:
            piece = b""
        under_way.put_nowait((way.arrival(len(piece)), piece))
    await arriving


async def arrive(under_way: Queue[tuple[float, bytes]], writer: StreamWriter) -> None:
    loop = asyncio.get_running_loop()
    with contextlib.suppress(ConnectionError):
        while True:
            due, piece = await under_way.get()
            await asyncio.sleep(due - loop.time())
            if not piece:
                return writer.write_eof()
            writer.write(piece)
            await writer.drain()
