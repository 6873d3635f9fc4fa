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
GROUP = {"id": "g", "dimension": "d", "population": 1, "denominator": 2}
COUNTED = {"id": "a", "dimension": "d", "count": 1, "population": 1, "denominator": 2}
MEASURED = [("recency", {"people": [["2025-01-31"], []], "day": "2025-02-01", "half_life": 30, "window": 90}),
            ("recency", {"people": [], "day": "2025-02-01", "half_life": 30, "window": 90}),
            ("refresh", {"before": ["a"], "after": ["a", "b"]}),
            ("needs", {"met": 0, "partly": 0, "unmet": 0}),
            ("access-needs", {"needs": {"timing": {"met": 1, "partly": 0, "unmet": 2}}}),
            ("wilson", {"k": 0, "n": 0}), ("rate", {"k": 3, "population": 100}),
            ("ppr", {"k": 0, "n": 12, "population": 1, "denominator": 100}),
            ("residuals", {"counts": [1, 2], "populations": [5, 6]}),
            ("r-indicator", {"invited": [0, 2], "attended": [0, 1]}),
            ("relative-representation", {"k": 1, "population": 9, "reference_k": 0, "reference_population": 9})]
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
                     {"governance": {"bodies": [], "meetings": [{"body": "b"}]}})),
                  *({"schema": "dossier/1", **more} for more in
                    ({"frame": {}}, {"frame": {"N": 1, "groups": []}}, {"frame": [{"N": 1, "groups": [GROUP]}]},
                     {"frame": {"N": 1, "groups": [GROUP], "kinds": {"d": "x"}}}, {"people": {}}, {"people": [{}]},
                     {"people": [{"id": "p"}]}, {"people": [{"id": "p", "counts": {"d": 1}}]},
                     {"people": [{"id": "p", "counts": {"d": {"g": -1}}}]}, {"plan": []}, {"plan": {}},
                     {"people": [{"id": "p", "counts": {}, "published": 1}]}, {"plan": {"events": [{}]}},
                     {"people": [{"id": "p", "counts": {}, "unknown": {"d": {"other": 1}}}]},
                     {"plan": {"events": [], "asked": [{"group": "g"}]}}))],
    "pattern-schema-1": [{}, {"schema": "pattern-schema/1", "id": "a", "attributes": []},
                         *({"schema": "pattern-schema/1", "id": "a", "attributes": [{"id": "b", **more}]} for more in
                           ({}, {"values": []}, {"values": ["x"]}, {"values": [{}]}, {"values": [{"id": " x"}]},
                            {"values": [{"id": "x"}], "place": "middle"}))],
    "pattern-people-1": [{}, *({"schema": "pattern-people/1", **more} for more in
                               ({"total": 1}, {"total": 0, "parts": {}}, {"total": 1, "parts": {"a": {"x": -1}}},
                                {"impossible": [{}]}, {"impossible": [{"a": 1}]}))],
    "pattern-gaps-1": [{}, {"schema": "pattern-gaps/1", "gaps": []}],
    "pattern-plan-1": [{}, *({"schema": "pattern-plan/1", **more} for more in
                             ({"max_people": 0}, {"gaps": [{}]}, {"gaps": [{"pattern": {}, "need": 0}]},
                              {"people": [{"profile": {"a": 1}}]}, {"partners": [{"id": "a", "reaches": []}]},
                              {"partners": [{"id": "A b", "reaches": [{}]}]}))],
    "pattern-plan-answer-1": [{}, {"schema": "pattern-plan-answer/1", "people": 3}],
    "tally-1": [{}, {"schema": "tally/1", "parts": []}],
    "tally-score-1": [{"schema": "tally-score/1", "parts": 1, "parts_are": "disjoint", "score": {"schema": "score/1"}},
                      {"schema": "tally-score/1", "publishable": True, "parts": 1, "parts_are": "disjoint",
                       "score": {"schema": "score/1"}}],
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
    "event-plan-1": [{"schema": "event-plan/1"}, {"schema": "event-plan/1", "events": {}},
                     *({"schema": "event-plan/1", "events": [{"id": "a", **more}]} for more in
                       ({"id": "A"}, {"extra": 1}, {"aspects": {"x": "no"}}, {"aspects": {"x": []}},
                        {"sessions": [{"date": "soon"}]}, {"sessions": [{"start": "9:00"}]},
                        {"adjustments": [{"barrier": "b"}]})),
                     *({"schema": "event-plan/1", "events": [], **more} for more in
                       ({"people": [{"group": "g", "are": []}]}, {"asked": [{"group": "g"}]}, {"most": {"times": 1}},
                        {"illustrative": 1}))],
    "barrier-rules-1": [{"schema": "barrier-rules/1", "id": "r", "version": "1", "title": "T", "aspects": [], "groups": [],
                         "rules": [{"id": "r", "title": "R", "need": "n", "when": [{"aspect": "a", "is": True}],
                                    "groups": ["g"], "quote": "q", "section": "s", "adjustment": "a", **more}]}
                        for more in ({"when": []}, {"groups": []}, {"extra": 1}, {"when": [{"aspect": "a"}]},
                                     {"when": [{"aspect": "a", "is": True, "any": ["b"]}]}, {"scope": "all"},
                                     {"when": [{"sessions": {"from": "09:00"}}]})],
    "followup-1": [*({"schema": "followup/1", "measures": [{"id": "m", "title": "T", **more}]} for more in
                     ({"title": " "}, {"because": "x"}, {"better": "more"}, {"baseline": {"day": "2020"}},
                      {"baseline": {"day": "202", "value": 1}}, {"target": {"value": 1.5}},
                      {"values": [{"day": "2020", "value": "1.2345"}]}, {"values": [{"day": 2020, "value": 1}]})),
                   *({"schema": "followup/1", "continues": [{"id": "p", "what": "W", **more}]} for more in
                     ({"kept": "2020"}, {"stopped": {"day": "2020-01-01"}}, {"who": "The Lead"}, {"by": "soon"},
                      {"kept": "2020-01-01", "stopped": {"day": "2020-01-01", "reason": "r"}}))],
    "score-question-1": [{}, {"N": 1, "groups": []}, *({"N": 1, "groups": [{**COUNTED, **more}]} for more in
                                                      ({"count": -1}, {"count": 1.5}, {"population": -1}, {"denominator": 0},
                                                       {"weight": 0.5}, {"weight": "1/2/3"}, {"id": ""}, {"extra": 1})),
                         *({"N": 1, "groups": [COUNTED], **more} for more in
                           ({"N": 0}, {"threshold": 0.8}, {"mode": "floating"}, {"kinds": {"d": "both"}}, {"known": {"d": -1}},
                            {"unknown": {"d": {"refused": 1}}}, {"extra": 1}))],
    "equity-frame-1": [{"N": 1, "groups": [COUNTED]}],
    "run-chart-rules-1": [{"schema": "run-chart-rules/1", "id": "r", "version": "1", "title": "T", "shift_points": 6,
                           "trend_points": 5, "fewest_points": 10, **more}
                          for more in ({"shift_points": 1}, {"fewest_points": 0}, {"extra": 1}, {"published": "x"})],
    "taxonomy-1": [*({"schema": "taxonomy/1", "id": "t", "version": "1", "title": "T", "dimension": "d", "kind": "partition",
                      "classes": [{"code": "1", "title": "A"}], **more}
                     for more in ({"kind": "both"}, {"extends": "imd-deciles"}, {"classes": []}, {"more": 1},
                                  {"classes": [{"code": "a b", "title": "A"}]}, {"local_width": 17}, {"origin": "x"},
                                  {"unknown": [{"code": "9", "title": "N"}]}, {"checked": "soon"},
                                  {"groupings": [{"id": "g", "title": "G", "groups": [{"id": "x", "title": "X"}]}]}))],
    "gradient-rules-1": [{"schema": "gradient-rules/1", "id": "r", "version": "1", "title": "T", "fewest_groups": 5,
                          "usual_groups": 10, "most_groups": 100, "told_percent": 50, **more}
                         for more in ({"fewest_groups": 1}, {"told_percent": 101}, {"extra": 1}, {"checked": "x"})],
    "consensus-rules-1": [{"schema": "consensus-rules/1", "id": "r", "version": "1", "title": "T", "agreement_over": 3,
                           "agreement_under": 4, "spread_most": 1, "change_over": 15, "change_under": 100, **more}
                          for more in ({"agreement_under": 0}, {"spread_most": -1}, {"change_source": {}}, {"extra": 1})],
    "disclosure-rule-1": [{"schema": "disclosure-rule/1", "id": "r", "version": "1", "title": "T",
                           "hide": {"lowest": 1, "highest": 7}, **more}
                          for more in ({"hide": {"lowest": 2, "highest": 7}}, {"hide": {"lowest": 1}}, {"extra": 1},
                                       {"width": 0}, {"rounding": {"bands": []}},
                                       {"rounding": {"bands": [{"base": 5, "figures": 1}]}},
                                       {"signs": {"small": ""}}, {"totals": "go"}, {"published": "x"})],
    "publishable-view-1": [{"schema": "publishable-view/1", "rule": {"fingerprint": "0" * 64}, "state": "published",
                            "rows": ["a"], "figures": ["*"], **more}
                           for more in ({"state": "refused"}, {"state": "x"}, {"rows": ["a", "a"]}, {"figures": [3]},
                                        {"rule": {"fingerprint": "0"}}, {"extra": 1}, {"total": 3})],
    "publish-1": [{"groups": [{"id": "a", "count": 3}], **more}
                  for more in ({"table": {}}, {"groups": []}, {"groups": [{"id": "a", "count": -1}]}, {"total": 1.5},
                               {"extra": 1}, {"widen": 1}, {"width": 0}, {"percent": 5}, {"relation": "x"})],
    "share-rules-1": [{"schema": "share-rules/1", "id": "r", "version": "1", "title": "T", "exact_below": 10,
                       "policies": [{"id": "a", "title": "A", "from": "0.8", "to": "6/5"}], **more}
                      for more in ({"exact_below": 65}, {"policies": []}, {"extra": 1}, {"checked": "May"},
                                   {"policies": [{"id": "a", "title": "A", "from": 0.8, "to": "2"}]},
                                   {"policies": [{"id": "a", "title": "A", "from": "4/"}]})],
    "measure-answer-1": [{}, {"state": ""}, {"estimate": {}}, [], {"estimate": ["x"]}],
    "measure-list-1": [{}, {"name": "a b", "keys": [], "about": "a"}, {"name": "a", "keys": ["k"], "about": "a"}],
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
            if os.path.basename(path).startswith("score-"):
                name = "score-question-1"  # a question need not name its schema
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
        self.barriers()

    def bodies(self):
        for path in sorted(glob.glob(os.path.join(self.root, "docs", "examples", "*bodies*.json"))):
            for day in ("2025-01-01", "2025-06-30", "9999-12-31"):
                self.answers("bodies-answer-1", "bodies", "--json", "--day", day, path)

    def barriers(self):
        for path in sorted(glob.glob(os.path.join(self.root, "docs", "examples", "*event-plan*.json"))):
            self.answers("barriers-answer-1", "barriers", "--json", path)

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

    def taxonomies(self):
        lists = [one["id"] for one in self.run("taxonomies", "--json")]
        own = os.path.join("docs", "examples", "own-taxonomy.json")
        self.answers("taxonomy-answer-1", "taxonomies", "--json")
        self.answers("taxonomy-answer-1", "taxonomies", "--json", own)
        for other in [*lists, own]:
            self.answers("taxonomy-crosswalk-1", "taxonomies", "--json", "--map", "nhs-ethnic-category-2001", other)
            self.answers("taxonomy-crosswalk-1", "taxonomies", "--json", "--map", other, "census-2021-sex")

    def measures(self):
        self.answers("measure-list-1", "measure", "--list", "--json")
        for name, question in MEASURED:
            self.answers("measure-answer-1", "measure", name, "--json", text=json.dumps(question))
            self.answers("measure-answer-1", "measure", name, "--lines", text=as_line(question) + "no question\n")

    def followups(self):
        for path in sorted(glob.glob(os.path.join(self.root, "docs", "examples", "*followup*.json"))):
            for day in ("2019-01-01", "2024-01-01", "2026-03-15", "2027-01-01"):
                self.answers("followup-answer-1", "followup", "--json", "--day", day, path)

    def scores(self):
        for path in sorted(glob.glob(os.path.join(self.root, "docs", "examples", "score-*.json"))):
            self.answers("score-1", "score", "--json", path)
            with open(path, encoding="utf-8") as file:
                frame = json.load(file)
            frame = {key: value for key, value in frame.items() if key not in ("known", "unknown")}
            frame["groups"] = [{key: value for key, value in group.items() if key != "count"}
                               for group in frame["groups"]]
            self.check("equity-frame-1", frame, f"{os.path.relpath(path, self.root)} without counts")

    def published(self):
        for path in sorted(glob.glob(os.path.join(self.root, "docs", "examples", "publish-*.json"))):
            with open(path, encoding="utf-8") as file:
                document = json.load(file)
            for rule in ("hes", "threshold-5", "rounding-5", "drb"):
                self.answers("publish-answer-1", "publish", "--json", "--audit", "--rule", rule, path)
                view = self.run("publish", "--json", "--rule", rule, path)[0]["view"]
                self.check("publishable-view-1", view, f"coprod publish: the view of {os.path.basename(path)}")
                self.answers("publish-answer-1", "publish", "--json", "--rule", rule,
                             text=json.dumps({**document, "previous": view}))
        self.answers("publish-answer-1", "publish", "--json", "--rule", "threshold-5",
                     text='{"groups": [{"id": "a", "count": 4}, {"id": "b", "count": 4}], "keep_totals": true}')
    def tallies(self):
        examples = os.path.join(self.root, "docs", "examples")
        rows = ("attendance.csv", "frame-panel.json", "--column", "situation=situation", "--invited", "invited", "--day", "day",
                "--column", "ethnicity=ethnicity:nhs-ethnic-category-2001/five-groups-2001", "--partner", "reached_through")
        years = ("calderdale-workforce.csv", "frame-calderdale.json", "--wide", "ethnicity=ethnicity", "--disjoint",
                 "--event", "published", "--wide", "disability=disability:yes=disabled")
        for csv, frame, *options in (rows, years):
            frame = ("--frame", os.path.join(examples, frame))
            with tempfile.NamedTemporaryFile(suffix=".tally") as file:
                subprocess.run([self.program, "tally", "map", *frame, *options, "-o", file.name, os.path.join(examples, csv)],
                               stderr=subprocess.DEVNULL, check=True, timeout=60)
                for more in ((), ("--invited",), ("--event", "2026"), ("--from", "2026-03-05")):
                    self.answers("tally-1", "tally", "show", "--json", *frame, *more, file.name)
                self.answers("tally-score-1", "tally", "show", "--json", "--score", *frame, file.name)
                for answer in self.run("tally", "show", "--json", "--score", *frame, file.name):
                    self.check("score-1", answer["score"], "coprod tally show --score")

    def missing(self):
        examples = os.path.join(self.root, "docs", "examples")
        files = [os.path.join(examples, name) for name in ("panel-attributes.json", "panel-borough.json", "panel-members.csv")]
        census = sorted(glob.glob(os.path.join(self.root, "examples", "census", "*.json")))
        named = [("pattern-schema-1", path) for path in (*census, files[0])] + [("pattern-people-1", files[1])]
        for name, path in named:
            with open(path, encoding="utf-8") as file:
                self.check(name, json.load(file), os.path.relpath(path, self.root))
        for more in ((), ("--people", files[1]), ("--people", files[1], "--rate", "1/2"), ("--publish", "5"), ("--count",),
                     ("--most", "1"), ("--people", files[2], "--publish", "5", "--min-people", "1", "--top", "4")):
            self.answers("pattern-gaps-1", "missing", "--json", "--schema", files[0], *more, files[2])
        plan = os.path.join(examples, "panel-invite.json")
        with open(plan, encoding="utf-8") as file:
            self.check("pattern-plan-1", json.load(file), os.path.relpath(plan, self.root))
        for more in (("--people", files[1]), ("--people", files[1], "--publish", "5"),
                     ("--people", files[1], "--counted", files[2]), ("--people", files[2], "--max-people", "3")):
            self.answers("pattern-plan-answer-1", "plan", "--json", "--schema", files[0], *more, plan)

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
        self.taxonomies()
        self.scores()
        self.published()
        self.measures()
        self.tallies()
        self.missing()
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
