#!/usr/bin/env python3
"""Compare the definition of a table, as the Web API returns it, with the model of the page that was made from it.

    dataverse-schema page DEFINITION.json… --out FOLDER
    dataverse-schema model FOLDER/TABLE.md > model.json
    compare_definition.py model.json DEFINITION.json…

Each member of the definition that has a row on a page is compared with the model. The exit status is the number of
differences.
"""

import json
import re
import sys
from decimal import Decimal


def chosen(value):
    value = value or {}
    return value.get("UserLocalizedLabel") or (value.get("LocalizedLabels") or [{}])[0]


def label(value):
    text = chosen(value).get("Label")
    return " ".join(text.split()) if text else None


def lines(value):
    text = chosen(value).get("Label")
    return text.replace("\r\n", "\n") if text else None


def managed(value):
    return value.get("Value") if isinstance(value, dict) else value


def same(value):
    return value


# Member of an attribute: key of the model, and how the value is read.
ATTRIBUTE = {
    "SchemaName": same, "LogicalName": same, "Description": lines, "DisplayName": label,
    "RequiredLevel": managed, "IsValidForRead": same, "IsValidForForm": same, "MaxLength": same, "MinValue": same,
    "MaxValue": same, "Precision": same, "Format": same, "FormatName": managed, "ImeMode": same, "IsLocalizable": same,
    "DateTimeBehavior": managed, "CanChangeDateTimeBehavior": managed, "DefaultFormValue": same, "DefaultValue": same,
    "Targets": same, "MaxSizeInKB": same, "MaxHeight": same, "MaxWidth": same, "CanStoreFullImage": same,
    "IsPrimaryImage": same, "IsBaseCurrency": same, "SourceTypeMask": same,
    "AutoNumberFormat": same, "FormulaDefinition": same,
}
OPTION = {
    "Value": same, "Label": label, "Color": same, "ExternalValue": same, "Description": lines, "State": same,
    "DefaultStatus": same, "InvariantName": same,
}
TABLE = {
    "LogicalName": same, "SchemaName": same, "LogicalCollectionName": same, "CollectionSchemaName": same,
    "EntitySetName": same, "PrimaryIdAttribute": same, "PrimaryNameAttribute": same, "OwnershipType": same,
    "TableType": same, "IsBPFEntity": same, "DisplayName": label, "DisplayCollectionName": label, "Description": lines,
}
ONE_END = {
    "ManyToOneRelationships": ["ReferencedEntity", "ReferencedAttribute", "ReferencingAttribute",
                               "ReferencingEntityNavigationPropertyName"],
    "OneToManyRelationships": ["ReferencingEntity", "ReferencingAttribute", "ReferencedEntityNavigationPropertyName"],
}

differences = 0
compared = 0


def key(member):
    words = re.sub(r"(KB|BPF)", lambda found: found[1].capitalize(), member)
    return re.sub(r"(?<!^)(?=[A-Z])", "_", words).lower()


def check(where, expected, found):
    global differences, compared
    if expected in (None, "", []):
        expected = None
    if isinstance(expected, (int, float)) and not isinstance(expected, bool) and found is not None:
        expected, found = Decimal(str(expected)), Decimal(str(found))
    compared += 1
    if expected != found:
        differences += 1
        print(f"{where}: {expected!r} in the definition, {found!r} on the page")


def members(where, of, thing, model):
    for member, read in of.items():
        value = thing.get(member)
        check(f"{where}.{member}", read(value) if value is not None else None, model.get(key(member)))


def options(where, attribute, sets, model):
    name = attribute["LogicalName"]
    found = sets.get(name)
    if attribute["AttributeTypeName"]["Value"] == "BooleanType":
        for option, name in (("TrueOption", "true_label"), ("FalseOption", "false_label")):
            check(f"{where}.{option}", label(found[option]["Label"]), model.get(name))
        return
    if found is None:
        return
    check(f"{where}.options", len(found["Options"]), len(model["options"]))
    check(f"{where}.choice", found["Name"], model.get("global_choice_name"))
    for option, other in zip(found["Options"], model["options"]):
        members(f"{where}.{option['Value']}", OPTION, option, other)
        pairs = re.findall(r'tostatusid="(-?\d+)"', option.get("TransitionData") or "")
        check(f"{where}.{option['Value']}.TransitionData", [int(to) for to in pairs], other.get("transitions"))


