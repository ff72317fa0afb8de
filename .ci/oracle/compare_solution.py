#!/usr/bin/env python3
"""Compares the pages of solutions with the definitions of the same tables, as the Web API returned them.

    dataverse-schema page SOLUTION… --out FOLDER
    dataverse-schema model --unmerged FOLDER/*.md > model.json
    compare_solution.py model.json DEFINITIONS SOLUTION…

`DEFINITIONS` has a folder for each table, with `EntityMetadata.json` and lists of attributes with options. The XML of
the solutions is read here once more, to tell what they leave out from what was read wrongly. The exit status is the
number of unexplained differences.
"""

import json
import re
import sys
import zipfile
from collections import Counter
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

# Facts that solutions never contain, and that pages from solutions therefore don't have.
NOT_IN_SOLUTIONS = {
    "SourceTypeMask": "no element for it",
    "CanStoreFullImage": "no element for it",
    "LogicalCollectionName": "no element for it",
    "CollectionSchemaName": "no element for it",
    "Merge": "cascade of merging is left out",
    "AvailableOffline": "no element for it",
    "ViewId": "no element for it",
}


def chosen(value):
    value = value or {}
    return value.get("UserLocalizedLabel") or (value.get("LocalizedLabels") or [{}])[0]


def label(value):
    text = chosen(value).get("Label")
    return " ".join(text.split()) or None if text else None


def lines(value):
    text = chosen(value).get("Label")
    return text.replace("\r\n", "\n") or None if text else None


def plain(value):
    return value.get("Value") if isinstance(value, dict) else value


ATTRIBUTE = {
    "SchemaName": plain, "Description": lines, "DisplayName": label, "RequiredLevel": plain, "IsValidForRead": plain,
    "IsValidForForm": plain, "MaxLength": plain, "MinValue": plain, "MaxValue": plain, "Precision": plain,
    "PrecisionSource": plain, "Format": plain, "FormatName": plain, "ImeMode": plain, "IsLocalizable": plain,
    "DateTimeBehavior": plain, "CanChangeDateTimeBehavior": plain, "DefaultFormValue": plain, "DefaultValue": plain,
    "Targets": plain, "MaxSizeInKB": plain, "MaxHeight": plain, "MaxWidth": plain, "CanStoreFullImage": plain,
    "IsPrimaryImage": plain, "IsBaseCurrency": plain, "SourceTypeMask": plain, "AutoNumberFormat": plain,
    "SourceType": plain, "FormulaDefinition": lambda text: text.replace("\r\n", "\n"),
}
OPTION = {
    "Value": plain, "Label": label, "Color": plain, "ExternalValue": plain, "Description": lines, "State": plain,
    "DefaultStatus": plain, "InvariantName": plain,
}
TABLE = {
    "LogicalName": plain, "EntitySetName": plain, "PrimaryIdAttribute": plain, "PrimaryNameAttribute": plain,
    "OwnershipType": plain, "TableType": plain, "DisplayCollectionName": label, "Description": lines,
}
ONE_TO_MANY = [
    "ReferencedEntity", "ReferencedAttribute", "ReferencingEntity", "ReferencingAttribute", "IsHierarchical",
    "ReferencedEntityNavigationPropertyName", "ReferencingEntityNavigationPropertyName",
]
CASCADE = ["Archive", "Assign", "Delete", "Merge", "Reparent", "RollupView", "Share", "Unshare"]


def key(member):
    words = re.sub(r"(KB|BPF)", lambda found: found[1].capitalize(), member)
    return re.sub(r"(?<!^)(?=[A-Z])", "_", words).lower()


def brief(value):
    text = repr(value)
    return text if len(text) <= 200 else f"{text[:200]}… ({len(text)} characters)"


class Solutions:
    """What the XML of the solutions contains."""

    def __init__(self, paths):
        self.columns, self.activities, self.relationships = {}, set(), {}
        self.sets = {}
        for path in map(Path, paths):
            if path.is_dir():
                for file in sorted(path.rglob("*.xml")):
                    self.add(ElementTree.parse(file).getroot())
            else:
                with zipfile.ZipFile(path) as archive, archive.open("customizations.xml") as file:
                    self.add(ElementTree.parse(file).getroot())

    def add(self, root):
        for entity in [root] if root.tag == "Entity" else root.iter("Entity"):
            info = entity.find("EntityInfo/entity")
            if info is None:
                continue
            name = info.get("Name").lower()
            columns = self.columns.setdefault(name, {})
            for attribute in info.iterfind("attributes/attribute"):
                columns[attribute.findtext("LogicalName") or attribute.findtext("Name")] = attribute
            if info.findtext("IsActivity") == "1":
                self.activities.add(name)
        for relationship in root.iter("EntityRelationship"):
            self.relationships[relationship.get("Name")] = relationship
        for found in [root] if root.tag == "optionset" else root.iterfind("optionsets/optionset"):
            self.sets[found.get("Name")] = found


