"""The HTTP server: threads, some of them kept for what never waits, and time limits of connections."""

import logging
import resource
import socket

from flask import Flask
from waitress import create_server
from waitress.channel import HTTPChannel
from waitress.task import ThreadedTaskDispatcher

THREADS = 32  # most of them wait: for the database, or for paper
QUICK_THREADS = 4
QUICK = ("/static/", "/alive")  # what needs nobody's turn
CONNECTIONS = 1000
SILENT_SECONDS = 30
FILES = 4096  # connections, and the database's


class TwoQueues:
    """Style sheets and the sign of life are answered also while every other thread waits for something."""

    def __init__(self) -> None:
        self.pages, self.quick = ThreadedTaskDispatcher(), ThreadedTaskDispatcher()
        self.pages.set_thread_count(THREADS)
        self.quick.set_thread_count(QUICK_THREADS)

    def add_task(self, channel: HTTPChannel) -> None:
        path: str = getattr(channel.requests[0], "path", "")  # none when the request could not be read
        (self.quick if path.startswith(QUICK) else self.pages).add_task(channel)

    def shutdown(self) -> None:
        for queue in (self.pages, self.quick):
            queue.shutdown()


def serve(app: Flask, listening: socket.socket) -> None:
    """Answer until Ctrl-C."""
    _allow_files()
    # It would warn of every request that waits for a thread for a moment.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    create_server(
        app,
        sockets=[listening],
        _dispatcher=TwoQueues(),
        ident="",
        connection_limit=CONNECTIONS,
        channel_timeout=SILENT_SECONDS,
        clear_untrusted_proxy_headers=False,  # web/proxies.py decides whose word counts
        cleanup_interval=SILENT_SECONDS // 3,
        asyncore_use_poll=True,  # select() stops at 1024 files
    ).run()


def _allow_files() -> None:
    """A process may open 1024 files on most machines, unless it asks for more."""
    allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES if most == resource.RLIM_INFINITY else min(FILES, most)
    if allowed != resource.RLIM_INFINITY and allowed < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
