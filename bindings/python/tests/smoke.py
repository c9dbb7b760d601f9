"""What works without any other package, for every Python that the wheel is for."""

from __future__ import annotations

import datetime
import pickle

import zhunru


def main() -> None:
    engine = pickle.loads(pickle.dumps(zhunru.Engine()))
    proposal = zhunru.Proposal(
        village={"code": "340304100201"},
        submitted_on=datetime.date(2024, 3, 4),
        issuer={"level": "county", "kind": "government_department"},
        demands=[{"type": "data_request", "frequency": "weekly", "sole_means": True}],
    )
    decision = engine.decide(proposal)
    assert decision.verdict is zhunru.Verdict.DENY and decision.findings[0].source.clause
    assert pickle.loads(pickle.dumps(decision)) == decision == next(engine.decide_many([proposal]))
    assert f"{decision.verdict}" == "deny" and decision._repr_html_() and repr(proposal)
    try:
        engine.decide({"demands": [{"type": "wrk"}]})
    except zhunru.ProposalError as error:
        assert error.path == "demands[0].type"
    else:
        raise AssertionError("a fault was not told")


if __name__ == "__main__":
    main()
