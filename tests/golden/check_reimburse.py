#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Prices the golden claims of golden/reimburse: check_reimburse.py PROGRAM [--refresh] [NUMBER...]

edge/ holds edge cases of the reimbursement engine by their number, policies/ID/ claims under each built-in policy,
worked by hand from the words of the policy. A file:

  case, title, true_for   its number, what it shows in plain words, and the dates or the text for which it is true (of
                          a built-in policy: only the title)
  why                     the arithmetic by hand
  policy, claim           policy/1, or the id of a built-in one, and claim/1; ledger: the opening one; known_on: the day
                          asked; repeat: how often the claim's one line is sent
  expect                  total_pence, to_repay_pence, lines [{id, outcome, pence, reasons}], totals, checks, says; or
                          call_fails [{code, place}]. What is not named is not compared: a line without pence, totals,
                          reasons beside those named. "says" are words that stand somewhere in the answer.
  steps                   in place of claim and expect: claims one after the other, the ledger carried on, and
                          {reassess: index of a step, known_on, expect: {lines: [{id, before_pence, after_pence,
                          difference_pence}]}}, asked with the ledger before that step and the newest one
  lint, lint_not          findings [{code, place}] of the policy that must be there, at the place or below it; codes
                          that must not be there

Of every answer, whatever is expected: the lines less the advance, not below 0, are the total; each line of the claim is
answered once; only paid lines carry money, and no reduced or capped line is 0. Every number from 1 to 58 has a file,
and every built-in policy six. sentences.json has, for each step and each answer of a check, the first sentence that
these claims make of it: all of them are reached, and read as they stand there (--refresh writes it).
"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
CASES, LEAST, SECONDS = 58, 6, 60
PAID = ("paid", "paid_capped", "paid_reduced")
KEYS = set("case title true_for why policy claim ledger known_on repeat expect steps lint lint_not".split())
EXPECTED = set("total_pence to_repay_pence lines totals checks says call_fails".split())


class Program:
    """Runs the program with documents in temporary files."""

    def __init__(self, program, folder):
        self.program, self.folder = program, Path(folder)

    def file(self, name, document):
        path = self.folder / name
        path.write_text(json.dumps(document), encoding="utf-8")
        return str(path)

    def run(self, *words):
        return subprocess.run([self.program, *words], capture_output=True, text=True, timeout=SECONDS, check=False)

    def price(self, case, step, ledger=None, reassess=None, now=None):
        policy = case["policy"]
        words = ["reimburse", "--json", "--policy",
                 policy if isinstance(policy, str) else self.file("policy.json", policy)]
        if ledger is not None:
            words += ["--ledger", self.file("ledger.json", ledger)]
        if step.get("known_on"):
            words += ["--known-on", step["known_on"]]
        if reassess:
            words += ["--reassess", reassess, "--ledger-now", self.file("now.json", now)]
        return self.run(*words, self.file("claim.json", step["claim"]))

    def lint(self, policy):
        return self.run("lint", "--json", self.file("policy.json", policy))


def gather(found, said):
    """The sentence of each kind of step and of check, the first that is met."""
    for line in found.get("lines", []):
        for step in line.get("steps", []):
            said.setdefault(step["step"], step["text"])
        if line.get("left_pence"):
            said.setdefault("line-left", line["text"])
    for check in found.get("checks", []):
        status = check["status"]
        said.setdefault("check-not-known" if status == "not-known" else f"check-{check['kind']}-{status}", check["text"])


