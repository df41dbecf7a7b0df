"""Yjs by way of pycrdt: a document for each case, its updates in an array; state vectors one way, differences both ways, deflated, over HTTP.

pycrdt brings no transport for many documents, so this carrier is ours: two requests, the answer in pieces of twenty documents, each kept when whole.
No signatures, no rights.
"""

from __future__ import annotations

import http.client
import json
import os
import sqlite3
import sys
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import cbor2
from pycrdt import Array, Doc

WRITER = {"hub": 1, "node": 2}
EMPTY = Doc().get_update()


class Cases:
    """The documents of one side, in SQLite."""

    def __init__(self, side: str) -> None:
        self.side, self.docs = side, dict[str, Any]()
        self.store = sqlite3.connect(Path(os.environ[f"{side.upper()}_DIR"]) / "docs.db", check_same_thread=False, isolation_level=None)
        self.store.execute("create table if not exists doc (name text primary key, state blob)")
        for name, state in self.store.execute("select name, state from doc"):
            self.doc(name).apply_update(state)

    def doc(self, name: str) -> Any:
        if name not in self.docs:
            self.docs[name] = Doc(client_id=WRITER[self.side])
            self.docs[name]["log"] = Array()
        return self.docs[name]

    def keep(self, names: Any) -> None:
        self.store.execute("begin immediate")
        self.store.executemany("insert or replace into doc values (?, ?)", [(name, self.doc(name).get_update()) for name in names])
        self.store.execute("commit")

    def write(self, updates: list[dict[str, Any]]) -> None:
        for update in updates:
            self.doc(update["case"])["log"].append({name: value for name, value in update.items() if name != "case"})
        self.keep({update["case"] for update in updates})

    def take(self, differences: dict[str, bytes]) -> None:
        for name, difference in differences.items():
            self.doc(name).apply_update(difference)
        self.keep(differences)


def packed(value: Any) -> bytes:
    content = zlib.compress(cbor2.dumps(value), 9)
    return len(content).to_bytes(4, "big") + content


def pieces(read: Callable[[int], bytes]) -> Iterator[Any]:
    while len(size := read(4)) == 4:
        content = read(int.from_bytes(size, "big"))
        if len(content) < int.from_bytes(size, "big"):
            raise EOFError
        yield cbor2.loads(zlib.decompress(content))


def serve(port: int) -> None:
    cases = Cases("hub")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            told = self._body()
            if self.path == "/push":
                cases.take(told)
                self._answer(b"")
                return
            self.send_response_only(200)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            piece: dict[str, Any] = {}
            for name, doc in list(cases.docs.items()):
                vector, state = told.get(name, b"\0"), doc.get_state()
                if vector != state:
                    piece[name] = [doc.get_update(vector), state]
                if len(piece) == 20:
                    self._chunk(packed(piece))
                    piece = {}
            self._chunk(packed(piece))
            self.wfile.write(b"0\r\n\r\n")

        def _body(self) -> Any:
            content = self.rfile.read(int(self.headers["Content-Length"]))
            return cbor2.loads(zlib.decompress(content[4:]))

        def _chunk(self, content: bytes) -> None:
            self.wfile.write(b"%x\r\n%s\r\n" % (len(content), content))

        def _answer(self, content: bytes) -> None:
            self.send_response_only(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            pass

    ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()


def sync(port: int) -> None:
    cases = Cases("node")
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    line.request("POST", "/pull", packed({name: doc.get_state() for name, doc in cases.docs.items()}))
    answer, mine = line.getresponse(), dict[str, bytes]()
    for piece in pieces(answer.read):
        for name, (_, state) in piece.items():
            have = cases.doc(name).get_update(state)
            if have != EMPTY:
                mine[name] = have
        cases.take({name: difference for name, (difference, _) in piece.items()})
    if mine:
        line.request("POST", "/push", packed(mine))
        line.getresponse().read()


def whole_numbers(value: Any) -> Any:
    """Yjs keeps numbers as floats."""
    if isinstance(value, float):
        return int(value)
    if isinstance(value, dict):
        return {name: whole_numbers(one) for name, one in value.items()}
    return [whole_numbers(one) for one in value] if isinstance(value, list) else value


def main() -> None:
    command = sys.argv[1]
    if command in ("hub-seed", "hub-edit", "node-edit"):
        side, part = command.split("-")
        work = json.loads(Path(os.environ["WORK"]).read_text(encoding="utf-8"))
        Cases(side).write(work["base" if part == "seed" else side])
    elif command == "hub-serve":
        serve(int(os.environ["PORT"]))
    elif command == "node-sync":
        sync(int(os.environ["PORT"]))
    elif command == "dump":
        rows = [{"case": name, **update} for name, doc in Cases(sys.argv[2]).docs.items() for update in doc["log"].to_py()]
        print(json.dumps({"updates": whole_numbers(rows)}, ensure_ascii=False))


if __name__ == "__main__":
    main()
