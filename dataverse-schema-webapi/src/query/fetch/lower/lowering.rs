use super::joint::Joint;
use crate::query::ast::Step;
use crate::query::check::FetchError;

/// What is noted while a query becomes XML.
#[derive(Default)]
pub(super) struct Lowering {
    pub(super) errors: Vec<FetchError>,
    pub(super) conditions: usize,
    /// The number of links for columns of related rows.
    paths: usize,
}

impl Lowering {
    /// Returns the alias of the row that a path leads to, and links it if necessary.
    pub(super) fn resolve(&mut self, joints: &mut Vec<Joint>, path: &[Step]) -> String {
        let Some((step, rest)) = path.split_first() else {
            return String::new();
        };
        let known = joints.iter();
        let known = known
            .enumerate()
            .find(|(_, joint)| joint.is_whole && joint.step.is_same(step));
        let index = match known {
            Some((index, _)) => index,
            None => {
                self.paths += 1;
                joints.push(Joint::of_path(*step, format!("p{}", self.paths)));
                joints.len() - 1
            }
        };
        let joint = &mut joints[index];
        if rest.is_empty() {
            joint.alias.clone()
        } else {
            self.resolve(&mut joint.joints, rest)
        }
    }
}