def compare_sentences(said, refresh):
    path = HERE / "reimburse" / "sentences.json"
    if refresh:
        path.write_text(json.dumps(said, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
    kept = json.loads(path.read_text(encoding="utf-8"))
    return [f"{code}: {said.get(code)!r}, expected {text!r}" for code, text in kept.items() if said.get(code) != text] + \
        [f"{code}: is not in sentences.json" for code in sorted(set(said) - set(kept))]


SAID = {}


def document(result):
    """The JSON of an answer, and what is wrong with it."""
    try:
        found = json.loads(result.stdout)
    except ValueError:
        found = None
    if isinstance(found, dict):
        gather(found, SAID)
        return found, []
    told = " ".join((result.stderr or result.stdout).split())[:400]
    return None, [f"exit {result.returncode} without a JSON object: {told or 'nothing'}"]


def words_of(reasons):
    return [one.get("code") if isinstance(one, dict) else one for one in reasons or []]


def by_id(lines):
    return {line.get("id"): line for line in lines}


def fields(what, expected, found):
    """Differences of the members that are expected."""
    return [f"{what}: {key} is {found.get(key)!r}, expected {value!r}" for key, value in expected.items()
            if found.get(key) != value]


def compare_lines(expected, found):
    faults, answered = [], by_id(found)
    for line in expected:
        one = answered.get(line["id"])
        if one is None:
            faults.append(f"line {line['id']}: not answered")
            continue
        told = words_of(one.get("reasons"))
        faults += fields(f"line {line['id']}", {k: v for k, v in line.items() if k not in ("id", "reasons")}, one)
        faults += [f"line {line['id']}: no reason {reason}, but {told}" for reason in line.get("reasons", ())
                   if reason not in told]
    return faults


def compare_checks(expected, found):
    """Each expected check is another one of the found."""
    faults, left = [], list(found)
    for check in expected:
        match = next((one for one in left if not fields("", check, one)), None)
        if match is None:
            same = [{key: one.get(key) for key in check} for one in found if one.get("id") == check["id"]]
            faults.append(f"check {check}: not found; of this id: {same}")
        else:
            left.remove(match)
    return faults


def always(claim, found):
    """What holds for every answer."""
    lines = found.get("lines", [])
    total = sum(line.get("pence", 0) for line in lines) - claim.get("advance_pence", 0)
    faults = []
    if found.get("total_pence") != max(0, total):
        faults.append(f"the lines less the advance are {max(0, total)}, the total says {found.get('total_pence')}")
    if found.get("to_repay_pence", 0) != max(0, -total):
        faults.append(f"to repay are {max(0, -total)}, the answer says {found.get('to_repay_pence')}")
    if sorted(line["id"] for line in claim["lines"]) != sorted(str(line.get("id")) for line in lines):
        faults.append("the lines of the claim are not each answered once")
    for line in lines:
        outcome, pence = line.get("outcome"), line.get("pence", 0)
        if (pence and outcome not in PAID) or pence < 0 or (not pence and outcome in PAID[1:]):
            faults.append(f"line {line.get('id')}: {outcome} with {pence}")
    return faults


def compare_failure(expected, result):
    told = result.stdout + result.stderr
    faults = [] if result.returncode == 2 else [f"exit {result.returncode}, expected 2"]
    return faults + [f"the place {one['place']} is not named: {told.strip()[:400]!r}" for one in expected
                     if one["place"] not in told]


def compare(expect, claim, result):
    """Differences of one answer, and its document."""
    if "call_fails" in expect:
        return compare_failure(expect["call_fails"], result), None
    found, faults = document(result)
    if found is None:
        return faults, None
    faults = fields("answer", {key: expect[key] for key in ("total_pence", "to_repay_pence") if key in expect}, found)
    faults += compare_lines(expect.get("lines", []), found.get("lines", []))
    faults += fields("totals", expect.get("totals", {}), found.get("totals", {}))
    faults += compare_checks(expect.get("checks", []), found.get("checks", []))
    faults += [f"does not say {words!r}" for words in expect.get("says", ())
               if words.lower() not in result.stdout.lower()]
    return faults + always(claim, found), found


def compare_reassessed(expected, result):
    found, faults = document(result)
    if found is None:
        return faults
    for line in found.get("lines", []):
        if line.get("after_pence", 0) - line.get("before_pence", 0) != line.get("difference_pence"):
            faults.append(f"line {line.get('id')}: the difference is not after less before")
    return faults + compare_lines(expected["lines"], found.get("lines", []))


def compare_lint(case, result):
    found, faults = document(result)
    if found is None:
        return faults
    findings = [(one.get("code"), str(one.get("place"))) for one in found.get("findings", [])]
    for one in case.get("lint", ()):
        if not any(code == one["code"] and (place + "/").startswith(one["place"] + "/") for code, place in findings):
            faults.append(f"lint: no {one['code']} at {one['place']}; found {findings}")
    return faults + [f"lint: {code} at {place} is no fault" for code, place in findings
                     if code in case.get("lint_not", ())]


def check_steps(program, case):
    faults, ledger, before = [], case.get("ledger"), {}
    for number, step in enumerate(case["steps"]):
        if "reassess" in step:
            result = program.price(case, case["steps"][step["reassess"]], before[step["reassess"]], step["known_on"],
                                   ledger)
            own = compare_reassessed(step["expect"], result)
        else:
            before[number] = ledger
            own, found = compare(step["expect"], step["claim"], program.price(case, step, ledger))
            ledger = (found or {}).get("ledger", ledger)
        faults += [f"step {number}: {fault}" for fault in own]
    return faults


def check_case(program, case):
    faults = []
    if case.get("repeat"):
        line = case["claim"]["lines"][0]
        case = {**case, "claim": {**case["claim"], "lines": [{**line, "id": f"{line['id']}-{number}"}
                                                             for number in range(case["repeat"])]}}
    if "claim" in case:
        faults += compare(case["expect"], case["claim"], program.price(case, case, case.get("ledger")))[0]
    if "steps" in case:
        faults += check_steps(program, case)
    if "lint" in case or "lint_not" in case:
        faults += compare_lint(case, program.lint(case["policy"]))
    return faults


def check_sum(claim, expect):
    """The expected figures agree among themselves."""
    pence = [line.get("pence") for line in expect.get("lines", [])]
    total = sum(one or 0 for one in pence) - claim.get("advance_pence", 0)
    if "total_pence" not in expect or None in pence or "lines" not in expect:
        return []
    return [] if expect["total_pence"] == max(0, total) else [f"expected lines add up to {total}, not to the total"]


def check_file(path, case):
    faults = [f"key {key} is not known here" for key in case if key not in KEYS]
    edge = not isinstance(case.get("policy"), str)
    faults += [f"{key} is missing" for key in ("case", "title", "true_for", "policy") if key not in case
               and (edge or key in ("title", "policy"))]
    if not edge and path.parent.name != case["policy"]:
        faults.append("the policy is not that of the folder")
    if edge and path.name[:3] != f"{case.get('case', 0):02}-":
        faults.append("the name does not begin with the number of the case")
    if not any(key in case for key in ("claim", "steps", "lint")) or ("claim" in case) != ("expect" in case):
        faults.append("a claim with what is expected, steps or lint are missing")
    for step in [case, *case.get("steps", [])]:
        if "claim" in step and "expect" in step:
            faults += [f"expect: {key} is not known here" for key in step["expect"] if key not in EXPECTED]
            faults += check_sum(step["claim"], step["expect"])
    return faults


def builtin(program):
    result = program.run("policies", "--json")
    return [one["id"] for one in json.loads(result.stdout)]


def main():
    wanted = {int(number) for number in sys.argv[2:] if number != "--refresh"}
    passed, failed, seen, policies = 0, 0, set(), {}
    with tempfile.TemporaryDirectory() as folder:
        program = Program(str(Path(sys.argv[1]).resolve()), folder)
        golden = HERE / "reimburse"
        for path in sorted(golden.glob("edge/*.json")) + sorted(golden.glob("policies/*/*.json")):
            case = json.loads(path.read_text(encoding="utf-8"))
            seen.add(case.get("case"))
            if wanted and case.get("case") not in wanted:
                continue
            if path.parent.name != "edge":
                policies[path.parent.name] = policies.get(path.parent.name, 0) + 1
            try:
                faults = check_file(path, case) or check_case(program, case)
            except subprocess.TimeoutExpired:
                faults = [f"no answer in {SECONDS} seconds"]
            passed, failed = passed + (not faults), failed + bool(faults)
            if faults:
                print(f"{path.parent.name}/{path.name}: {case.get('title')}")
                print("".join(f"  {fault}\n" for fault in faults), end="")
        for policy in builtin(program) if not wanted else ():
            if policies.get(policy, 0) < LEAST:
                print(f"{policy}: {policies.get(policy, 0)} golden claims, {LEAST} are the least")
                failed += 1
    faults = compare_sentences(SAID, "--refresh" in sys.argv) if not wanted else []
    print("".join(f"{fault}\n" for fault in faults), end="")
    failed += len(faults)
    for number in sorted(set(range(1, CASES + 1)) - seen):
        print(f"case {number} has no file")
        failed += 1
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
