#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The pages of `coprod report` in a browser: check_pages.py PROGRAM DOSSIERS AXE.MIN.JS

PROGRAM is the example program, DOSSIERS the folder with its inputs, AXE.MIN.JS the file of that name in the npm
package axe-core 4 ("npm install axe-core@4"; it lies in node_modules/axe-core). Needs Debian's chromium,
chromium-driver and python3-selenium, and so /usr/bin/python3. Opens nothing but the pages that it makes.
"""
import copy
import fractions
import html.parser
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync")
NAMES = ("elft", "solent", "leeds", "blackpool", "illustrative", "west-yorkshire")
COUNTS_ONLY = ("leeds",)  # a source of numbers, without a sentence
WIDTHS = (1280, 320)
IN_COLOUR = ("elft", "rich", "seven levels")  # between them, every colour that a page has
HOSTILE = "</title></style><script>document.title = \"caught\"</script>\" onload='x' & <img src=x>"


class Outline(html.parser.HTMLParser):
    """What can be known of a page without a browser."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.headings, self.ids, self.targets, self.loads = [], [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        own = dict(attributes)
        self.tags.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if "id" in own:
            self.ids.append(own["id"])
        if own.get("href", "").startswith("#"):
            self.targets.append(own["href"][1:])
        self.targets += own.get("aria-labelledby", "").split()
        self.loads += [own[name] for name in ("src", "srcset", "data", "action", "poster") if name in own]
        if tag in ("link", "base", "iframe", "object", "embed"):
            self.loads.append(tag)


class Checks:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.done = self.failed = 0

    def check(self, good, what, detail=""):
        self.done += 1
        if not good:
            self.failed += 1
            print(f"FAILED {what}{': ' if detail else ''}{detail}")
        return good

    def run(self, document, *options):
        text = document if isinstance(document, str) else json.dumps(document)
        return subprocess.run([self.program, "report", *options], input=text, capture_output=True, text=True,
                              check=False)

    def make(self, document, *options):
        ran = self.run(document, *options)
        self.check(ran.returncode == 0 and not ran.stderr, f"report {' '.join(options)}", ran.stderr)
        return ran.stdout

    def page(self, name, text):
        path = os.path.join(self.folder, name + ".html")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return "file://" + path


def quotes(value):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from [inner] if key == "quote" else quotes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from quotes(inner)


def plain(text):
    return " ".join(text.split())


def check_outline(checks, name, text):
    own = Outline(text)
    checks.check("script" not in own.tags, f"{name}: no script")
    checks.check(not own.loads and "url(" not in text and "@import" not in text, f"{name}: nothing is loaded",
                 str(own.loads))
    checks.check(own.headings.count(1) == 1 and own.headings[0] == 1, f"{name}: one h1, and it is the first")
    steps = [(a, b) for a, b in zip(own.headings, own.headings[1:]) if b > a + 1]
    checks.check(not steps, f"{name}: no heading leaves a level out", str(steps))
    checks.check(len(own.ids) == len(set(own.ids)), f"{name}: ids are different")
    checks.check(not set(own.targets) - set(own.ids), f"{name}: links inside find their place",
                 str(set(own.targets) - set(own.ids)))
    for landmark in ("header", "nav", "main", "footer"):
        checks.check(own.tags.count(landmark) == 1, f"{name}: one {landmark}")


def browser(folder):
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for flag in FLAGS:
        options.add_argument(flag)
    options.add_argument(f"--user-data-dir={folder}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))


def open_page(driver, url, width):
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                           {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False})
    driver.get("about:blank")
    list(requests(driver))
    driver.get(url)


def requests(driver):
    """The addresses asked for since the last call."""
    for entry in driver.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            yield message["params"]["request"]["url"]


def violations(driver, axe, colours):
    driver.execute_script(axe)
    found = driver.execute_async_script(
        "const done = arguments[2]; axe.run(document, {runOnly: {type: 'tag', values: arguments[0]},"
        " rules: {'color-contrast': {enabled: arguments[1]}}})"
        ".then(r => done({passes: r.passes.length, found: r.violations.map(v => v.id + ' ' + v.nodes[0].html)}))"
        ".catch(e => done({passes: 0, found: [String(e)]}));", TAGS, colours)
    return found["found"], found["passes"]


