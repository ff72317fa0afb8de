//! The properties that aren't facts of a property table.

use crate::model::Property;

pub(super) const DESCRIPTION: Property = Property::new("Description", "description");
pub(super) const EVENTS: Property = Property::new("Events", "events");
pub(super) const LABEL: Property = Property::new("Label", "label");
pub(super) const MESSAGES: Property = Property::new("Messages", "messages");
pub(super) const OPTIONS: Property = Property::new("Options", "options");
pub(super) const OTHER_ENTITY: Property = Property::new("Other table", "other_entity");
pub(super) const SCHEMA_NAME: Property = Property::new("SchemaName", "schema_name");
pub(super) const WRITABLE: Property = Property::new("Writable", "writable");

pub(super) const ADDED_BY: Property = Property::new("Added by", "added_by");
pub(super) const CASCADE: Property = Property::new("CascadeConfiguration", "cascade_configuration");
pub(super) const CHANGES_FROM: Property = Property::new("Changes from", "changes_from");
pub(super) const EXTRA: Property = Property::new("Extra", "extra");
pub(super) const IS_EVENT: Property = Property::new("Is Event?", "is_event");
pub(super) const LANGUAGE: Property = Property::new("Language", "language");
pub(super) const MENU: Property = Property::new(
    "AssociatedMenuConfiguration",
    "associated_menu_configuration",
);
pub(super) const MENU_OF_ENTITY1: Property = Property::new(
    "Entity1AssociatedMenuConfiguration",
    "entity1_associated_menu_configuration",
);
pub(super) const MENU_OF_ENTITY2: Property = Property::new(
    "Entity2AssociatedMenuConfiguration",
    "entity2_associated_menu_configuration",
);
pub(super) const NAME: Property = Property::new("Name", "name");
pub(super) const OF: Property = Property::new("Of", "of");
pub(super) const VALUE: Property = Property::new("Value", "value");

pub(super) const CUSTOMIZED_COLUMNS: Property =
    Property::new("Customized columns/attributes", "customized_columns");
pub(super) const CUSTOMIZED_MANY_TO_MANY: Property = Property::new(
    "Customized Many-to-Many relationships",
    "customized_many_to_many",
);
pub(super) const CUSTOMIZED_MANY_TO_ONE: Property = Property::new(
    "Customized Many-to-One relationships",
    "customized_many_to_one",
);
pub(super) const CUSTOMIZED_ONE_TO_MANY: Property = Property::new(
    "Customized One-to-Many relationships",
    "customized_one_to_many",
);

/// Which page and which solution an item comes from.
pub(super) const ORIGIN: [Property; 2] = [ADDED_BY, CHANGES_FROM];

/// Prose, links, and how the page is made: these aren't compared.
pub(super) const PROSE: [Property; 8] = [
    EXTENDS,
    FRONT_MATTER,
    NOTES,
    PRODUCT,
    SDK,
    SEE_ALSO,
    TITLE,
    WEB_API,
];
pub(super) const EXTENDS: Property = Property::new("Extends", "extends");
pub(super) const FRONT_MATTER: Property = Property::new("Front matter", "front_matter");
pub(super) const NOTES: Property = Property::new("Notes", "notes");
pub(super) const PRODUCT: Property = Property::new("Product", "product");
pub(super) const SDK: Property = Property::new("SDK for .NET", "sdk");
pub(super) const SEE_ALSO: Property = Property::new("See also", "see_also");
pub(super) const TITLE: Property = Property::new("Title", "title");
pub(super) const WEB_API: Property = Property::new("Web API Operation", "web_api");
