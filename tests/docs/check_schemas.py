#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Documents and the schemas of docs/schemas fit each other: check_schemas.py ROOT PROGRAM

What the library holds, what comes with it, what the tests hold as golden, and what the program prints is valid. What
the loaders refuse is invalid. Definitions of the same name say the same in all schemas.
"""
import glob
import json
import os
import subprocess
import sys
import tempfile

try:
    import jsonschema
except ImportError:
    print("python3-jsonschema is not there")
    sys.exit(77)

PAID = {"id": "c", "person": "p", "lines": []}
MADE = {"by": "lead:t", "at": "2025-06-02"}
PREPARED = {"id": "a", "title": "A", "prepared": "2025-09-30"}
# Documents that a schema must refuse, because the loader or the program does.
REFUSED = {
    "evidence-1": [{}, {"answers": {}, "extra": 1}, {"answers": {"flow": -1}}, {"answers": {"flow": [1, 2, 3]}},
                   {"answers": {"flow": 1.5}}, {"answers": {"flow": {"quote": "no value"}}},
                   {"answers": {"flow": {"value": 1, "basis": "guessed"}}},
                   {"answers": {"flow": {"value": 1, "date": "May 2026"}}}, {"answers": {}, "schema": "evidence/2"}],
    "spectrum-1": [{"schema": "spectrum/1", "id": "x", "version": "1", "title": "X", "indicators": "participation/1",
                    "levels": levels} for levels in
                   ([], [{"id": "a", "label": "A", "definition": "a"}],
                    [{"id": "a", "label": "A", "definition": "a", "rule": [{"of": {}}]}],
                    [{"id": "a", "label": "A", "definition": "a", "rule": [{"of": {"flow": 0}}]}],
                    [{"id": "a b", "label": "A", "definition": "a", "rule": []}],
                    [{"id": "a", "label": "A", "definition": "a", "rule": [], "mean": 1}])],
    "dossier-1": [{}, {"schema": "dossier/1", "extra": {}}, {"schema": "dossier/1", "loops": 1},
                  {"schema": "dossier/1", "activities": [{"id": "a", "title": "A"}]},
                  {"schema": "dossier/1", "activities": [{"id": "a", "title": "A", "codings": []}]},
                  {"schema": "dossier/1", "partners": [{"name": "A"}]},
                  *({"schema": "dossier/1", "claims": claims} for claims in
                    ({}, [1], [{"title": "A", "policy": "elft"}], [{"title": "A", "claim": PAID}],
                     [{"policy": "elft", "claim": PAID}], [{"title": "A", "policy": 1, "claim": PAID}],
                     [{"title": "A", "policy": {"schema": "policy/2"}, "claim": PAID}],
                     [{"title": "A", "policy": "elft", "claim": {"schema": "claim/1"}}],
                     [{"title": "A", "policy": "elft", "claim": PAID, "known_on": "soon"}],
                     [{"title": "A", "policy": "elft", "claim": PAID, "illustrative": 1}],
                     [{"title": "A", "policy": "elft", "claim": PAID, "paid": 1}])),
                  {"schema": "dossier/1", "loops": []}, {"schema": "dossier/1", "about": {"id": "a", "title": "A"},
                                                         "measures": []},
                  *({"schema": "dossier/1", "about": PREPARED, "loops": [{"id": "a", "title": "A", **more}]} for more in
                    ({"id": "A b"}, {"title": ""}, {"state": "closed"}, {"heard": {}}, {"heard": ["words"]},
                     {"told": [{}]}, {"told": [{"source": "s"}]}, {"did": [{"text": "t", "date": "June"}]},
                     {"continues": [{"id": "p"}]}, {"trace": {"machine": "suggestion"}}, {"trace": {"create": MADE}},
                     {"trace": {"machine": "suggestion", "create": MADE, "children": []}},
                     {"trace": {"machine": "suggestion", "create": {**MADE, "event": "e"}}},
                     {"trace": {"machine": "suggestion", "create": MADE, "steps": [MADE]}},
                     {"trace": {"machine": "suggestion", "create": MADE, "steps": [{"tick": "soon"}]}},
                     {"trace": {"machine": "suggestion", "about": 1, "create": MADE}})),
                  *({"schema": "dossier/1", "about": PREPARED, **more} for more in
                    ({"loops": {}}, {"measures": {}}, {"measures": [{"id": "m"}]}, {"governance": []}, {"governance": {}},
                     {"governance": {"schema": "bodies/1", "bodies": []}}, {"governance": {"bodies": [{"id": "b"}]}},
                     {"governance": {"bodies": [], "meetings": [{"body": "b"}]}}))],
    "texts-1": [{"schema": "texts/1", "id": "x", "language": "en"},
                {"schema": "texts/1", "id": "x", "language": "en", "sentences": {"syntax": ""}}],
    "calendar-1": [{"schema": "calendar/1"}],
    "bodies-1": [{"bodies": []}, {"schema": "bodies/1"}, {"schema": "bodies/1", "bodies": [], "extra": 1},
                 *({"schema": "bodies/1", "bodies": [{"id": "a", "name": "A", **more}]} for more in
                   ({"name": ""}, {"id": "A"}, {"extra": 1}, {"meets": {"n": 1}}, {"meets": {"n": 0, "unit": "day"}},
                    {"meets": {"n": 1, "unit": "wd"}}, {"since": "soon"}, {"members": [{}]}, {"chair": "A b"},
                    {"members": [{"counts": {"a": -1}}]}, {"members": [{"counts": {"A": 1}}]})),
                 *({"schema": "bodies/1", "bodies": [], "meetings": [meeting]} for meeting in
                   ({}, {"body": "a"}, {"body": "a", "day": "May"}, {"body": "a", "day": "2025-01-01", "time": 1},
                    {"body": "a", "day": "2025-01-01", "items": ["x", "x"]},
                    {"body": "a", "day": "2025-01-01", "present": {"a": "some"}}))],
    "methods-1": [{"schema": "methods/1", "id": "x", "version": "1", "methods": [{"id": "a", "title": "A"}]},
                  {"schema": "methods/1", "id": "x", "version": "1",
                   "methods": [{"id": "a", "title": "A", "answers": {}, "level": 3}]}],
    "days-question-1": [{"from": "2025-03-28"}, {"from": "28.3.2025", "n": 1, "unit": "wd", "count": "after"},
                        {"from": "2025-03-28", "n": 1, "unit": "week", "count": "after"},
                        {"from": "2025-03-28", "n": 1, "unit": "wd", "count": "after", "until": 1}],
    "policy-1": [{"schema": "policy/1", "id": "x", "version": "1", "title": "X", "currency": "GBP", **more} for more in
                 ({"currency": "pounds"}, {"extra": 1}, {"roles": [{"id": "r", "label": "R"}]},
                  {"fees": [{"id": "f", "label": "F", "basis": "hourly"}]},
                  {"fees": [{"id": "f", "label": "F", "basis": "hourly", "value": [{"from": "2026-04-01"}]}]},
                  {"fees": [{"id": "f", "label": "F", "basis": "hourly",
                             "value": [{"rate_mpence": 1.5, "per": "hour"}]}]},
                  {"fees": [{"id": "f", "label": "F", "basis": "hourly", "value": [], "tasks": []}]},
                  {"fees": [{"id": "f", "label": "F", "basis": "band", "bands": []}]},
                  {"expenses": [{"id": "e", "label": "E", "kind": "actual", "mileage": {}}]},
                  {"expenses": [{"id": "e", "label": "E", "kind": "actual", "pay": "actual-up-to"}]},
                  {"expenses": [{"id": "e", "label": "E", "kind": "flat"}]},
                  {"caps": [{"id": "c", "over": ["all"], "scope": "day", "measure": "count", "limit": []}]},
                  {"claim_rules": {"window": [{"days_after_event": 1, "months_after_event": 1}]}},
                  {"checks": [{"id": "k", "label": "K", "kind": "cliff"}]})],
    "claim-1": [{}, {"id": "c", "person": "p"},
                *({"id": "c", "person": "p", "lines": [{"id": "l", "type": "t", **line}]} for line in
                  ({"amount": 1}, {"amount_pence": 1.5}, {"amount_pence": "x"}, {"quantity_milli": True}, {"people": 2},
                   {"receipt": "no"}, {"cancelled": {}}))],
    "ledger-1": [{"schema": "ledger/1", "policy": "p"},
                 {"schema": "ledger/1", "policy": "p", "entries": [{"kind": "miles", "of": "m"}]},
                 {"schema": "ledger/1", "policy": "p", "entries": [{"kind": "pounds", "count": 1}]},
                 {"schema": "ledger/1", "policy": "p", "entries": [{"kind": "miles", "quantity_milli": -1}]}],
    "plan-budget-1": [{}, {"id": "p", "title": "P", "extra": 1}, {"id": "p", "title": "P", "staff": [{"minutes": 1}]},
                      {"id": "p", "title": "P", "partner_funding": [{"date": "2026-05-12", "amount_pence": 1}]},
                      *({"id": "p", "title": "P", "sessions": [{"id": "s", "title": "S", "date": "2026-05-12",
                                                                "people": 1, **more}]} for more in
                        ({"people": -1}, {"people": {"low": 1, "high": 2}}, {"dates": ["2026-05-12"]}, {"kind": "x"},
                         {"role": "r", "fee": "f"}, {"costs": [{"amount_pence": 1}]}, {"venue": {"title": "V"}},
                         {"expenses": [{"type": "t", "each": "session", "people": 1}]}, {"minutes": "long"},
                         {"staff": [{"amount_pence": 1, "rate_mpence": 1, "minutes": 1}]}))],
    "feedback-migration-1": [{"schema": "feedback-migration/1", "id": "m", "reason": "r", "from": "a@1", "to": "a@2", **more}
                             for more in ({"from": "a"}, {"reason": ""}, {"states": {"a": 1}}, {"facts": {"a": {}}},
                                          {"facts": {"a": {"from": "b", "value": 1}}}, {"timers": {"a": []}},
                                          {"waived": {"a": ""}}, {"extra": 1})],
    "followup-1": [*({"schema": "followup/1", "measures": [{"id": "m", "title": "T", **more}]} for more in
                     ({"title": " "}, {"because": "x"}, {"better": "more"}, {"baseline": {"day": "2020"}},
                      {"baseline": {"day": "202", "value": 1}}, {"target": {"value": 1.5}},
                      {"values": [{"day": "2020", "value": "1.2345"}]}, {"values": [{"day": 2020, "value": 1}]})),
                   *({"schema": "followup/1", "continues": [{"id": "p", "what": "W", **more}]} for more in
                     ({"kept": "2020"}, {"stopped": {"day": "2020-01-01"}}, {"who": "The Lead"}, {"by": "soon"},
                      {"kept": "2020-01-01", "stopped": {"day": "2020-01-01", "reason": "r"}}))],
    "run-chart-rules-1": [{"schema": "run-chart-rules/1", "id": "r", "version": "1", "title": "T", "shift_points": 6,
                           "trend_points": 5, "fewest_points": 10, **more}
                          for more in ({"shift_points": 1}, {"fewest_points": 0}, {"extra": 1}, {"published": "x"})],
    "loop-trace-1": [{}, {"machine": "suggestion"}, {"machine": "suggestion", "create": {"by": "lead:t"}},
                     {"machine": "a b", "create": MADE}, {"machine": "suggestion", "create": {**MADE, "event": "tell"}},
                     *({"machine": "suggestion", "create": MADE, "steps": steps} for steps in
                       ({}, [1], [{}], [{"event": "tell"}], [{"tick": "soon"}], [{"tick": "2025-06-02", "by": "lead:t"}],
                        [{**MADE, "event": "tell", "extra": 1}], [{**MADE, "event": "tell", "by": "lead"}],
                        [{**MADE, "event": "tell", "payload": {"n": -1}}]))],
}
# Lines whose values cannot be; the claim is read, the line rejected.
FAULTS = {"INVALID_NUMBER", "NEGATIVE", "OUT_OF_RANGE", "INVALID_DATE", "INVALID_TIME", "UNKNOWN_TYPE"}
MILES = {"id": "c", "person": "p", "lines": [{"id": "l", "type": "mileage", "vehicle": "car", "date": "2026-04-20",
                                              "quantity_milli": "20.4"}]}
ACTIVITY = '{"answers": {"flow": [2, 4], "design": [0, 3], "feedback": 1}, "claim": "co-design", "motivation": "test"}'


def as_line(document):
    return json.dumps(document) + "\n"


class Gate:
    def __init__(self, root, program):
        self.root, self.program, self.faults, self.seen = root, program, 0, 0
        self.schemas, self.used = {}, set()
        for path in sorted(glob.glob(os.path.join(root, "docs", "schemas", "*.json"))):
            with open(path, encoding="utf-8") as file:
                schema = json.load(file)
            jsonschema.Draft202012Validator.check_schema(schema)
            self.schemas[os.path.basename(path)[:-5]] = jsonschema.Draft202012Validator(schema)

    def fault(self, what):
        self.faults += 1
        print(what)

    def check(self, name, document, what):
        self.seen += 1
        self.used.add(name)
        if name not in self.schemas:
            self.fault(f"{what}: there is no docs/schemas/{name}.json")
            return
        for error in sorted(self.schemas[name].iter_errors(document), key=lambda e: [str(p) for p in e.path]):
            self.fault(f"{what}: {name}: /{'/'.join(map(str, error.path))}: {error.message[:300]}")

    def same_definitions(self):
        known = {}
        for name, validator in self.schemas.items():
            schema = validator.schema
            if schema["$id"] != "urn:libcoprod:schema:" + ":".join(name.rsplit("-", 1)):
                self.fault(f"{name}: $id is {schema['$id']}")
            for key, value in schema.get("$defs", {}).items():
                if known.setdefault(key, (value, name))[0] != value:
                    self.fault(f"{name}: $defs/{key} is not that of {known[key][1]}")

    def files(self):
        folders = ("lib/*/data", "lib/*/data/*", "examples/dossiers", "docs/examples", "docs/reference")
        for path in sorted(p for folder in folders for p in glob.glob(os.path.join(self.root, folder, "*.json"))):
            with open(path, encoding="utf-8") as file:
                document = json.load(file)
            what = os.path.relpath(path, self.root)
            name = document.get("schema", "loop-trace/1").replace("/", "-")  # a trace does not name its schema
            if not os.path.basename(path).startswith("broken-"):
                self.check(name, document, what)
                self.inner(document, what)
            elif name in self.schemas and self.schemas[name].is_valid(document):
                self.fault(f"{what}: is broken on purpose, and the schema takes it")

    def inner(self, document, what):
        """The documents inside a dossier."""
        for claim in document.get("claims", []) if document.get("schema") == "dossier/1" else []:
            self.check("claim-1", claim["claim"], what)
            if isinstance(claim["policy"], dict):
                self.check("policy-1", claim["policy"], what)

    def claims(self):
        """The golden claims of the reimbursement engine, and the answers to them. Those meant to fail are left out."""
        folder = os.path.join(self.root, "tests", "golden", "reimburse")
        for path in sorted(glob.glob(os.path.join(folder, "edge", "*.json")) +
                           glob.glob(os.path.join(folder, "policies", "*", "*.json"))):
            with open(path, encoding="utf-8") as file:
                case = json.load(file)
            what = os.path.relpath(path, self.root)
            if isinstance(case["policy"], dict):
                self.check("policy-1", case["policy"], what)
            if "ledger" in case:
                self.check("ledger-1", case["ledger"], what)
            for step in [case, *case.get("steps", [])]:
                if "claim" in step and "call_fails" not in step["expect"]:
                    faulty = {line["id"] for line in step["expect"].get("lines", ())
                              if FAULTS & set(line.get("reasons", ()))}
                    lines = [line for line in step["claim"]["lines"] if line["id"] not in faulty]
                    self.check("claim-1", {**step["claim"], "lines": lines}, what)
                    self.priced(case, step["claim"], what)

    def priced(self, case, claim, what):
        """The program's answer to a claim, with the policy and the ledger of its case."""
        with tempfile.TemporaryDirectory() as folder:
            words = ["reimburse", "--json"]
            for key in ("policy", "ledger"):
                value = case.get(key)
                if isinstance(value, dict):
                    value = os.path.join(folder, key + ".json")
                    with open(value, "w", encoding="utf-8") as file:
                        json.dump(case[key], file)
                words += [f"--{key}", value] if value else []
            for document in self.run(*words, text=json.dumps(claim)):
                self.check("payment-1", document, f"the answer to {what}")
                self.check("ledger-1", document["ledger"], f"the ledger of {what}")

    def reimbursement(self):
        text = json.dumps(MILES)
        policies = [policy["id"] for policy in self.run("policies", "--json")]
        self.answers("policies-answer-1", "policies", "--json")
        for policy in policies:
            self.answers("policies-answer-1", "policies", "--json", policy)
            self.answers("lint-answer-1", "lint", "--json", policy)
        self.answers("lint-answer-1", "lint", "--json", os.path.join("docs", "examples", "careless-policy.json"))
        self.answers("payment-1", "reimburse", "--json", "--policy", "hmrc-amap", "--known-on", "2026-05-20", text=text)
        self.answers("reassess-answer-1", "reimburse", "--json", "--policy", "hmrc-amap", "--known-on", "2026-05-20",
                     "--reassess", "2026-05-21", text=text)
        self.answers("payment-1", "reimburse", "--lines", "--policy", "hmrc-amap", text=text + "\nno claim\n")
        self.plans(text)

    def plans(self, text):
        """What is asked before anything is paid."""
        for to in ("pencru", "agenda-for-change", "nhs-england-interim", "nice"):
            self.answers("comparison-1", "compare", "--json", "--from", "hmrc-amap", "--to", to, "-", text=text)
        for policy in ("nice", "elft", "hmrc-amap"):
            self.answers("budget-1", "budget", "--json", "--policy", policy, "docs/examples/panel-plan.json")
        ask = ("headroom", "--json", "--policy", "nice", "--person", "p", "--on", "2025-06-04", "--check")
        for check in ("esa-permitted-work", "uc-no-allowance"):
            self.answers("headroom-1", *ask, check)
            self.answers("headroom-1", *ask, check, "--known-on", "2020-01-01", "--other-pence", "99999")
            self.answers("headroom-1", *ask, check, "--role", "decision-maker", "--minutes", "60", "--net-pence", "1",
                         "--planned-pence", "1")

    def loops(self):
        """The example traces and the golden ones as the program reads them, and what it answers."""
        examples = [path for path in glob.glob(os.path.join(self.root, "docs", "examples", "loop-*.json"))]
        machines = ("--machines", os.path.join("docs", "examples", "own-machine.json"))
        for path in sorted(examples):
            own = machines if os.path.basename(path) == "loop-board-question.json" else ()
            self.answers("loop-answer-1", "loop", "run", "--json", *own, path)
            self.answers("loop-explain-1", "loop", "explain", "--json", *own, path)
            self.answers("loop-explain-1", "loop", "explain", "--json", "--day", "2025-01-01", *own, path)
        for path in sorted(glob.glob(os.path.join(self.root, "tests", "golden", "loop", "*.json"))):
            with open(path, encoding="utf-8") as file:
                traces = [case["trace"] for case in json.load(file)["cases"] if "trace" in case]
            for trace in traces if os.path.basename(path).startswith("life-") else ():
                self.check("loop-trace-1", trace, f"a golden trace of {os.path.basename(path)}")
            self.answers("loop-answer-1", "loop", "run", "--lines", text="".join(map(as_line, traces)))
        self.answers("loop-explain-1", "loop", "explain", "--lines", text=as_line(traces[0]))
        self.answers("loop-answer-1", "loop", "run", "--lines", text="no trace\n")
        self.migrations()
        self.bodies()

    def bodies(self):
        for path in sorted(glob.glob(os.path.join(self.root, "docs", "examples", "*bodies*.json"))):
            for day in ("2025-01-01", "2025-06-30", "9999-12-31"):
                self.answers("bodies-answer-1", "bodies", "--json", "--day", day, path)

    def migrations(self):
        examples = os.path.join(self.root, "docs", "examples")
        machines = ("--machines", os.path.join(examples, "own-machines.json"))
        golden = glob.glob(os.path.join(self.root, "tests", "golden", "feedback", "*-migration.json"))
        loops = ("--day", "2025-06-20", os.path.join(examples, "own-migration.json"))
        self.answers("loop-migrate-1", "loop", "migrate", "--json", *machines, *loops,
                     os.path.join(examples, "own-loops.jsonl"))
        for path in sorted(golden):
            with open(path, encoding="utf-8") as file:
                self.check("feedback-migration-1", json.load(file), path)
            self.answers("loop-migrate-1", "loop", "migrate", "--json", *machines, path)

    def followups(self):
        for path in sorted(glob.glob(os.path.join(self.root, "docs", "examples", "*followup*.json"))):
            for day in ("2019-01-01", "2024-01-01", "2026-03-15", "2027-01-01"):
                self.answers("followup-answer-1", "followup", "--json", "--day", day, path)

    def golden(self):
        folder = os.path.join(self.root, "tests", "golden")
        with open(os.path.join(folder, "cases", "examples.json"), encoding="utf-8") as file:
            for case in json.load(file)["cases"]:
                self.check("evidence-1", {"answers": case["answers"]}, f"golden case {case['id']}")
        with open(os.path.join(folder, "days", "cases.json"), encoding="utf-8") as file:
            for case in json.load(file):
                question = {key: case[key] for key in ("from", "n", "unit", "count", "roll") if key in case}
                if "refused" not in case:
                    self.check("days-question-1", question, f"golden day {case['why']}")
        for path in sorted(glob.glob(os.path.join(folder, "days", "england-*.json"))):
            with open(path, encoding="utf-8") as file:
                document = json.load(file)
            self.check("calendar-1", document, os.path.relpath(path, self.root))

    def run(self, *arguments, text=""):
        done = subprocess.run([self.program, *arguments], input=text, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              text=True, encoding="utf-8", cwd=self.root, timeout=120)
        if done.returncode not in (0, 1) and "--lines" not in arguments:
            self.fault(f"coprod {' '.join(arguments)} ends with {done.returncode}: {done.stderr}")
            return []
        if "--lines" in arguments:
            return [json.loads(line) for line in done.stdout.splitlines()]
        document = json.loads(done.stdout)
        return document if isinstance(document, list) else [document]

    def answers(self, name, *arguments, text=""):
        documents = self.run(*arguments, text=text)
        if not documents:
            self.fault(f"coprod {' '.join(arguments)} prints nothing")
        for document in documents:
            self.check("error-1" if "error" in document else name, document, f"coprod {' '.join(arguments)}")

    def program_output(self):
        spectra = [s["id"] for s in self.run("spectra", "--json")]
        for path in sorted(glob.glob(os.path.join(self.root, "docs", "examples", "*.json"))):
            with open(path, encoding="utf-8") as file:
                document = json.load(file)
            if document.get("schema") == "evidence/1":
                self.answers("classification-1", "classify", "--json", path)
        self.answers("classification-1", "classify", "--json", "--spectrum", ",".join(spectra), text=ACTIVITY)
        self.answers("classification-1", "classify", "--json", text='{"answers": {"flow": 2, "influence": 2}}')
        self.answers("classification-1", "classify", "--lines", text='{"answers": {"flow": 2}}\n{"answers": 1}\n')
        questions = [{"from": "2025-03-28", "n": 3, "unit": "wd", "count": "after"},
                     {"from": "2031-03-28", "n": 3, "unit": "wd", "count": "after"}]
        self.answers("days-answer-1", "days", "--json", text=json.dumps(questions))
        self.answers("days-answer-1", "days", "--lines", text=json.dumps(questions[0]) + "\nno question\n")
        self.answers("spectra-answer-1", "spectra", "--json")
        for spectrum in spectra:
            self.answers("spectra-answer-1", "spectra", "--json", spectrum)
            self.answers("crosswalk-answer-1", "crosswalk", "--json", "nhse5", spectrum)
        self.answers("methods-answer-1", "methods", "--json")
        self.answers("methods-answer-1", "methods", "--json", "--aim", "co-design", "--offer", "influence=2")

    def reports(self):
        for path in sorted(glob.glob(os.path.join(self.root, "examples", "dossiers", "*.json"))) + \
                [os.path.join(self.root, "docs", "examples", "dossier.json")]:
            for report in self.run("report", "--format", "json", path):
                self.check("report-1", report, f"coprod report {os.path.basename(path)}")
                for activity in report["activities"]:
                    self.check("classification-1", activity["classification"], f"coprod report: {activity['id']}")
                for loop in report.get("loops", {}).get("loops", []):
                    if loop["continues"]:
                        self.check("followup-answer-1", loop["continues"], f"coprod report: {loop['id']}")
                if "measures" in report:
                    self.check("followup-answer-1", report["measures"], "coprod report: measures")
                if "governance" in report:
                    self.check("bodies-answer-1", report["governance"], "coprod report: governance")
                for payment in report.get("payments", []):
                    self.check("payment-1", payment["payment"], f"coprod report: {payment['title']}")

    def refused(self):
        for name, documents in REFUSED.items():
            for document in documents:
                self.seen += 1
                if self.schemas[name].is_valid(document):
                    self.fault(f"{name}: takes {json.dumps(document)}")

    def all(self):
        self.same_definitions()
        self.files()
        self.golden()
        self.program_output()
        self.claims()
        self.reimbursement()
        self.loops()
        self.followups()
        self.reports()
        self.refused()
        for name in sorted(set(self.schemas) - self.used):
            self.fault(f"{name}: no document of this kind was looked at")


def main(root, program):
    gate = Gate(os.path.abspath(root), os.path.abspath(program))
    gate.all()
    print(f"{gate.seen} documents, {len(gate.schemas)} schemas: {gate.faults} faults")
    return 1 if gate.faults else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