def check_in_browser(checks, driver, axe, name, url):
    for width in WIDTHS:
        open_page(driver, url, width)
        other = [address for address in requests(driver) if address != url]
        checks.check(not other, f"{name} at {width}: no other request", str(other[:3]))
        wide = driver.execute_script("return document.documentElement.scrollWidth")
        checks.check(wide <= width, f"{name} at {width}: no scrolling to the side", f"{wide} pixels")
        # Colours take most of the time, and are the same at every width and on every page of a kind.
        colours = width == WIDTHS[0] and name in IN_COLOUR or "COPROD_FULL" in os.environ
        found, passes = violations(driver, axe, colours)
        checks.check(not found and passes > 15, f"{name} at {width}: axe", f"{passes} passes, {found}")
        log = [entry["message"] for entry in driver.get_log("browser")]
        checks.check(not log, f"{name} at {width}: console", str(log))
        print(f"{name} at {width} pixels: axe passes {passes} rules, {len(found)} violations")


def check_quotes(checks, driver, name, dossier, url):
    open_page(driver, url, WIDTHS[0])
    shown = plain(driver.execute_script("return document.body.textContent"))
    wanted = set(quotes(dossier))
    missing = [quote for quote in wanted if plain(quote) not in shown]
    checks.check((wanted or name in COUNTS_ONLY) and not missing, f"{name}: every quote is on the page", str(missing[:2]))
    print(f"{name}: {len(wanted)} quotes on the page")


def article(text, ident):
    found = re.search(rf'<article id="activity-{ident}".*?</article>', text, flags=re.S)
    return found.group(0) if found else ""


def part(text, pattern):
    found = re.search(pattern, text, flags=re.S)
    return found.group(0) if found else ""


PARTS = {"headline": r'<p class="headline">.*?</p>', "picture": r'<svg class="picture".*?</svg>',
         "missing": r'<div class="missing">.*?</div>\n<h4>'}


def classification(text, ident):
    return next(a["classification"] for a in json.loads(text)["activities"] if a["id"] == ident)


def check_without(checks, name, dossier, ident, indicator, before):
    """One answer less, in every coding: the page says less. Gives the parts of the page that changed."""
    less = copy.deepcopy(dossier)
    own = next(a for a in less["activities"] if a["id"] == ident)
    for coding in own["codings"]:
        coding["answers"].pop(indicator, None)
    page, result = checks.make(less), classification(checks.make(less, "--format", "json"), ident)
    first, second = article(before["page"], ident), article(page, ident)
    what = f"{name}: {ident} without {indicator}"
    checks.check(first and second and first != second, f"{what}: the activity is told in another way")
    changed = {key for key, pattern in PARTS.items() if part(first, pattern) != part(second, pattern)}
    old = classification(before["json"], ident)
    moved = any(old[key] != result[key] for key in ("lowest", "point", "highest"))
    checks.check(moved == ("headline" in changed), f"{what}: the headline follows the levels")
    checks.check(moved == ("picture" in changed), f"{what}: the picture follows the levels")
    if old["missing"] != result["missing"]:
        checks.check("missing" in changed, f"{what}: the missing list follows")
    others = [a["id"] for a in less["activities"] if a["id"] != ident]
    checks.check(all(article(before["page"], other) == article(page, other) for other in others),
                 f"{what}: other activities stay")
    return changed


def check_answers(checks, name, dossier):
    """Each answer left out; without the people who were counted, of whom answers say nothing and whose pages take long."""
    dossier = {key: value for key, value in dossier.items() if key not in ("frame", "people")}
    before = {"page": checks.make(dossier), "json": checks.make(dossier, "--format", "json")}
    counts = dict.fromkeys(PARTS, 0)
    tried = 0
    for own in dossier["activities"]:
        indicators = sorted({key for coding in own["codings"] for key in coding["answers"]})
        for indicator in indicators:
            changed = check_without(checks, name, dossier, own["id"], indicator, before)
            tried += 1
            for key in changed:
                counts[key] += 1
            if (own["id"], indicator) == ("elft-participation-committee", "influence"):
                checks.check(changed == set(PARTS), f"{name}: influence decides", str(changed))
    checks.check(all(counts.values()), f"{name}: answers move every part", str(counts))
    print(f"{name}: {tried} answers left out one by one; changed: "
          + ", ".join(f"{key} {count}" for key, count in counts.items()))


