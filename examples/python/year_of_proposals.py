"""Which proposals of a workbook should never have reached a village, and who sends most of them.

    python examples/python/year_of_proposals.py

Prints:

    不予准入: 18
    补正材料: 16
    须报批: 8
    规则未覆盖: 11
    附条件准入: 7
    准予准入: 16
    不予准入最多的派交单位:
      禹会区农业农村水利局: 3
      禹会区应急管理局: 2
      居民: 1
    触及最多的规则:
      yuhui/task-11-funds: 4
      national/certificates-not-to-issue: 3
      yuhui/prohibition-11: 3
"""

from __future__ import annotations

from collections import Counter

from zhunru import Engine, Verdict


def main() -> None:
    engine = Engine()
    proposals, _notes = engine.read_proposals("examples/data/proposals.xlsx")

    verdicts: Counter[Verdict] = Counter()
    denied_by: Counter[str] = Counter()
    rules: Counter[str] = Counter()
    for proposal, decision in zip(proposals, engine.decide_many(proposals), strict=True):
        verdicts[decision.verdict] += 1
        if decision.verdict != Verdict.DENY:
            continue
        issuer = proposal.issuer
        names = issuer if isinstance(issuer, list) else [issuer or {}]
        denied_by.update(str(one.get("name", "（未填）")) for one in names)
        rules.update({finding.rule for finding in decision.findings if finding.outcome == "violated"})

    for verdict in Verdict:
        print(f"{verdict.label}: {verdicts[verdict]}")
    print("不予准入最多的派交单位:")
    for name, count in sorted(denied_by.items(), key=lambda pair: (-pair[1], pair[0]))[:3]:
        print(f"  {name}: {count}")
    print("触及最多的规则:")
    for rule, count in sorted(rules.items(), key=lambda pair: (-pair[1], pair[0]))[:3]:
        print(f"  {rule}: {count}")


if __name__ == "__main__":
    main()
