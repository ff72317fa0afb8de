"""Microsoft's schema of FetchXML, with additions."""

import html
import re
import xml.etree.ElementTree as ET

XS = "{http://www.w3.org/2001/XMLSchema}"
# The complex types of elements that have one with a name.
TYPES = {"fetch": "FetchType", "attribute": "FetchAttributeType", "order": "FetchOrderType"}


def read(path):
    """Returns the schema in a file, which may be the page of the documentation that contains it."""
    text = path.read_text(encoding="utf-8-sig")
    block = re.search(r"<\?xml.*</xs:schema>", text, re.DOTALL)
    text = block.group() if block else text
    # The page in the repository has other URLs of namespaces than the published one.
    text = text.replace("https://www.w3.org/2001/XMLSchema", "http://www.w3.org/2001/XMLSchema")
    schema = ET.fromstring(html.unescape(text) if "&lt;xs:" in text else text)
    # Many queries are validated as one document.
    many = ET.SubElement(ET.SubElement(schema, f"{XS}element", name="fetches"), f"{XS}complexType")
    ET.SubElement(ET.SubElement(many, f"{XS}sequence"), f"{XS}element", ref="fetch", maxOccurs="unbounded")
    return schema


def additions(text):
    """Yields the element, what is added to it, and its type."""
    for line in text.splitlines():
        if line and not line.startswith("#"):
            element, added, kind, _page = line.split()
            yield element, added, kind


def complex_type(schema, element):
    if element in TYPES:
        return schema.find(f"{XS}complexType[@name='{TYPES[element]}']")
    return schema.find(f"{XS}element[@name='{element}']/{XS}complexType")


def add(schema, element, added, kind):
    parent = complex_type(schema, element)
    if not added.startswith("@"):
        ET.SubElement(parent.find(f"{XS}choice"), f"{XS}element", name=added, type=kind)
    elif kind.startswith("xs:"):
        ET.SubElement(parent, f"{XS}attribute", name=added[1:], type=kind)
    else:
        attribute = ET.SubElement(parent, f"{XS}attribute", name=added[1:])
        values = ET.SubElement(ET.SubElement(attribute, f"{XS}simpleType"), f"{XS}restriction", base="xs:string")
        ET.SubElement(values, f"{XS}enumeration", value=kind)


def write(schema, path):
    ET.register_namespace("xs", XS[1:-1])
    ET.ElementTree(schema).write(path, encoding="utf-8")