def hostile(dossier):
    """The same with marks that HTML would read in every free text."""
    own = copy.deepcopy(dossier)
    for key in ("title", "organisation", "summary"):
        own["about"][key] = HOSTILE
    own["about"]["sources"][0]["title"] = own["about"]["sources"][0]["publisher"] = HOSTILE
    own["about"]["sources"][0]["address"] = "javascript:alert(1)"
    own["partners"] = [{"name": HOSTILE, "role": "vcse", "quote": HOSTILE}]
    for activity in own["activities"]:
        activity["title"] = activity["group"] = activity["section"] = activity["motivation"] = HOSTILE
        for coding in activity["codings"]:
            coding["coder"] = HOSTILE + coding["coder"]
            for answer in coding["answers"].values():
                answer["quote"] = HOSTILE
    source = {"title": HOSTILE, "address": "javascript:alert(2)", "section": HOSTILE, "words": HOSTILE}
    policy = {"schema": "policy/1", "id": "p", "version": HOSTILE, "title": HOSTILE, "note": HOSTILE, "currency": "GBP",
              "source": source, "expenses": [{"id": "fares", "label": HOSTILE, "kind": "actual", "pay": "actual-up-to",
                                              "limit": [{"amount_pence": 100}]}]}
    lines = [{"id": HOSTILE + kind, "type": kind, "role": HOSTILE, "task": HOSTILE, "date": "2026-02-01",
              "amount_pence": 300} for kind in ("fares", HOSTILE)]
    lines.append({"id": "fare", "type": "fares", "date": "2026-02-01", "amount_pence": 300})
    own["claims"] = [{"title": HOSTILE, "note": HOSTILE, "section": HOSTILE, "policy": policy,
                      "claim": {"id": HOSTILE, "person": HOSTILE, "payer": HOSTILE, "lines": lines}}]
    words = {"quote": HOSTILE, "text": HOSTILE, "section": HOSTILE, "date": "2026-01"}
    values = [{"day": f"2025-{month:02}", "value": month} for month in range(1, 13)]
    own["loops"] = [{"id": "a", "title": HOSTILE, "note": HOSTILE, "heard": [words], "decided": [words], "did": [words],
                     "told": [words], "changed": [words],
                     "continues": [{"id": "c", "what": HOSTILE, "quote": HOSTILE, "source": HOSTILE, "section": HOSTILE,
                                    "stopped": {"day": "2026-01-01", "reason": HOSTILE}}]}]
    own["measures"] = [{"id": "m", "loop": "a", "title": HOSTILE, "unit": HOSTILE, "agreed_with": HOSTILE, "quote": HOSTILE,
                        "source": HOSTILE, "section": HOSTILE, "values": values}]
    group = {"dimension": HOSTILE, "population": 1, "denominator": 3}
    own["frame"] = {"id": HOSTILE, "version": HOSTILE, "title": HOSTILE, "level": HOSTILE, "N": 9,
                    "groups": [{**group, "id": HOSTILE}, {**group, "id": "b", "title": HOSTILE}],
                    "source": {"title": HOSTILE, "address": "javascript:alert(3)"}}
    counts = {HOSTILE: {HOSTILE: 0, "b": 12}}
    told = {"title": HOSTILE, "quote": HOSTILE, "section": HOSTILE, "note": HOSTILE, "level": HOSTILE,
            "source": own["about"]["sources"][0]["id"], "counts": counts, "invited": counts,
            "out_of_pocket": {HOSTILE: {HOSTILE: {"asked": 0}, "b": {"left": 9, "left_pence": 900}}},
            "access_needs": [{"id": "own", "title": HOSTILE, "met": 9, "partly": 0, "unmet": 1}]}
    value = {"label": HOSTILE, "phrase": HOSTILE}
    crossed = {"attributes": {"id": "a", "attributes": [
        {"id": HOSTILE, "title": HOSTILE, "values": [{"id": HOSTILE, **value}, {"id": "w", **value}]},
        {"id": "y", "values": [{"id": "z"}, {"id": HOSTILE}]}]}, "need": 9, "population": [
            {"profile": {HOSTILE: one, "y": "z"}, "people": 900} for one in (HOSTILE, "w")],
               "counts": [{"profile": {HOSTILE: "w", "y": "z"}, "people": 30}],
               "partners": [{"id": "p", "title": HOSTILE, "reaches": [{}]}]}
    told["combinations"] = crossed
    own["people"] = [{"id": "a", "published": True, **told}, {"id": "b", **told},
                     {"id": "c", **told, "counts": {HOSTILE: {"b": 3}}}]
    own["plan"] = {"title": HOSTILE, "events": [{"id": "e", "title": HOSTILE, "aspects": {"travel-paid": False,
                                                                                          "format": ["in-person"]},
                                                 "adjustments": [{"barrier": "travel-not-paid", "change": HOSTILE,
                                                                  "loop": "a"}]}]}
    own["governance"] = {"bodies": [{"id": "b", "name": HOSTILE, "quote": HOSTILE, "source": HOSTILE, "section": HOSTILE}]}
    return own


