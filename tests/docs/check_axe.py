#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every page of the site against WCAG 2.2 A and AA: check_axe.py OUT AXE_JS

OUT is what build_docs.sh made. AXE_JS is axe.min.js of the npm package axe-core. Each page is looked at as
narrow as a telephone. One page of each kind is looked at in full, wide, dark and narrow: colours and sizes take nearly
all of the time. Pages of the guide are looked at without them, and of those of one make (reference, design) only the
width; with COPROD_FULL in the environment every page is looked at in full. A page may ask for nothing from another
host, and nothing of it may reach beyond the window. Exit 77 where the browser or axe-core is not there.
"""
import functools
import http.server
import os
import sys
import tempfile
import threading

TAGS = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]}
EVERYTHING = {"runOnly": TAGS}
STRUCTURE = {"runOnly": TAGS, "rules": {"color-contrast": {"enabled": False}, "target-size": {"enabled": False}}}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
FULL_VIEWS = (("light", 1440, 900, EVERYTHING), ("dark", 1440, 900, COLOURS), ("light", 320, 800, EVERYTHING))
SAME_MAKE = ("reference/", "design/")
WIDTH_VIEWS = (("light", 320, 800, None),)
QUICK_VIEWS = (("light", 1440, 900, None), ("light", 320, 800, STRUCTURE))
ONE_OF_EACH_KIND = {"index.html", "search.html", "guide/start.html", "reference/reimburse_ledger.html",
                    "design/0001-foundation.html"}
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage")
# The theme of Debian asks for this file of another package, and does without it: site.css sets what it would.
MAY_MISS = "/javascript/normalize.css/normalize.css"
RUN_AXE = """
const done = arguments[arguments.length - 1];
const told = n => n.html + ' ' + [...n.any, ...n.all, ...n.none].map(c => c.message).join(' ');
axe.run(document, {...arguments[0], resultTypes: ['violations']}).then(
  found => done(found.violations.map(v => [v.id, v.help, v.nodes.map(told)])),
  fault => done([['axe', String(fault), []]]));
"""
HOSTS = "return performance.getEntriesByType('resource').map(e => e.name)"
# What reaches beyond the window, in the text of the page.
BEYOND = """
const width = document.documentElement.clientWidth;
return [...document.querySelectorAll('article *')].filter(
  e => e.getBoundingClientRect().right > width + 1 && e.textContent.trim() && !e.closest('.visually-hidden')).map(
  e => e.outerHTML.slice(0, 120));
"""


class Server(http.server.SimpleHTTPRequestHandler):
    missing = set()

    def log_message(self, *_):
        pass

    def send_error(self, code, message=None, explain=None):
        Server.missing.add(self.path)
        super().send_error(code, message, explain)


def pages(html):
    for folder, _, names in os.walk(html):
        for name in sorted(names):
            if name.endswith(".html"):
                yield os.path.relpath(os.path.join(folder, name), html).replace(os.sep, "/")


def views_of(page):
    if os.environ.get("COPROD_FULL") or page in ONE_OF_EACH_KIND:
        return FULL_VIEWS
    return WIDTH_VIEWS if page.startswith(SAME_MAKE) else QUICK_VIEWS


def look(driver, origin, page, axe):
    driver.get(f"{origin}/{page}")
    views = views_of(page)
    if any(rules for *_, rules in views):
        driver.execute_script(axe)
    for scheme, width, height, rules in views:
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia",
                               {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                               {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})
        for rule, help_text, nodes in driver.execute_async_script(RUN_AXE, rules) if rules else []:
            yield f"({scheme}, {width}) {rule}: {help_text}" + "".join(f"\n    {node[:400]}" for node in nodes[:5])
        for element in driver.execute_script(BEYOND)[:3]:
            yield f"({scheme}, {width}) reaches beyond the window: {element}"
    for address in driver.execute_script(HOSTS):
        if not address.startswith(origin):
            yield f"asks for {address}"


def main(out, axe_path):
    html = os.path.join(out, "html")
    if not os.path.exists(axe_path):
        print(f"{axe_path} is not there: npm install axe-core")
        return 77
    try:
        from selenium import webdriver
        from selenium.webdriver.chrome.service import Service
    except ImportError:
        print("python3-selenium is not there")
        return 77
    if not os.path.exists("/usr/bin/chromedriver"):
        print("chromium-driver is not there")
        return 77
    with open(axe_path, encoding="utf-8") as file:
        axe = file.read()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Server, directory=html))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    origin = f"http://127.0.0.1:{server.server_port}"
    listed, faults = list(pages(html)), 0
    with tempfile.TemporaryDirectory() as profile:
        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        for flag in (*FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        driver = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)
        try:
            driver.set_script_timeout(120)
            for page in listed:
                for fault in look(driver, origin, page, axe):
                    faults += 1
                    print(f"{page}: {fault}")
        finally:
            driver.quit()
    server.shutdown()
    for path in sorted(Server.missing - {MAY_MISS, "/favicon.ico"}):
        faults += 1
        print(f"{path} is asked for and is not there")
    for page in sorted(ONE_OF_EACH_KIND - set(listed)):
        faults += 1
        print(f"{page} is to be looked at and is not there")
    print(f"{len(listed)} pages, {sum(views_of(page) == FULL_VIEWS for page in listed)} looked at in full: {faults} faults")
    return 1 if faults or not listed else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
