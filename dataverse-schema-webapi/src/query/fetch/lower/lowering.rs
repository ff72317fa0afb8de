use super::joint::Joint;
use crate::query::ast::Step;
use crate::query::check::FetchError;

/// What is noted while a query becomes XML.
#[derive(Default)]
pub(in crate::query::fetch) struct Lowering {
    pub(in crate::query::fetch) errors: Vec<FetchError>,
    pub(in crate::query::fetch) conditions: usize,
    /// The number of links for columns of related rows.
    paths: usize,
}

impl Lowering {
    /// Returns the link to the row that a path leads to, and adds it if necessary. The empty path
    /// needs none.
    pub(in crate::query::fetch) fn resolve<'j>(
        &mut self,
        joints: &'j mut Vec<Joint>,
        path: &[Step],
    ) -> Option<&'j mut Joint> {
        let (step, rest) = path.split_first()?;
        let known = joints
            .iter()
            .position(|joint| joint.is_whole && joint.step.is_same(step));
        let index = known.unwrap_or_else(|| {
            self.paths += 1;
            joints.push(Joint::of_path(*step, format!("p{}", self.paths)));
            joints.len() - 1
        });
        let joint = joints.get_mut(index)?;
        if rest.is_empty() {
            Some(joint)
        } else {
            self.resolve(&mut joint.joints, rest)
        }
    }
}