def check_hostile(checks, driver, axe, dossier):
    text = checks.make(hostile(dossier))
    check_outline(checks, "hostile texts", text)
    url = checks.page("hostile", text)
    check_in_browser(checks, driver, axe, "hostile texts", url)
    checks.check(driver.title.startswith(HOSTILE[:23]), "hostile texts: the title is a text", driver.title)
    made = driver.execute_script("return document.querySelectorAll('img, [onload], a[href^=\"java\"]').length")
    checks.check(not made, "hostile texts: nothing became an element")


def check_people(checks, driver, dossier):
    """Who takes part is told as the library has it, and the pictures stand where the numbers are."""
    page, report = checks.make(dossier), json.loads(checks.make(dossier, "--format", "json"))
    url = checks.page("people", page)
    open_page(driver, url, WIDTHS[0])
    rows = driver.execute_script("return [...document.querySelectorAll('#people .groups tbody tr')].map(r =>"
                                 " [...r.children].map(c => c.textContent))")
    shares = driver.execute_script("return [...document.querySelectorAll('#people td[data-label^=\"Share of those\"]')]"
                                   ".map(c => c.textContent)")
    groups = [group for one in report["people"]["sets"] for group in one["groups"]]
    checks.check(len(rows) == len(groups), "people: a row for each group", f"{len(rows)} {len(groups)}")
    for row, group in zip(rows, groups):
        heard = group["counted"]
        wanted = "not known" if heard is None else f"{heard:,}" if isinstance(heard, int) else \
            f"about {heard['shown']:,}" if heard["shown"] is not None else "hidden"
        checks.check(row[0] == (group["title"] or group["id"]) and wanted in row[1] and row[-1] == group["says"],
                     "people: the table says what the library does", str(row))
    marks = driver.execute_script("return [...document.querySelectorAll('#people ul.shares svg')].map(s => "
                                  "[s.querySelectorAll('circle').length, s.querySelector('title').textContent])")
    checks.check(len(marks) == len(rows) == len(shares), "people: a picture for each row")
    for (dots, title), share in zip(marks, shares):
        checks.check(bool(dots) == ("(" in share) and (not dots or share.split(" ")[0] in title),
                     "people: a dot only where a share may be shown", f"{title} {share}")
    checks.check("coverage" in report["people"]["summary"] and "balance" in report["people"]["summary"],
                 "people: both numbers, together")
    print(f"people: {len(rows)} groups as pictures and in tables")


MATRICES = """return [...document.querySelectorAll("#people .crossed table")].map(t => [
    t.querySelector("caption").textContent,
    [...t.querySelectorAll("thead th")].map(c => [c.scope, c.textContent]),
    [...t.querySelectorAll("tbody tr")].map(r => [...r.children].map(c => [c.scope || "", c.textContent]))])"""


