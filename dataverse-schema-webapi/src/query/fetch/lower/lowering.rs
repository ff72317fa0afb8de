use super::joint::Joint;
use crate::query::ast::{Hop, Step};
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
    /// Returns the link to the row that a path leads to, and adds it if necessary. A column of the
    /// table itself needs none.
    ///
    /// # Errors
    /// Returns an error for a column of linked rows that the query doesn't link.
    pub(in crate::query::fetch) fn resolve<'j>(
        &mut self,
        joints: &'j mut Vec<Joint>,
        links: &[Hop],
        path: &[Step],
    ) -> Result<Option<&'j mut Joint>, FetchError> {
        if let Some((hop, links)) = links.split_first() {
            let mut joints = joints.iter_mut();
            let joint = joints.find(|joint| joint.is_read && joint.hop.is_same(hop));
            let table = hop.table();
            let joint = joint.ok_or(FetchError::NotLinked { table })?;
            if links.is_empty() && path.is_empty() {
                return Ok(Some(joint));
            }
            return self.resolve(&mut joint.joints, links, path);
        }
        let Some((step, rest)) = path.split_first() else {
            return Ok(None);
        };
        let hop = Hop::Relationship(*step);
        let known = joints
            .iter()
            .position(|joint| joint.is_whole && joint.hop.is_same(&hop));
        let index = known.unwrap_or_else(|| {
            self.paths += 1;
            joints.push(Joint::of_path(*step, format!("p{}", self.paths)));
            joints.len() - 1
        });
        match joints.get_mut(index) {
            Some(joint) if !rest.is_empty() => self.resolve(&mut joint.joints, &[], rest),
            joint => Ok(joint),
        }
    }
}
