"""A wire between the program and the server that a test can cut at the worst moment."""

import contextlib
import select
import socket
import threading
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo


class Wire:
    """Passes bytes between libpq and the server's socket; `cut_answers` swallows the next answer and hangs up."""

    def __init__(self, folder: Path, conninfo: str) -> None:
        parts = conninfo_to_dict(conninfo)
        self._target = f"{parts['host']}/.s.PGSQL.{parts['port']}"
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(f"{folder}/.s.PGSQL.5432")
        self._listener.listen()
        self.conninfo = make_conninfo(conninfo, host=str(folder), port="5432")
        self.cut_answers = 0
        self._open: set[socket.socket] = set()
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for end in list(self._open):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._pass, args=(client,), daemon=True).start()

    def _pass(self, client: socket.socket) -> None:
        with client, socket.socket(socket.AF_UNIX) as server:
            server.connect(self._target)
            self._open |= {client, server}
            with contextlib.suppress(OSError):
                while self._one(client, server):
                    pass
            self._open -= {client, server}

    def _one(self, client: socket.socket, server: socket.socket) -> bool:
        readable, _, _ = select.select([client, server], [], [])
        for end in readable:
            data = end.recv(65536)
            if not data:
                return False
            if end is server and self.cut_answers:
                self.cut_answers -= 1
                return False
            (client if end is server else server).sendall(data)
        return True
