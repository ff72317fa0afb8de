use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::io;
use std::path::PathBuf;

use dataverse_schema_pages::{Code, Diagnostic, MetadataFile, metadata_requests};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use tempfile::TempDir;

use crate::progress::Progress;
use crate::pull::session::{Session, resource};

/// The number of tables that are fetched at the same time. The service accepts 52 requests of a user.
const CONCURRENT: usize = 4;

/// The bodies of definitions, in files: those of a whole environment are too large for memory.
pub(super) struct Bodies {
    _folder: TempDir,
    files: Vec<MetadataFile>,
}

impl Bodies {
    /// Fetches the definitions of tables.
    pub(super) async fn fetch(
        session: &Session,
        tables: &BTreeSet<String>,
        progress: &Progress,
    ) -> Result<Self, Diagnostic> {
        let folder = tempfile::tempdir().map_err(|error| cannot_write(&error))?;
        let fetched = stream::iter(tables.iter().enumerate()).map(|(index, table)| {
            let prefix = folder.path().join(index.to_string());
            async move {
                let files = fetch(session, table, prefix).await;
                progress.advance(table);
                files
            }
        });
        let files: Vec<Vec<MetadataFile>> = fetched.buffered(CONCURRENT).try_collect().await?;
        Ok(Self {
            _folder: folder,
            files: files.into_iter().flatten().collect(),
        })
    }

    pub(super) fn files(&self) -> Vec<MetadataFile> {
        self.files.clone()
    }
}

/// Fetches the definition of a table into files that are named by the resource.
async fn fetch(
    session: &Session,
    table: &str,
    folder: PathBuf,
) -> Result<Vec<MetadataFile>, Diagnostic> {
    fs::create_dir(&folder).map_err(|error| cannot_write(&error))?;
    let mut files = Vec::new();
    for path in metadata_requests(table) {
        for body in session.bodies(&path).await? {
            let file = folder.join(format!("{}.json", files.len()));
            fs::write(&file, body).map_err(|error| cannot_write(&error))?;
            files.push(MetadataFile::new(&file, resource(&path)));
        }
    }
    Ok(files)
}

fn cannot_write(error: &io::Error) -> Diagnostic {
    let message = format!("cannot write a temporary file: {error}");
    let folder = env::temp_dir();
    let help = format!(
        "check the free space and the permissions of `{}`",
        folder.display()
    );
    Diagnostic::general(Code::CannotWriteFile, message).help(help)
}
