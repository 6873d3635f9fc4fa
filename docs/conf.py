# SPDX-License-Identifier: MIT
"""The site: Markdown by MyST, the reference from Doxygen's XML by Breathe, the Furo theme. tests/docs/build_docs.sh
builds it."""
import os
import re

from breathe.directives import class_like, function, item
from breathe.finder import index, stack
from docutils import nodes
from sphinx import addnodes

_root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

with open(os.path.join(_root, "meson.build"), encoding="utf-8") as _file:
    release = re.search(r"^\s*version:\s*'([^']+)'", _file.read(), flags=re.M).group(1)

project = "libcoprod"
author = "The libcoprod authors"
copyright = "2026 the libcoprod authors, MIT licence"
version = ".".join(release.split(".")[:2])
language = "en"

extensions = ["myst_parser", "breathe"]
exclude_patterns = ["schemas", "examples", "packaging", "Thumbs.db"]
primary_domain = "c"
highlight_language = "c"

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

breathe_projects = {"libcoprod": os.environ.get("COPROD_DOXYGEN_XML", os.path.join(_root, "build", "docs", "xml"))}
breathe_default_project = "libcoprod"
breathe_domain_by_extension = {"h": "c"}

# What C itself defines.
nitpicky = True
nitpick_ignore = [("c:identifier", name) for name in
                  ("int8_t", "int32_t", "uint32_t", "int64_t", "uint64_t", "uint8_t", "uint16_t", "size_t")]

html_theme = "furo"
html_title = f"libcoprod {release}"
templates_path = ["_templates"]
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_last_updated_fmt = None
html_permalinks_icon = "#"
# Both have contrast enough for all that they colour.
pygments_style = "default"
pygments_dark_style = "github-dark"
html_theme_options = {
    "light_css_variables": {
        "font-stack": "Arial, Helvetica, sans-serif",
        "color-brand-primary": "#003087",
        "color-brand-content": "#005eb8",
        "color-foreground-primary": "#212b32",
        "color-foreground-secondary": "#425563",
        "color-foreground-muted": "#4c6272",
        "color-foreground-border": "#768692",
        "color-background-border": "#d8dde0",
        "color-api-name": "#003087",
        "color-api-pre-name": "#425563",
        "color-api-keyword": "#425563",
        "color-focus": "#003087",
    },
    # All of them: the theme of Debian has these only for those who chose dark by hand.
    "dark_css_variables": {
        "color-problematic": "#ff9d9d",
        "color-foreground-primary": "#e8edee",
        "color-foreground-secondary": "#c0cad0",
        "color-foreground-muted": "#b0bcc4",
        "color-foreground-border": "#8a98a3",
        "color-background-primary": "#131416",
        "color-background-secondary": "#1a1c1e",
        "color-background-hover": "#24282cff",
        "color-background-hover--transparent": "#24282c00",
        "color-background-border": "#3a4045",
        "color-background-item": "#444",
        "color-brand-primary": "#8cc4ff",
        "color-brand-content": "#8cc4ff",
        "color-highlighted-background": "#083563",
        "color-highlight-on-target": "#333300",
        "color-guilabel-background": "#08356380",
        "color-guilabel-border": "#13395f80",
        "color-admonition-background": "#18181a",
        "color-card-border": "#1a1c1e",
        "color-card-background": "#18181a",
        "color-card-marginals-background": "#24282c",
        "color-api-name": "#8cc4ff",
        "color-api-pre-name": "#c0cad0",
        "color-api-keyword": "#c0cad0",
        "color-focus": "#ffb81c",
    },
}

man_pages = [
    ("reference/coprod", "coprod", "people's involvement in the NHS, from evidence", author, 3),
    ("reference/spectrum", "coprod_spectrum", "the level of an activity, from answers", author, 3),
    ("reference/reimburse", "coprod_reimburse", "what is owed for a claim, line by line", author, 3),
]
man_show_urls = True


def _since_last(_app, doctree):
    """Breathe puts "Since" on two lines before the parameters; here it is one quiet line at the end."""
    for entry in list(doctree.findall(nodes.definition_list)):
        if len(entry) != 1 or entry[0][0].astext() != "Since":
            continue
        content = entry
        while not isinstance(content, addnodes.desc_content):
            content = content.parent
        entry.parent.remove(entry)
        content += nodes.paragraph("", f"Since {entry[0][-1].astext().strip()}.", classes=["since"])


def _seek_by_name():
    """Breathe looks for a name in every file and struct, which takes most of the time; here only where it occurs."""
    wanted, places = [], {}

    def seek(finder, ancestors, filter_, matches):
        if not places:
            for compound in finder.data_object.get_compound():
                for name in {compound.name, *(member.name for member in compound.get_member())}:
                    places.setdefault(name, []).append(compound)
        for compound in places.get(wanted[-1], finder.data_object.get_compound()):
            finder.item_finder_factory.create_finder(compound).filter_(
                stack(finder.data_object, ancestors), filter_, matches)

    def naming(run):
        def named(directive):
            wanted.append(directive.arguments[0])
            try:
                return run(directive)
            finally:
                wanted.pop()
        return named

    index.DoxygenTypeSubItemFinder.filter_ = seek
    for directive in (function.DoxygenFunctionDirective, item._DoxygenBaseItemDirective,
                      class_like._DoxygenClassLikeDirective):
        directive.run = naming(directive.run)


def setup(app):
    _seek_by_name()
    app.connect("doctree-read", _since_last)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