def labels(definition, sets):
    """Returns all labels and descriptions in languages other than the user's, by language, kind of item, and name."""
    found = {}

    def add(of, name, member, value):
        own = chosen(value).get("LanguageCode")
        for text in (value or {}).get("LocalizedLabels", []):
            if text["LanguageCode"] != own and text["Label"]:
                found.setdefault((text["LanguageCode"], of, name), {})[member] = text["Label"]

    add("Table", "", "label", definition["DisplayName"])
    add("Table", "", "description", definition["Description"])
    add("Collection", "", "label", definition["DisplayCollectionName"])
    for attribute in definition["Attributes"]:
        name = attribute["LogicalName"]
        add("Column", name, "label", attribute.get("DisplayName"))
        add("Column", name, "description", attribute.get("Description"))
        options = sets.get(name) or {}
        for option in options.get("Options") or [options.get("TrueOption"), options.get("FalseOption")]:
            if option:
                add("Option", f"{name}.{option['Value']}", "label", option["Label"])
                add("Option", f"{name}.{option['Value']}", "description", option.get("Description"))
    for key_ in definition["Keys"]:
        add("Key", key_["LogicalName"], "label", key_.get("DisplayName"))
    for relationship in definition["OneToManyRelationships"]:
        menu = relationship.get("AssociatedMenuConfiguration") or {}
        add("Relationship", relationship["SchemaName"], "label", menu.get("Label"))
    for relationship in definition["ManyToManyRelationships"]:
        end = "Entity1" if relationship["Entity1LogicalName"] == definition["LogicalName"] else "Entity2"
        menu = relationship.get(f"{end}AssociatedMenuConfiguration") or {}
        add("Relationship", relationship["SchemaName"], "label", menu.get("Label"))
    return found


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        (model,) = json.load(file)
    definition, sets = None, {}
    for name in sys.argv[2:]:
        with open(name, encoding="utf-8") as file:
            body = json.load(file)
        if "value" not in body:
            definition = body
        for item in body.get("value", []):
            sets[item["LogicalName"]] = item["GlobalOptionSet"] or item["OptionSet"]
    # Options are in bodies of their own, or with their columns.
    for attribute in definition["Attributes"]:
        if attribute.get("OptionSet"):
            sets.setdefault(attribute["LogicalName"], attribute["OptionSet"])
    members("table", TABLE, definition, model)
    columns = {column["logical_name"]: column for column in model["columns"]}
    check("columns", sorted(a["LogicalName"] for a in definition["Attributes"]), sorted(columns))
    for attribute in definition["Attributes"]:
        where = attribute["LogicalName"]
        column = columns[where]
        members(where, ATTRIBUTE, attribute, column)
        check(f"{where}.Type", attribute["AttributeTypeName"]["Value"][: -len("Type")], column["type"])
        writable = attribute["IsValidForCreate"] or attribute["IsValidForUpdate"]
        check(f"{where}.writable", writable, column["writable"])
        options(where, attribute, sets, column)
    for kind, rows in ONE_END.items():
        found = {r["schema_name"]: r for r in model[key(kind.replace("Relationships", ""))]}
        check(kind, sorted(r["SchemaName"] for r in definition[kind]), sorted(found))
        for relationship in definition[kind]:
            for row in rows:
                check(f"{relationship['SchemaName']}.{row}", relationship[row],
                      found[relationship["SchemaName"]].get(key(row)))
    found = {r["schema_name"]: r for r in model["many_to_many"]}
    for relationship in definition["ManyToManyRelationships"]:
        name, other = relationship["SchemaName"], found[relationship["SchemaName"]]
        own, far = ("Entity1", "Entity2")
        if relationship["Entity1LogicalName"] != definition["LogicalName"]:
            own, far = far, own
        check(f"{name}.IntersectEntityName", relationship["IntersectEntityName"], other["intersect_entity_name"])
        check(f"{name}.other", relationship[f"{far}LogicalName"], other["other_entity"])
        check(f"{name}.attribute", relationship[f"{own}IntersectAttribute"], other["intersect_attribute"])
        check(f"{name}.navigation", relationship[f"{own}NavigationPropertyName"], other["navigation_property_name"])
    keys = {k["schema_name"]: k for k in model.get("alternate_keys", [])}
    for alternate in definition["Keys"]:
        check(f"{alternate['SchemaName']}.KeyAttributes", alternate["KeyAttributes"],
              keys[alternate["SchemaName"]]["key_attributes"])
    further = {(l["language"], l["of"], l["name"]): l for l in model.get("localized_labels", [])}
    expected = labels(definition, sets)
    check("labels", sorted(expected), sorted(further))
    for of, texts in expected.items():
        for member, text in texts.items():
            check(f"label {of}.{member}", text, further.get(of, {}).get(member))
    print(f"{compared} values compared, {differences} differences")
    sys.exit(min(differences, 100))


main()
