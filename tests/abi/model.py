# SPDX-License-Identifier: MIT
"""The public API as data: exact types from castxml, words and marks from doxygen.

Headers are given as paths such as include/coprod/base.h; each is included as <coprod/base.h> and so named.
"""
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

MARKS = ("array", "nullable", "owned")


def include_dirs(headers):
    return list(dict.fromkeys(os.path.dirname(os.path.dirname(os.path.abspath(header))) for header in headers))


def short(path):
    return "coprod/" + os.path.basename(path)


def run(command, **options):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)
    if done.returncode:
        sys.exit(f"{command[0]} failed (exit {done.returncode}):\n{done.stdout}")
    return done.stdout


class Types:
    """What castxml says of the headers: functions, enums, structs, typedefs."""

    def __init__(self, headers):
        headers = sorted(headers, key=short)
        with tempfile.TemporaryDirectory() as folder:
            source, target = os.path.join(folder, "all.c"), os.path.join(folder, "all.xml")
            with open(source, "w", encoding="utf-8") as file:
                file.writelines(f"#include <{short(header)}>\n" for header in headers)
            run(["castxml", "--castxml-output=1", "--castxml-cc-gnu-c", "(", "gcc", "-std=c11", ")", "-x", "c",
                 "-std=c11", *(f"-I{folder}" for folder in include_dirs(headers)), source, "-o", target])
            root = ElementTree.parse(target).getroot()
        self.nodes = {node.get("id"): node for node in root}
        ours = {node.get("id"): short(node.get("name")) for node in root.iter("File")
                if os.path.realpath(node.get("name")) in {os.path.realpath(header) for header in headers}}
        self.functions, self.enums, self.structs, self.typedefs, self.handles = [], [], [], [], []
        for node in root:
            if node.get("file") not in ours or not node.get("name"):
                continue
            place = {"header": ours[node.get("file")], "line": int(node.get("line"))}
            if node.tag == "Function":
                self.functions.append(self.function(node, place))
            elif node.tag == "Enumeration":
                values = [{"name": v.get("name"), "value": int(v.get("init"))} for v in node.iter("EnumValue")]
                self.enums.append({"name": node.get("name"), **place, "values": values})
            elif node.tag in ("Struct", "Union"):
                self.struct(node, place)
            elif node.tag == "Typedef" and self.spell(node.get("type")) != node.get("name"):
                self.typedefs.append({"name": node.get("name"), "type": self.spell(node.get("type")), **place})

    def function(self, node, place):
        parameters = [{"name": p.get("name"), "type": self.spell(p.get("type"))} for p in node.iter("Argument")]
        return {"name": node.get("name"), **place, "returns": self.spell(node.get("returns")), "parameters": parameters}

    def struct(self, node, place):
        if node.get("incomplete"):
            self.handles.append({"name": node.get("name"), **place})
            return
        fields = []
        for member in node.get("members", "").split():
            field = self.nodes[member]
            if field.tag == "Field":
                fields.append({"name": field.get("name"), "type": self.spell(field.get("type")),
                               "offset": int(field.get("offset")) // 8, "size": self.bits(field.get("type")) // 8})
        size = int(node.get("size")) // 8
        self.structs.append({"name": node.get("name"), **place, "size": size, "fields": fields})

    def bits(self, type_id):
        node = self.nodes.get(type_id) or self.nodes[type_id.rstrip("crv")]
        if node.tag == "ArrayType":
            return (int(node.get("max")) + 1) * self.bits(node.get("type"))
        return int(node.get("size")) if node.get("size") else self.bits(node.get("type"))

    def spell(self, type_id, inner=""):
        """A C declaration of the type around `inner` (a name, stars, or nothing)."""
        node = self.nodes[type_id]
        gap = " " if inner and not inner.startswith("[") else ""
        if node.tag == "PointerType":
            target = self.nodes[node.get("type")]
            while target.tag == "ElaboratedType":
                target = self.nodes[target.get("type")]
            star = f"(*{inner})" if target.tag in ("FunctionType", "ArrayType") else f"*{inner}"
            return self.spell(node.get("type"), star)
        if node.tag == "ArrayType":
            return self.spell(node.get("type"), f"{inner}[{int(node.get('max')) + 1}]")
        if node.tag == "FunctionType":
            arguments = ", ".join(self.spell(a.get("type")) for a in node.iter("Argument")) or "void"
            return self.spell(node.get("returns"), f"{inner}({arguments})")
        if node.tag == "ElaboratedType":
            return self.spell(node.get("type"), inner)
        if node.tag == "CvQualifiedType":
            if self.nodes[node.get("type")].tag == "PointerType":
                return self.spell(node.get("type"), f"const{gap}{inner}")
            return "const " + self.spell(node.get("type"), inner)
        prefix = "enum " if node.tag == "Enumeration" else ""
        return f"{prefix}{node.get('name')}{gap}{inner}"


class Words:
    """What doxygen says of the headers, and its warnings."""

    def __init__(self, headers, doxyfile):
        with tempfile.TemporaryDirectory() as folder:
            with open(doxyfile, encoding="utf-8") as file:
                settings = file.read()
            inputs = " ".join(f'"{os.path.abspath(header)}"' for header in headers)
            settings += f'\nINPUT = {inputs}\nOUTPUT_DIRECTORY = "{folder}"\nSTRIP_FROM_INC_PATH =' + \
                "".join(f' "{path}"' for path in include_dirs(headers)) + "\n"
            done = subprocess.run(["doxygen", "-"], input=settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                  text=True, check=False)
            self.warnings = done.stdout.strip()
            if done.returncode and not self.warnings:
                self.warnings = f"doxygen: exit {done.returncode}"
            self.members, self.fields, self.compounds = {}, {}, {}
            for name in sorted(os.listdir(os.path.join(folder, "xml"))):
                if re.match(r"(struct|union|.*_8h).*\.xml$", name):
                    self.read(ElementTree.parse(os.path.join(folder, "xml", name)).getroot())

    def read(self, root):
        for compound in root.iter("compounddef"):
            name = compound.findtext("compoundname")
            self.compounds[name] = describe(compound)
            for member in compound.iter("memberdef"):
                words = describe(member)
                words["kind"] = member.get("kind")
                words["initializer"] = text_of(member.find("initializer"))
                location = member.find("location")
                words["header"], words["line"] = short(location.get("file")), int(location.get("line"))
                words["values"] = {v.findtext("name"): describe(v) for v in member.iter("enumvalue")}
                key = member.findtext("name")
                if compound.get("kind") in ("struct", "union"):
                    self.fields[name, key] = words
                else:
                    self.members[member.get("kind"), key] = words


def text_of(node):
    return re.sub(r"\s+", " ", "".join(node.itertext())).strip() if node is not None else ""


def describe(node):
    """Brief, whole text, since, returns and parameters of a doxygen element, as plain text."""
    brief, body = node.find("briefdescription"), node.find("detaileddescription")
    words = {"brief": text_of(brief), "since": "", "returns": "", "parameters": {}}
    for section in [*(brief.iter("simplesect") if brief is not None else ()), *body.iter("simplesect")]:
        if section.get("kind") == "since":
            words["since"] = text_of(section)
        elif section.get("kind") == "return":
            words["returns"] = text_of(section)
    for item in body.iter("parameteritem"):
        entry = parameter(item.find("parameterdescription"))
        for name in item.iter("parametername"):
            direction = (name.get("direction") or "").replace("inout", "in,out")
            words["parameters"][name.text] = {"direction": direction, **entry}
    paragraphs = []
    for paragraph in body.findall("para"):
        for extra in [*paragraph.findall("simplesect"), *paragraph.findall("parameterlist")]:
            tail = extra.tail
            extra.clear()
            extra.tail = tail
        if text_of(paragraph):
            paragraphs.append(text_of(paragraph))
    words["text"] = " ".join(filter(None, [words["brief"], *paragraphs]))
    return words


def parameter(node):
    """The marks of a parameter, and the text without them."""
    text = text_of(node)
    found = {"array": None, "nullable": False, "owned": None}
    for bold in node.iter("bold"):
        mark = text_of(bold)
        if mark not in MARKS:
            continue
        value = re.match(r"\(([^)]*)\)", bold.tail or "")
        found[mark] = value.group(1) if value else True
        text = text.replace(f"{mark}({value.group(1)})" if value else mark, "", 1)
    return {**found, "text": re.sub(r"\s+", " ", text).strip()}


def merge(headers, doxyfile):
    """The whole API, and doxygen's warnings."""
    types, words = Types(headers), Words(headers, doxyfile)
    none = {"brief": "", "text": "", "since": "", "returns": "", "parameters": {}, "values": {}}
    blank = {"direction": "", "array": None, "nullable": False, "owned": None, "text": ""}

    def about(kind, name):
        return words.members.get((kind, name), none)

    functions, enums, structs, handles, typedefs, macros = [], [], [], [], [], []
    for function in types.functions:
        doc = about("function", function["name"])
        parameters = [{**p, **doc["parameters"].get(p["name"], blank)} for p in function["parameters"]]
        functions.append({**head(function, doc), "returns": {"type": function["returns"], "text": doc["returns"]},
                          "parameters": parameters})
    for enum in types.enums:
        doc = about("enum", enum["name"])
        values = [{**v, "text": doc["values"].get(v["name"], none)["text"]} for v in enum["values"]]
        enums.append({**head(enum, doc), "values": values})
    for struct in types.structs:
        doc = words.compounds.get(struct["name"], none)
        fields = [{**f, "text": words.fields.get((struct["name"], f["name"]), none)["text"]} for f in struct["fields"]]
        structs.append({**head(struct, doc), "size": struct["size"], "fields": fields})
    for handle in types.handles:
        handles.append(head(handle, about("typedef", handle["name"])))
    for typedef in types.typedefs:
        typedefs.append({**head(typedef, about("typedef", typedef["name"])), "type": typedef["type"]})
    for (kind, name), doc in words.members.items():
        if kind == "define":
            macros.append({**head({**doc, "name": name}, doc), "value": doc["initializer"]})
    return {"functions": functions, "enums": enums, "structs": structs, "handles": handles, "typedefs": typedefs,
            "macros": macros}, words.warnings


def head(item, doc):
    return {"name": item["name"], "header": item["header"], "line": item["line"], "since": doc["since"],
            "brief": doc["brief"], "details": doc["text"]}