def check_crossed(checks, driver, dossier):
    """Where the lines cross: the matrix says in words what the list of gaps says, and each sentence is on the page."""
    page, report = checks.make(dossier), json.loads(checks.make(dossier, "--format", "json"))
    open_page(driver, checks.page("crossed", page), WIDTHS[0])
    tables = driver.execute_script(MATRICES)
    told = [one["combinations"] for one in report["people"]["sets"] if one["combinations"]]
    words = {"enough": "enough", "fewer": "fewer than {need}", "few-live-here": "fewer than {min_people:,} live here"}
    shown = plain(driver.execute_script("return document.querySelector('#people').textContent"))
    checks.check(len(tables) == len(told) == 2, "crossed: two sets have a matrix", str(len(tables)))
    for (caption, heads, rows), one in zip(tables, told):
        matrix = one["matrix"]
        checks.check(caption == matrix["caption"] and {scope for scope, _ in heads} == {"col"}
                     and all(row[0][0] == "row" for row in rows), "crossed: a caption, and heads of rows and columns")
        checks.check([[text for _, text in row[1:]] for row in rows]
                     == [[words[cell].format(**one) for cell in row] for row in matrix["cells"]],
                     "crossed: each cell says it in words", str(rows))
        (row, column), gaps = (matrix["rows"], matrix["columns"]), [gap["pattern"] for gap in one["gaps"]]
        for value, cells in zip(row["values"], matrix["cells"]):
            for other, cell in zip(column["values"], cells):
                pair = {row["attribute"]: value, column["attribute"]: other}
                below = any(gap.items() <= pair.items() for gap in gaps)
                checks.check(cell == "few-live-here" or (cell == "fewer") == below,
                             "crossed: a cell says what the list says", str(pair))
        sentences = [gap["says"] for gap in one["gaps"]] + [one["says"]["headline"], one["invitations"]["says"]]
        sentences += [left["text"] for left in one["invitations"]["plan"].get("invitations", []) if "text" in left]
        missing = [text for text in sentences if plain(text) not in shown]
        checks.check(not missing, "crossed: every sentence is on the page", str(missing[:2]))
        checks.check(one["publish_from"] in (0, 8), "crossed: a view, or published counts")
    print(f"crossed: {len(tables)} matrices, {sum(len(one['gaps']) for one in told)} gaps")


def pence_of(text):
    """A cell's amount in pence, exactly: "£22.91 2/3", "\u2212£3.00", "£28.215", "EUR 4.00"; 0 where no money is."""
    found = re.fullmatch(r"(\u2212?)(?:£|[A-Z]{3} )(\d+\.\d{2,5})(?: (\d+/\d+))?", text)
    if not found:
        return 0 if text in ("not known", "no money") else None
    sign, pounds, part = found.groups()
    return (-1 if sign else 1) * (100 * fractions.Fraction(pounds) + fractions.Fraction(part or 0))


COLUMNS = """return [...document.querySelectorAll("#payments div.lines, #payments div.steps")].map(d =>
    [d.className, [...d.querySelectorAll("tbody tr")].map(r => [r.className, r.lastElementChild.textContent])]);"""


def check_pencil(checks, driver, name, url, payments):
    """The columns of the page add up to what stands below them, and that is what the library paid."""
    open_page(driver, url, WIDTHS[0])
    tables = driver.execute_script(COLUMNS)
    sums = {"lines": [], "steps": []}
    for kind, rows in tables:
        cells = [pence_of(text) for mark, text in rows if not mark]
        below = [pence_of(text) for mark, text in rows if mark]
        good = None not in cells + below and below and sum(cells) == below[0]
        if len(below) > 1:
            good = good and len(below) == 3 and below[0] + below[1] == below[2]
        checks.check(good, f"{name}: a column adds up", str(rows))
        sums["lines" if "lines" in kind else "steps"].append(below[-1])
    paid = [one["payment"] for one in payments]
    checks.check(sums["lines"] == [one["total_pence"] - one["to_repay_pence"] for one in paid],
                 f"{name}: each claim has its sum", str(sums["lines"]))
    checks.check(sums["steps"] == [line["pence"] for one in paid for line in one["lines"] if line["steps"]],
                 f"{name}: each line has its sum", str(sums["steps"]))
    shown = plain(driver.execute_script("return document.querySelector('#payments').textContent"))
    checks.check(len(re.findall(r"\ballowed\b", shown)) == shown.count("says that something is allowed"),
                 f"{name}: nothing is said to be allowed")
    for one in paid:
        wanted = [one["policy"]["title"], one["policy"]["version"], one["policy"]["fingerprint"], one["person"]]
        wanted += [step["text"] for line in one["lines"] for step in line["steps"]]
        wanted += [line["text"] for line in one["lines"]]
        wanted += [check["text"] for check in one["checks"] if check["status"] != "not-known"]
        wanted += [check["label"] for check in one["checks"]]
        missing = [text for text in wanted if straight(plain(text)) not in straight(shown)]
        checks.check(not missing, f"{name}: {one['claim']} is told as a whole", str(missing[:2]))
    print(f"{name}: {len(tables)} columns of amounts add up")


