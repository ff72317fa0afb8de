use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::OnceCell;

/// A message, and the logical name of a table.
type Key = (&'static str, &'static str);

/// Whether tables support messages, according to the service.
#[derive(Default)]
pub(crate) struct Supported(Mutex<BTreeMap<Key, Arc<OnceCell<bool>>>>);

impl Supported {
    /// Returns the answer, which is asked for once. Others wait for it meanwhile. Errors aren't
    /// cached.
    pub(crate) async fn get<E>(
        &self,
        message: &'static str,
        table: &'static str,
        ask: impl Future<Output = Result<bool, E>>,
    ) -> Result<bool, E> {
        let answer = {
            let mut answers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(answers.entry((message, table)).or_default())
        };
        answer.get_or_try_init(|| ask).await.copied()
    }
}
