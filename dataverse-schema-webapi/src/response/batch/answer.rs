use core::ops::Deref;

use crate::batch::ContentId;
use crate::response::response::Response;
use crate::response::response_error::ResponseError;

/// The answers to the requests and change sets of a batch, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers(Vec<Answer>);

/// The answer to a request or a change set of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The response to a request that succeeded.
    One(Response),
    /// The responses to the requests of a change set that succeeded.
    ChangeSet(Vec<Response>),
    /// The response to a request that failed (status 400 or above).
    ///
    /// If the request belongs to a change set, the service executed none of the set's requests, and
    /// this is the only response to the set. [`Response::content_id`] identifies the request.
    Failed(Response),
}

impl Answers {
    pub(super) fn new(answers: Vec<Answer>) -> Self {
        Self(answers)
    }

    /// Returns the answers if all requests succeeded.
    ///
    /// # Errors
    /// Returns the error of the first request that failed.
    pub fn success(&self) -> Result<&Self, ResponseError> {
        self.iter()
            .try_for_each(|answer| answer.success().map(drop))?;
        Ok(self)
    }

    /// Returns the response to a request of a change set.
    ///
    /// Returns `None` if the response is missing: another request of the change set failed, or an
    /// earlier request of the batch. Also returns `None` if several change sets of the batch have a
    /// request with this content id. Then use [`Answer::get`], or create the change sets with
    /// [`Batch::next_change_set`](crate::batch::Batch::next_change_set).
    pub fn get<T>(&self, id: ContentId<T>) -> Option<&Response> {
        let mut found = self.iter().filter_map(|answer| answer.get(id));
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    /// Converts the answers into a vector.
    pub fn into_vec(self) -> Vec<Answer> {
        self.0
    }
}

impl Answer {
    /// Returns the answer to a change set with these responses.
    pub(super) fn from_change_set(mut responses: Vec<Response>) -> Self {
        let position = |is_cause: fn(&Response) -> bool| responses.iter().position(is_cause);
        let index = position(|response| is_failure(response) && response.status != NOT_EXECUTED)
            .or_else(|| position(is_failure));
        match index {
            Some(index) => Self::Failed(responses.swap_remove(index)),
            None => Self::ChangeSet(responses),
        }
    }

    /// Returns the answer to a request outside of change sets.
    pub(super) fn from_request(response: Response) -> Self {
        if is_failure(&response) {
            Self::Failed(response)
        } else {
            Self::One(response)
        }
    }

    /// Returns the answer if the request or the change set succeeded.
    ///
    /// # Errors
    /// Returns the error of the request that failed.
    pub fn success(&self) -> Result<&Self, ResponseError> {
        if let Self::Failed(response) = self {
            response.success()?;
        }
        Ok(self)
    }

    /// Returns the responses.
    pub fn responses(&self) -> &[Response] {
        match self {
            Self::One(response) | Self::Failed(response) => core::slice::from_ref(response),
            Self::ChangeSet(responses) => responses,
        }
    }

    /// Returns the response to a request of this change set.
    pub fn get<T>(&self, id: ContentId<T>) -> Option<&Response> {
        let id = id.number().to_string();
        let mut responses = self.responses().iter();
        responses.find(|response| response.content_id() == Some(&id))
    }
}

/// The status of the requests of a failed change set that did not fail themselves (Failed
/// Dependency), if the service answers all of them.
const NOT_EXECUTED: u16 = 424;

fn is_failure(response: &Response) -> bool {
    response.status >= 400
}

impl Deref for Answers {
    type Target = [Answer];

    fn deref(&self) -> &[Answer] {
        &self.0
    }
}

impl<'a> IntoIterator for &'a Answers {
    type Item = &'a Answer;
    type IntoIter = core::slice::Iter<'a, Answer>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl IntoIterator for Answers {
    type Item = Answer;
    type IntoIter = std::vec::IntoIter<Answer>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
