//! Solutions with wrong values, and damaged ones.

use std::fs;

use dataverse_schema_pages::Code;

use crate::gadget;
use crate::solution::{Folder, read, texts};

fn gadget_xml() -> String {
    let path = gadget::folder().join("Entities/contoso_Gadget/Entity.xml");
    fs::read_to_string(path).expect("it exists")
}

#[test]
fn wrong_values_are_reported_with_their_lines() {
    let whole = gadget_xml();
    for (old, new, expected) in [
        (
            "<MaxLength>2000</MaxLength>",
            "<MaxLength>long</MaxLength>",
            "expected a number as `MaxLength` of column `contoso_notes`, found `long`",
        ),
        (
            "<Type>ntext</Type>",
            "<Type>hologram</Type>",
            "unknown type `hologram` of column `contoso_notes`",
        ),
        (
            "<RequiredLevel>required</RequiredLevel>",
            "<RequiredLevel>maybe</RequiredLevel>",
            "expected one of `none`, `recommended`, `required`, `systemrequired` as `RequiredLevel` of column `contoso_name`, found `maybe`",
        ),
        (
            "<ValidForReadApi>1</ValidForReadApi>",
            "<ValidForReadApi>1x</ValidForReadApi>",
            "expected `0` or `1` as `ValidForReadApi` of column `contoso_big`, found `1x`",
        ),
        (
            "<EntitySetName>",
            "<IsActivity>yes</IsActivity><EntitySetName>",
            "expected `0` or `1` as `IsActivity` of table `contoso_gadget`, found `yes`",
        ),
        (
            "<option value=\"2\"",
            "<option value=\"two\"",
            "expected a 32-bit integer, found `two`",
        ),
        (
            "<attribute PhysicalName=\"contoso_Count\">",
            "<attribute>",
            "missing `LogicalName` or `PhysicalName` of a column",
        ),
        (
            "<AttributeName>contoso_name</AttributeName>\n            <AttributeName>contoso_count</AttributeName>",
            "",
            "missing columns of alternate key `contoso_ByNumber`",
        ),
    ] {
        assert!(whole.contains(old), "{old}");
        let line = whole[..whole.find(old).expect("it is there")]
            .lines()
            .count();
        let folder = Folder::new().with("Entity.xml", whole.replacen(old, new, 1));
        let errors = folder.read().expect_err("it is wrong");
        let error = &errors[0];
        assert_eq!(error.code(), Code::InvalidSolution);
        let (start, message) = error.message().split_once(": ").expect("a location");
        assert_eq!(message, expected);
        let found: usize = start
            .rsplit_once(':')
            .expect("a line")
            .1
            .parse()
            .expect("a number");
        assert!(found.abs_diff(line) <= 5, "{start} instead of line {line}");
    }
}

#[test]
fn relationship_without_its_tables() {
    let xml = "<EntityRelationships><EntityRelationship Name=\"a\">
        <ReferencingEntityName>contoso_Gadget</ReferencingEntityName>
        </EntityRelationship></EntityRelationships>";
    let folder = Folder::new()
        .with("Entity.xml", gadget_xml())
        .with("a.xml", xml);
    let errors = folder.read().expect_err("it is wrong");
    assert_eq!(
        texts(&errors),
        ["DV0115: missing `ReferencedEntityName` of relationship `a`"]
    );
}

#[test]
fn truncated_xml_is_an_error() {
    let whole = gadget_xml();
    for end in (1..whole.len() - 10)
        .step_by(997)
        .filter(|end| whole.is_char_boundary(*end))
    {
        let folder = Folder::new().with("Entity.xml", &whole[..end]);
        let errors = folder.read().expect_err("it is cut");
        assert_eq!(errors[0].code(), Code::InvalidXml, "{end}: {}", errors[0]);
    }
}

#[test]
fn damaged_bytes_never_panic() {
    let whole = gadget_xml().into_bytes();
    for seed in 0..200_usize {
        let mut damaged = whole.clone();
        for step in 1..4 {
            let index = seed * 7919 * step * step % damaged.len();
            damaged[index] = [b'<', b'>', b'"', b'&', 0, 0xff][(seed + step) % 6];
        }
        let folder = Folder::new().with("Entity.xml", damaged);
        let _ = read(&[&folder.path("")]);
    }
}
