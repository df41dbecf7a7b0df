"""The desk as a hub of other nodes and as a node of a hub: the address they call, what each may hold, the commands."""
