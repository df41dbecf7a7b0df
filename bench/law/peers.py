"""The peers: bare polars expressions, and OpenFisca-core, on the same docket and the same simplified rule."""

from __future__ import annotations

from typing import Any

import numpy as np
from docket import GROUPS, LIKELY, TYPES

LIMIT_MONTHS, LIMIT_LOSS = 60, 2_500_000


class Polars:
    """No rule engine: the rule as one polars expression, whose nulls follow Kleene logic."""

    name = "polars, bare expressions"

    def __init__(self, docket: dict[str, np.ndarray[Any, Any]]) -> None:
        import polars as pl

        series = {}
        for name, column in docket.items():
            if name in LIKELY:
                series[name] = pl.Series(column == 1).set(pl.Series(column == 0), None)
            elif name in ("offence_group", "offence_type"):
                words = GROUPS if name == "offence_group" else TYPES
                codes = pl.Series(column).cast(pl.UInt32, strict=False)
                series[name] = pl.DataFrame({"c": codes}).join(
                    pl.DataFrame({"c": pl.Series(range(len(words)), dtype=pl.UInt32), "w": pl.Series(words, dtype=pl.Enum(words))}),
                    on="c", how="left", maintain_order="left",
                )["w"]  # fmt: skip
            else:
                series[name] = pl.Series(column).set(pl.Series(column < 0), None)
        self.frame = pl.DataFrame(series)
        c = pl.col
        prison, loss = (c("max_prison_months") <= LIMIT_MONTHS) | c("fine_only"), c("loss_idr") <= LIMIT_LOSS
        kind, special = c("offence_type"), c("special_circumstances")
        threshold = (prison & loss) | ((kind == "property") & special & (prison | loss))
        threshold |= ((kind == "person") & prison & ~special) | ((kind == "negligence") & ~special)
        restored = c("returned_goods") | c("compensated") | c("costs_paid")
        self.rule = c("first_offence") & ~c("offence_group").is_in(GROUPS[1:]) & threshold & c("peace_agreement") & c("community_positive") & restored

    def run(self) -> np.ndarray[Any, Any]:
        import polars as pl

        answer = self.frame.select(self.rule.alias("x"))["x"]
        return (answer.cast(pl.Int8) * 2 - 1).fill_null(0).to_numpy()


class OpenFisca:
    """OpenFisca-core: numpy variables; unknown is written by hand as 0 between -1 and +1."""

    name = "OpenFisca-core"

    def __init__(self, docket: dict[str, np.ndarray[Any, Any]]) -> None:
        from openfisca_core.entities import build_entity
        from openfisca_core.periods import DateUnit
        from openfisca_core.simulations import SimulationBuilder
        from openfisca_core.taxbenefitsystems import TaxBenefitSystem
        from openfisca_core.variables import Variable

        case = build_entity("case", "cases", "One case", is_person=True)
        system = TaxBenefitSystem([case])
        for name in docket:
            system.add_variable(type(name, (Variable,), {
                "value_type": int, "default_value": 0, "entity": case, "definition_period": DateUnit.ETERNITY, "label": name,
            }))  # fmt: skip
        for name, formula in _FORMULAS.items():
            system.add_variable(type(name, (Variable,), {
                "value_type": int, "entity": case, "definition_period": DateUnit.DAY, "label": name, "formula_2020_07_22": formula,
            }))  # fmt: skip
        self.simulation = SimulationBuilder().build_default_simulation(system, len(docket["loss_idr"]))
        for name, column in docket.items():
            self.simulation.set_input(name, "ETERNITY", column)

    def run(self) -> np.ndarray[Any, Any]:
        for name in _FORMULAS:
            self.simulation.delete_arrays(name)
        return self.simulation.calculate("eligible", "2026-11-24")


def _at_most(values: Any, limit: int) -> Any:
    return np.where(values < 0, 0, np.where(values <= limit, 1, -1)).astype(np.int8)


def _is(codes: Any, code: int) -> Any:
    return np.where(codes < 0, 0, np.where(codes == code, 1, -1)).astype(np.int8)


def _prison_ok(case: Any, period: Any) -> Any:
    return np.maximum(_at_most(case("max_prison_months", period), LIMIT_MONTHS), case("fine_only", period))


def _loss_ok(case: Any, period: Any) -> Any:
    return _at_most(case("loss_idr", period), LIMIT_LOSS)


def _threshold(case: Any, period: Any) -> Any:
    prison, loss = case("prison_ok", period), case("loss_ok", period)
    kind, special = case("offence_type", period), case("special_circumstances", period)
    out = np.minimum(prison, loss)
    out = np.maximum(out, np.minimum(np.minimum(_is(kind, 1), special), np.maximum(prison, loss)))
    out = np.maximum(out, np.minimum(np.minimum(_is(kind, 2), prison), -special))
    return np.maximum(out, np.minimum(_is(kind, 3), -special))


def _restored(case: Any, period: Any) -> Any:
    return np.maximum(np.maximum(case("returned_goods", period), case("compensated", period)), case("costs_paid", period))


def _eligible(case: Any, period: Any) -> Any:
    out = np.minimum(case("first_offence", period), _is(case("offence_group", period), 0))
    for name in ("threshold", "peace_agreement", "community_positive", "restored"):
        out = np.minimum(out, case(name, period))
    return out


_FORMULAS = {"prison_ok": _prison_ok, "loss_ok": _loss_ok, "threshold": _threshold, "restored": _restored, "eligible": _eligible}
