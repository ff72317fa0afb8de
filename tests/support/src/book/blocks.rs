//! Actions that transfer files in blocks.

use super::json::Json;
use super::rules;
use super::sent::Sent;
use super::violations::Violations;

const TARGET: &str = "Target";
const TOKEN: &str = "FileContinuationToken";
/// 4 MB in base64.
const MAX_DATA: usize = (4 << 20) / 3 * 4 + 4;

/// Returns the parameters of an action, as Microsoft's reference lists them.
fn parameters(action: &str) -> Option<&'static [&'static str]> {
    Some(match action {
        "InitializeFileBlocksUpload" => &[TARGET, "FileName", "FileAttributeName"],
        "InitializeFileBlocksDownload" => &[TARGET, "FileAttributeName"],
        "CommitFileBlocksUpload" => &["FileName", "MimeType", "BlockList", TOKEN],
        "InitializeAnnotationBlocksUpload"
        | "InitializeAnnotationBlocksDownload"
        | "InitializeAttachmentBlocksUpload"
        | "InitializeAttachmentBlocksDownload" => &[TARGET],
        "CommitAnnotationBlocksUpload" | "CommitAttachmentBlocksUpload" => {
            &[TARGET, "BlockList", TOKEN]
        }
        "UploadBlock" => &["BlockId", "BlockData", TOKEN],
        "DownloadBlock" => &["Offset", "BlockLength", TOKEN],
        _ => return None,
    })
}

/// Checks the body of an action that transfers a file in blocks.
pub(super) fn check_blocks(sent: &Sent, found: &mut Violations) {
    let Some(expected) = parameters(&sent.path) else {
        return;
    };
    let body = sent.body.as_deref().and_then(Json::parse);
    let Some(Json::Object(members)) = body else {
        return found.add(&rules::BLOCKS, "not an object");
    };
    let is_complete = members.len() == expected.len() && sent.method == "POST";
    found.check(is_complete, &rules::BLOCKS, &sent.path);
    for (name, value) in &members {
        let is_of_type = match (&**name, value) {
            (TARGET, Json::Object(row)) => {
                let has = |expected| row.iter().any(|(name, _)| name == expected);
                has("@odata.type") && (has("annotationid") || !sent.path.contains("Annotation"))
            }
            ("BlockList", Json::List(blocks)) => blocks.iter().all(|id| id.text().is_some()),
            ("BlockData", Json::Text(data)) => data.len() <= MAX_DATA,
            ("BlockLength", Json::Number(length)) => {
                length.parse().is_ok_and(|length: u64| length <= 4 << 20)
            }
            ("Offset", Json::Number(_)) => true,
            (TARGET | "BlockList" | "BlockLength" | "Offset", _) => false,
            (_, value) => value.text().is_some(),
        };
        let is_known = expected.contains(&&**name);
        found.check(is_known && is_of_type, &rules::BLOCKS, name);
    }
}
