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

try:
    import jsonschema
except ImportError:
    print("python3-jsonschema is not there")
    sys.exit(77)

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
                  {"schema": "dossier/1", "partners": [{"name": "A"}]}],
    "texts-1": [{"schema": "texts/1", "id": "x", "language": "en"},
                {"schema": "texts/1", "id": "x", "language": "en", "sentences": {"syntax": ""}}],
    "calendar-1": [{"schema": "calendar/1"}],
    "methods-1": [{"schema": "methods/1", "id": "x", "version": "1", "methods": [{"id": "a", "title": "A"}]},
                  {"schema": "methods/1", "id": "x", "version": "1",
                   "methods": [{"id": "a", "title": "A", "answers": {}, "level": 3}]}],
    "days-question-1": [{"from": "2025-03-28"}, {"from": "28.3.2025", "n": 1, "unit": "wd", "count": "after"},
                        {"from": "2025-03-28", "n": 1, "unit": "week", "count": "after"},
                        {"from": "2025-03-28", "n": 1, "unit": "wd", "count": "after", "until": 1}],
}
ACTIVITY = '{"answers": {"flow": [2, 4], "design": [0, 3], "feedback": 1}, "claim": "co-design", "motivation": "test"}'


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
            what, name = os.path.relpath(path, self.root), document["schema"].replace("/", "-")
            if not os.path.basename(path).startswith("broken-"):
                self.check(name, document, what)
            elif name in self.schemas and self.schemas[name].is_valid(document):
                self.fault(f"{what}: is broken on purpose, and the schema takes it")

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
                if json.load(file)["schema"] == "evidence/1":
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