def straight(text):
    return text.replace("\u201c", '"').replace("\u201d", '"')


def rich(folder):
    """A dossier whose claim has a line of every outcome."""
    with open(os.path.join(folder, "rich-policy.json"), encoding="utf-8") as file:
        policy = json.load(file)
    with open(os.path.join(folder, "rich-claim.json"), encoding="utf-8") as file:
        claim = json.load(file)
    small = {**claim, "id": "rich-2", "advance_pence": 5000, "pay_by": "voucher", "waiver": "none", "lines": [
        {"id": "one", "type": "reading", "task": "paper", "date": "2025-06-09"},
        {"id": "two", "type": "train", "date": "2025-06-09", "amount_pence": 1000, "receipt": {"no": "r-9"},
         "direct": True}]}
    return {"schema": "dossier/1", "claims": [
        {"title": "Everything", "policy": policy, "claim": claim},
        {"title": "An advance that was too much", "policy": policy, "claim": small, "illustrative": True}]}


def check_payments(checks, driver, axe, dossiers, tests):
    examples = {name: os.path.join(dossiers, name + ".json") for name in NAMES}
    examples["guide"] = os.path.join(dossiers, "..", "..", "docs", "examples", "dossier.json")
    with_claims = 0
    for name, path in examples.items():
        with open(path, encoding="utf-8") as file:
            dossier = json.load(file)
        page, report = checks.make(dossier), json.loads(checks.make(dossier, "--format", "json"))
        checks.check(("claims" in dossier) == ("payments" in report) == ('id="payments"' in page)
                     == ('href="#payments"' in page), f"{name}: payments are told where there are claims")
        if "claims" not in dossier:
            checks.check("payment claim" not in page and "Payment claim" not in page, f"{name}: no word of payments")
            continue
        with_claims += 1
        checks.check(all(claim["illustrative"] and claim["note"] for claim in dossier["claims"]),
                     f"{name}: every claim is marked and says what is assumed")
        checks.check(page.count("This claim is assumed") == len(dossier["claims"]),
                     f"{name}: the marks are on the page")
        check_pencil(checks, driver, name, checks.page(name + "-paid", page), report["payments"])
    checks.check(with_claims > 2, "there are examples with claims")
    dossier = rich(tests)
    page, report = checks.make(dossier), json.loads(checks.make(dossier, "--format", "json"))
    outcomes = {line["outcome"] for one in report["payments"] for line in one["payment"]["lines"]}
    checks.check(len(outcomes) == 10, "rich: every outcome is there", str(outcomes))
    check_outline(checks, "rich", page)
    url = checks.page("rich", page)
    check_in_browser(checks, driver, axe, "rich", url)
    check_pencil(checks, driver, "rich", url, report["payments"])


def check_again(checks, dossier):
    """A claim that stands there again takes the place of the first; one under another id goes on from it."""
    page, report = checks.make(dossier), json.loads(checks.make(dossier, "--format", "json"))
    first, second = report["payments"]
    checks.check(not first["counts"] and second["counts"] and second["takes_the_place_of"] == 0
                 and first["payment"]["total_pence"] == 1107 and second["payment"]["total_pence"] == 1353,
                 "again: the second counts")
    checks.check("£13.53 in place of £11.07, which is £2.46 more" in page, "again: the difference is told")
    checks.check("£13.53 is paid in all" in page and "£24.60" not in page, "again: nothing is counted twice")
    on = copy.deepcopy(dossier)
    for i, claim in enumerate(on["claims"]):
        claim["claim"]["id"] = f"journey-{i}"
        claim["claim"]["lines"][0]["quantity_milli"] = "6000"
    steps = [line["steps"] for one in json.loads(checks.make(on, "--format", "json"))["payments"]
             for line in one["payment"]["lines"]]
    checks.check([[step["quantity"] for step in own] for own in steps] == [[6000000], [4000000, 2000000]],
                 "again: miles are counted on from claim to claim", str(steps))


def check_many(checks, driver, axe, dossier):
    """Seven levels, whose pictures scroll inside themselves on narrow pages."""
    text = checks.make(dossier, "--spectrum", "arnstein")
    check_outline(checks, "seven levels", text)
    check_in_browser(checks, driver, axe, "seven levels", checks.page("seven", text))


