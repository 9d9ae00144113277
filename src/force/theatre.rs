//! Theatres: zones along a line that touch or overlap share their reserve.

/// Groups of zones that hang together, found by joining pairs.
#[derive(Debug)]
pub(super) struct Groups {
    leader: Vec<usize>,
}

impl Groups {
    /// Each by itself.
    pub fn apart(count: usize) -> Self {
        Self { leader: (0..count).collect() }
    }

    /// Lets two hang together. The smaller place leads, so that the result does not
    /// depend on the order of joining.
    pub fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.leader_of(one), self.leader_of(other));
        self.leader[one.max(other)] = one.min(other);
    }

    /// The first of the group that this one belongs to.
    pub fn leader_of(&mut self, mut member: usize) -> usize {
        while self.leader[member] != member {
            self.leader[member] = self.leader[self.leader[member]];
            member = self.leader[member];
        }
        member
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_hang_together_through_others() {
        let mut groups = Groups::apart(6);
        groups.join(4, 3);
        groups.join(1, 2);
        groups.join(3, 2);
        let leaders: Vec<usize> = (0..6).map(|zone| groups.leader_of(zone)).collect();
        assert_eq!(leaders, [0, 1, 1, 1, 1, 5]);
    }
}
