use crate::layout;
use crate::page::front_matter;
use crate::source::Source;

/// Returns true for a page that was created from solutions.
///
/// What such a page lacks, solutions leave out. That was reported when the page was created.
pub(super) fn is_of_solution(page: &Source) -> bool {
    let front_matter = front_matter(page);
    front_matter.is_some_and(|(span, _)| layout::is_of_solution(page.slice(span)))
}
