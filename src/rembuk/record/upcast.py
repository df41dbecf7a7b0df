"""Acts written in an older shape, read as if they were written today. The stored act stays as it was signed.

A kind's `shape` in `acts.yaml` grows when its fields change their meaning. To change one: raise `shape` there by one, and add here
a function from the fields of the shape before to those of the next, under the kind and the shape it reads. Such a function drops
nothing: what it does not know it hands on. A new field that may stay empty needs no new shape.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rembuk.record.act import Act
from rembuk.record.kinds import Kind

Fields = Mapping[str, Any]


def _signer_is_a_party(fields: Fields) -> Fields:
    """Shape 1 of a signature called the party who signs `signer`."""
    if "signer" not in fields:
        return fields
    rest = {name: value for name, value in fields.items() if name != "signer"}
    return {"party": fields["signer"], **rest}


#: From the kind and the shape that is read to the fields of the next shape; a shape without an entry reads as the next one.
UPCASTS: Mapping[tuple[str, int], Callable[[Fields], Fields]] = {("agreement_signed", 1): _signer_is_a_party}


def upcast(act: Act, kind: Kind, steps: Mapping[tuple[str, int], Callable[[Fields], Fields]] = UPCASTS) -> Act | None:
    """The act in its kind's present shape; None for a shape that only a newer program can read."""
    if act.shape == kind.shape:
        return act
    if act.shape > kind.shape:
        return None
    fields: Fields = act.fields
    for shape in range(act.shape, kind.shape):
        step = steps.get((kind.name, shape))
        fields = step(fields) if step else fields
    return act._replace(fields=fields, shape=kind.shape)
