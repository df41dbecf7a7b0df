"""A watch over a page: everything that went wrong in it without the person who looks at it being told.

A *trouble* is one sentence: an error on the console, an exception nobody caught, a request that failed or was refused.
"""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

#: The page went elsewhere before the answer came, or the answer became a download.
GONE_ELSEWHERE = "net::ERR_ABORTED"
#: Chromium's own echo of an answer that `answered` reports with its method.
ECHO = "Failed to load resource"


class Watch:
    """The troubles of all pages of one context, from the moment it was set up."""

    def __init__(self, context: BrowserContext) -> None:
        self._seen: list[str] = []
        self._expected: list[re.Pattern[str]] = []
        context.on("console", self._spoke)
        context.on("weberror", self._threw)
        context.on("requestfailed", self._failed)
        context.on("response", self._answered)

    def expect(self, pattern: str) -> None:
        """Troubles that match this pattern are what the test is about."""
        self._expected.append(re.compile(pattern))

    @property
    def troubles(self) -> list[str]:
        """What nobody expected, in the order in which it happened."""
        return [trouble for trouble in self._seen if not any(each.search(trouble) for each in self._expected)]

    def _spoke(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(ECHO):
            self._seen.append(f"console: {message.text} ({message.location['url']}:{message.location['lineNumber']})")

    def _threw(self, error: WebError) -> None:
        self._seen.append(f"exception: {error.error.message}")

    def _failed(self, request: Request) -> None:
        if request.failure != GONE_ELSEWHERE:
            self._seen.append(f"no answer: {request.method} {request.url}: {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self._seen.append(f"refused: {response.request.method} {response.url}: {response.status}")
