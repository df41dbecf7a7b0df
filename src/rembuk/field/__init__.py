"""The same law where there is no network: the engine that runs the compiled law in a browser.

`law.mjs` evaluates what `rembuk law pack` writes; it holds no rule of its own.
"""