def check_events(checks):
    """Events are called by title and day; their ids stand only where two are called the same, or one has no title."""
    aspects = {"aspects": {"travel-paid": False, "format": ["in-person"]}}
    days = {"sessions": [{"date": "2026-11-12"}, {"date": "2026-11-10"}]}
    plan = {"events": [{"id": "only-walk", "title": "A walk", **days, **aspects},
                       {"id": "second", "title": "A talk", **aspects}, {"id": "third", "title": "A talk", **aspects},
                       {"id": "fourth", **aspects}]}
    for option in ("html", "text"):
        told = plain(checks.make({"schema": "dossier/1", "plan": plan}, "--format", option))
        for name in ("A walk, 10 November 2026 to 12 November 2026", "A talk (second)", "A talk (third)", "fourth"):
            checks.check(name in told, f"events, {option}: {name}")
        checks.check("only-walk" not in told, f"events, {option}: no id without need")


def check_formats(checks, dossier):
    """Another spectrum, contradictory evidence, parts without an engine, bad input, and files written as a whole."""
    page = checks.make(dossier, "--spectrum", "iap2")
    checks.check("claim not known in this spectrum" in page, "iap2: the claim is not known in this spectrum")
    contradictory = copy.deepcopy(dossier)
    contradictory["principles"] = {}
    contradictory["activities"][0]["illustrative"] = True
    for coding in contradictory["activities"][0]["codings"]:
        coding["answers"].update(flow=0, influence=2)
    page = checks.make(contradictory)
    ident = contradictory["activities"][0]["id"]
    checks.check("This rule failed" in article(page, ident), "contradictory evidence is told, with its rule")
    checks.check("Illustrative" in article(page, ident), "what is assumed is marked")
    checks.check("not assessed by this version" in page, "a part without an engine is named")
    for option in ("html", "text", "json"):
        checks.check(checks.make(dossier, "--format", option) == checks.make(dossier, "--format", option),
                     f"{option}: the same input gives the same bytes")
    path = os.path.join(checks.folder, "kept.html")
    shutil.copyfile(os.path.join(checks.folder, NAMES[0] + ".html"), path)
    with open(path, encoding="utf-8") as file:
        before = file.read()
    for bad in ("{", "{}", json.dumps({"schema": "dossier/1", "activities": [{}]})):
        ran = checks.run(bad, "-o", path)
        checks.check(ran.returncode == 2 and ran.stderr and not ran.stdout, f"bad input {bad[:20]}", ran.stderr)
    with open(path, encoding="utf-8") as file:
        checks.check(file.read() == before, "bad input leaves the old page alone")
    checks.make(dossier, "--output", path)
    with open(path, encoding="utf-8") as file:
        checks.check(file.read() == checks.make(dossier), "-o writes what standard output would")
    left = [name for name in os.listdir(checks.folder) if name.startswith("kept.html.")]
    checks.check(not left, "-o leaves no other file", str(left))


def main(arguments):
    if len(arguments) != 3:
        sys.exit(__doc__)
    program, dossiers, axe = arguments
    with open(axe, encoding="utf-8") as file:
        axe = file.read()
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as profile:
        checks = Checks(os.path.abspath(program), folder)
        driver = browser(profile)
        driver.set_script_timeout(120)  # axe looks at every word of a long page
        try:
            for name in NAMES:
                with open(os.path.join(dossiers, name + ".json"), encoding="utf-8") as file:
                    dossier = json.load(file)
                text = checks.make(dossier)
                check_outline(checks, name, text)
                url = checks.page(name, text)
                check_in_browser(checks, driver, axe, name, url)
                check_quotes(checks, driver, name, dossier, url)
                if name not in COUNTS_ONLY:
                    check_answers(checks, name, dossier)
            check_hostile(checks, driver, axe, dossier)
            check_many(checks, driver, axe, dossier)
            with open(os.path.join(dossiers, "illustrative.json"), encoding="utf-8") as file:
                invented = json.load(file)
            check_people(checks, driver, invented)
            check_crossed(checks, driver, invented)
            check_payments(checks, driver, axe, dossiers, os.path.join(os.path.dirname(__file__), "..", "support"))
            check_again(checks, dossier)
            check_events(checks)
            check_formats(checks, dossier)
        finally:
            driver.quit()
    print(f"{checks.done} checks, {checks.failed} failed")
    return 1 if checks.failed or not checks.done else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