class Comparison:
    def __init__(self, solutions):
        self.solutions = solutions
        self.compared, self.explained, self.unexplained = 0, Counter(), []

    def check(self, where, expected, found, explanation=None):
        """Compares a value of the Web API with one of the page."""
        expected = None if expected in ("", []) else expected
        found = None if found in ("", []) else found
        numbers = [isinstance(v, (int, float)) and not isinstance(v, bool) for v in (expected, found)]
        if all(numbers):
            expected, found = Decimal(str(expected)), Decimal(str(found))
        self.compared += 1
        if expected == found:
            return
        member = where.rsplit(".", 1)[-1]
        if explanation is None and found is None and member in NOT_IN_SOLUTIONS:
            explanation = f"{member}: {NOT_IN_SOLUTIONS[member]}"
        if explanation:
            self.explained[explanation] += 1
        else:
            self.unexplained.append(f"{where}: {brief(expected)} in the definition, {brief(found)} on the page")

    def table(self, definition, sets, model):
        name = definition["LogicalName"]
        for member, read in TABLE.items():
            if member in definition:
                expected, explanation = read(definition[member]), None
                if member == "Description" and expected is None:
                    explanation = "description that the definition doesn't have"
                self.check(f"{name}.{member}", expected, model.get(key(member)), explanation)
        elements = self.solutions.columns[name]
        columns = {column["logical_name"]: column for column in model["columns"]}
        self.check(f"{name}.columns", sorted({*elements, "versionnumber"}), sorted(columns))
        attributes = {attribute["LogicalName"]: attribute for attribute in definition["Attributes"]}
        self.check(f"{name}.columns beyond the definition's", [], sorted(set(columns) - set(attributes)))
        for logical_name, attribute in attributes.items():
            if logical_name not in columns:
                part = "part of another" if attribute.get("AttributeOf") else "column of its own"
                self.explained[f"column that the solution leaves out, {part}"] += 1
                continue
            self.column(name, logical_name, attribute, sets.get(logical_name), columns[logical_name],
                        elements.get(logical_name))
        self.relationships(name, definition, model)

    def column(self, table, name, attribute, found, column, element):
        where = f"{table}.{name}"
        is_activity = table in self.solutions.activities
        for member, read in ATTRIBUTE.items():
            if member not in attribute:
                continue
            expected, explanation = attribute[member] and read(attribute[member]), None
            actual = column.get(key(member))
            if member == "PrecisionSource" and actual is not None:
                actual = int(actual[0])
            # Pages leave out the source of columns that are simply stored.
            if member == "SourceType" and expected == 0:
                expected = None
            if actual is None and member == "CanChangeDateTimeBehavior" and element.find(member) is None:
                explanation = "CanChangeDateTimeBehavior: not always an element"
            elif actual is None and member == "DefaultFormValue" and (
                    element.findtext("AppDefaultValue") is None or column["type"] == "EntityName"):
                explanation = "DefaultFormValue: not always an element, and of names of tables on no page"
            elif actual is None and member in ("Format", "FormatName") and not element.findtext("Format"):
                explanation = "Format: not always an element, and of regarding lookups on no page"
            elif actual is None and member == "FormulaDefinition" and element.find("FormulaDefinitionFileName") is not None:
                explanation = "formula whose file isn't in the sample"
            elif member == "Targets" and self.lacks_target(table, name, expected, actual or []):
                explanation = "targets whose relationships aren't in the sample"
                explanation += ", of an activity" if is_activity else ""
            self.check(f"{where}.{member}", expected, actual, explanation)
        kind = plain(attribute["AttributeTypeName"])[: -len("Type")]
        self.check(f"{where}.Type", kind, column["type"])
        self.check(f"{where}.writable", attribute["IsValidForCreate"] or attribute["IsValidForUpdate"],
                   column["writable"])
        for member in ("IsValidForCreate", "IsValidForUpdate"):
            is_listed = attribute["IsValidForCreate"] != attribute["IsValidForUpdate"]
            self.check(f"{where}.{member}", attribute[member] if is_listed else None, column.get(key(member)))
        if found and kind != "EntityName":
            self.options(where, kind, found, column, element)

    def lacks_target(self, table, column, expected, actual):
        """Returns true if the page has fewer targets, and the solutions have relationships for none of the others."""
        for name in set(expected or []) - set(actual):
            for relationship in self.solutions.relationships.values():
                ends = [(relationship.findtext(end) or "").lower() for end in
                        ("ReferencingEntityName", "ReferencingAttributeName", "ReferencedEntityName")]
                if ends == [table, column, name]:
                    return False
        return set(actual) <= set(expected or [])

    def options(self, where, kind, found, column, element):
        set_name = element.findtext("OptionSetName")
        inline = element.find("optionset")
        source = inline if inline is not None else self.solutions.sets.get(set_name)
        self.check(f"{where}.choice", found["Name"], column.get("global_choice_name"))
        if source is None:
            self.explained["option set that the solutions leave out"] += 1
            return
        if kind == "Boolean":
            for option in ("TrueOption", "FalseOption"):
                name = key(option).replace("option", "label")
                self.check(f"{where}.{option}", label(found[option]["Label"]), column.get(name))
            return
        values = [e.get("value") for e in source.iter() if e.tag in ("option", "state", "status")]
        options = {option["value"]: option for option in column["options"]}
        order = [option["Value"] for option in found["Options"] if option["Value"] in options]
        self.check(f"{where}.order", order, list(options))
        for option in found["Options"]:
            value = option["Value"]
            if value not in options:
                explanation = "option added after the export" if str(value) not in values else None
                self.check(f"{where}.{value}", value, None, explanation)
                continue
            for member, read in OPTION.items():
                if member in option:
                    self.check(f"{where}.{value}.{member}", read(option[member]), options[value].get(key(member)))

    def relationships(self, table, definition, model):
        for kind in ("ManyToOne", "OneToMany", "ManyToMany"):
            found = {r["schema_name"]: r for r in model[key(kind)]}
            expected = {r["SchemaName"]: r for r in definition[f"{kind}Relationships"]}
            self.check(f"{table}.{kind} beyond the definition's", [], sorted(set(found) - set(expected)))
            for name, relationship in expected.items():
                if name in found:
                    self.relationship(table, kind, relationship, found[name])
                elif name in self.solutions.relationships:
                    self.check(f"{table}.{name}", "present", "absent")
                else:
                    self.explained["relationship that the solutions leave out"] += 1

    def relationship(self, table, kind, expected, found):
        name = expected["SchemaName"]
        where = f"{table}.{name}"
        element = self.solutions.relationships.get(name)
        has_roles = element is not None and element.find("EntityRelationshipRoles") is not None
        if kind == "ManyToMany":
            end = "Entity1" if expected["Entity1LogicalName"] == table else "Entity2"
            other = "Entity2" if end == "Entity1" else "Entity1"
            self.check(f"{where}.IntersectEntityName", expected["IntersectEntityName"], found["intersect_entity_name"])
            self.check(f"{where}.other", expected[f"{other}LogicalName"], found["other_entity"])
            for member in ("IntersectAttribute", "NavigationPropertyName"):
                self.check(f"{where}.{member}", expected[f"{end}{member}"], found.get(key(member)))
            return
        own = {"ManyToOne": ["ReferencingEntity", "ReferencedEntityNavigationPropertyName"],
               "OneToMany": ["ReferencedEntity", "ReferencedAttribute", "ReferencingEntityNavigationPropertyName",
                             "IsHierarchical"]}[kind]
        for member in ONE_TO_MANY:
            if member in own:
                continue
            actual, explanation = found.get(key(member)), None
            if actual is None and "Navigation" in member and not has_roles:
                explanation = "navigation property of an activity or of another solution's table"
            if actual is None and member == "ReferencedAttribute":
                explanation = "primary key of another solution's table"
            self.check(f"{where}.{member}", expected[member], actual, explanation)
        if kind == "ManyToOne":
            cascade = found.get("cascade_configuration") or {}
            for member in CASCADE:
                actual, explanation = cascade.get(key(member)), None
                if actual is None and element.find(f"Cascade{member}") is None:
                    explanation = f"cascade of {member}: not always an element"
                self.check(f"{where}.{member}", expected["CascadeConfiguration"].get(member), actual, explanation)
        menu, expected_menu = found.get("associated_menu_configuration"), expected["AssociatedMenuConfiguration"]
        if kind == "OneToMany" and menu:
            for member in ("Behavior", "Group", "Order"):
                self.check(f"{where}.{member}", expected_menu[member], menu.get(key(member)))
            self.check(f"{where}.Label", label(expected_menu["Label"]), menu.get("label"))


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        models = {model["logical_name"]: model for model in json.load(file) if "logical_name" in model}
    comparison = Comparison(Solutions(sys.argv[3:]))
    tables = 0
    for folder in sorted(Path(sys.argv[2]).iterdir()):
        if not folder.is_dir():
            continue
        definition = json.loads((folder / "EntityMetadata.json").read_text(encoding="utf-8-sig"))
        sets = {}
        for file in folder.glob("*OptionSetAttribute.json"):
            for attribute in json.loads(file.read_text(encoding="utf-8-sig"))["value"]:
                sets[attribute["LogicalName"]] = attribute["OptionSet"]
        if definition["LogicalName"] in models:
            tables += 1
            comparison.table(definition, sets, models[definition["LogicalName"]])
    print(*comparison.unexplained, sep="\n")
    for explanation, count in sorted(comparison.explained.items()):
        print(f"{count:6} {explanation}")
    print(f"{tables} tables, {comparison.compared} values compared, "
          f"{sum(comparison.explained.values())} left out by solutions, {len(comparison.unexplained)} differences")
    sys.exit(min(len(comparison.unexplained), 100))


main()
