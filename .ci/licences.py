"""Check that every crate in the lock file has a licence and a source that deny.toml allows.

It stands in for `cargo deny check licenses sources`, which takes minutes to build.
"""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def is_allowed(expression, allowed):
    """Whether an SPDX expression can be met with the licences in `allowed` alone."""
    # Cargo once wrote `MIT/Apache-2.0` for a choice.
    tokens = re.findall(r"[()]|[^\s()]+", expression.replace("/", " OR "))

    def take():
        if not tokens:
            raise ValueError(f"incomplete licence expression `{expression}`")
        return tokens.pop(0)

    def choice():
        met = every()
        while tokens[:1] == ["OR"]:
            take()
            met = every() or met
        return met

    def every():
        met = single()
        while tokens[:1] == ["AND"]:
            take()
            met = single() and met
        return met

    def single():
        name = take()
        if name == "(":
            met = choice()
            if take() != ")":
                raise ValueError(f"unbalanced parentheses in `{expression}`")
            return met
        if tokens[:1] == ["WITH"]:
            take()
            name = f"{name} WITH {take()}"
        return name in allowed

    met = choice()
    if tokens:
        raise ValueError(f"unexpected `{tokens[0]}` in licence expression `{expression}`")
    return met


def faults(packages, config):
    allowed = set(config["licenses"]["allow"])
    exceptions = config["licenses"].get("exceptions", [])
    registries = {f"registry+{url}" for url in config["sources"]["allow-registry"]}
    for package in packages:
        name = f"{package['name']} {package['version']}"
        if package["source"] is not None and package["source"] not in registries:
            yield f"{name}: source `{package['source']}` is not allowed"
        if not package["license"]:
            yield f"{name}: no licence is stated"
            continue
        more = [one["allow"] for one in exceptions if one["crate"] == package["name"]]
        try:
            if not is_allowed(package["license"], allowed.union(*more)):
                yield f"{name}: licence `{package['license']}` is not allowed"
        except ValueError as error:
            yield f"{name}: {error}"


def main():
    config = tomllib.loads((ROOT / "deny.toml").read_text(encoding="utf-8"))
    command = ["cargo", "metadata", "--format-version", "1", "--locked", "--all-features"]
    packages = json.loads(subprocess.check_output(command, cwd=ROOT))["packages"]
    found = sorted(faults(packages, config))
    for fault in found:
        print(f"error: {fault}")
    if not found:
        print(f"licences and sources of {len(packages)} crates are allowed")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
