#!/usr/bin/env python3
"""Turns the JSON of `dataverse-schema model` (stdin) into the facts from which the OData service makes its tables."""

import decimal
import json
import sys


def text(value):
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, (int, float)):
        return format(decimal.Decimal(repr(value)), "f")
    return ", ".join(value) if isinstance(value, list) else value


COLUMN = {
    "logical_name": "LogicalName", "type": "Type", "is_valid_for_read": "IsValidForRead", "max_length": "MaxLength",
    "min_value": "MinValue", "max_value": "MaxValue", "targets": "Targets", "required_level": "RequiredLevel",
    "date_time_behavior": "DateTimeBehavior", "display_name": "DisplayName",
}


def column(model):
    options = model.get("options") or []
    return {
        "writable": model["writable"],
        "properties": {key: text(model[name]) for name, key in COLUMN.items() if name in model},
        "options": [{"Value": str(o["value"]), "State": str(o["state"]) if "state" in o else None} for o in options],
    }


def relationship(model, lookup, navigation):
    return {
        "ReferencingAttribute": model.get("referencing_attribute"),
        "ReferencedEntity": model.get("referenced_entity"),
        "ReferencingEntity": model.get("referencing_entity"),
        navigation: model.get(lookup),
    }


def table(model):
    return {
        "properties": {
            "LogicalName": model["logical_name"],
            "EntitySetName": model["entity_set_name"],
            "PrimaryIdAttribute": model["primary_id_attribute"],
            "PrimaryNameAttribute": model.get("primary_name_attribute"),
        },
        "columns": [column(c) for c in model["columns"]],
        "many_to_one": [
            relationship(r, "referencing_entity_navigation_property_name", "ReferencingEntityNavigationPropertyName")
            for r in model["many_to_one"]
        ],
        "one_to_many": [
            relationship(r, "referenced_entity_navigation_property_name", "ReferencedEntityNavigationPropertyName")
            for r in model["one_to_many"]
        ],
        "many_to_many": [],
    }


json.dump([table(model) for model in json.load(sys.stdin)], sys.stdout)
