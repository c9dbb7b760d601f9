"""Asks only for what could change the outcome, one question at a time, until the verdict stands.

The answers come from a table here, as they would from a person.

    python examples/python/interview.py

Prints:

    问: 派交单位属于哪一类机构？ 答: government_department
    问: 该事项是否列入《村级组织依法协助工作事项清单》？（通知未附清单，请向区民政局索取现行清单并导入后再判定） 答: False
    问: 该事项是否列入《村级组织依法履职工作事项清单》？（通知未附清单，请向区民政局索取现行清单并导入后再判定） 答: False
    问: 村级组织以何种身份承担（责任主体、协助、代办、自治）？ 答: assist
    问: 已办理哪些部署、审批、同意手续（机构、日期、文号、结果，没有则填无）？ 答: []
    问: 这项工作是否属于党政群机构自身的权责事项？ 答: True
    结论: 须报批
"""

from __future__ import annotations

from typing import Any

from zhunru import Engine, Proposal

ANSWERS: dict[str, Any] = {
    "issuer.kind": "government_department",
    "issuer.level": "county",
    "work.role": "assist",
    "work.own_duty": True,
    "work.matter": "other",
    "approvals": [],
    "basis": [],
}


def main() -> None:
    engine = Engine()
    proposal = Proposal(
        submitted_on="2024-03-04", village={"code": "340304100201"}, demands=[{"type": "work"}]
    )
    while questions := engine.missing(proposal):
        question = questions[0]
        # Membership of a list is asked for too: here the work is on none.
        answer = ANSWERS.get(question.fact, False)
        print(f"问: {question.question} 答: {answer}")
        proposal = proposal.answer(question, answer)
    print(f"结论: {engine.decide(proposal).verdict.label}")


if __name__ == "__main__":
    main()
