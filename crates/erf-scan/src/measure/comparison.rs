// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Comparing one count with those of comparable objects.

/// Fewer comparable objects than this say nothing.
pub(super) const LEAST_COMPARABLE: usize = 20;

/// Counts of a reference group, sorted.
#[derive(Debug, Default, Clone)]
pub(super) struct Group {
    sorted: Vec<u32>,
}

impl Group {
    pub(super) fn new(mut values: Vec<u32>) -> Self {
        values.sort_unstable();
        Self { sorted: values }
    }

    pub(super) fn len(&self) -> usize {
        self.sorted.len()
    }

    /// Enough objects to compare with.
    pub(super) fn is_enough(&self) -> bool {
        self.len() >= LEAST_COMPARABLE
    }

    /// The smallest count that at least this share of the group does not exceed.
    pub(super) fn quantile(&self, share: f64) -> u32 {
        let place = (share * self.len() as f64).ceil() as usize;
        self.sorted.get(place.max(1) - 1).or(self.sorted.last()).copied().unwrap_or(0)
    }

    pub(super) fn median(&self) -> f64 {
        median(self.sorted.iter().map(|value| f64::from(*value)).collect())
    }

    /// Distance to the median in units of spread that outliers do not move: the median absolute deviation, or the mean one
    /// where more than half of the group has the same count. `None` when all have the same count.
    pub(super) fn robust_z(&self, value: u32) -> Option<f64> {
        let middle = self.median();
        let away = |value: &u32| (f64::from(*value) - middle).abs();
        let typical = 1.4826 * median(self.sorted.iter().map(away).collect());
        let spread = if typical > 0.0 { typical } else { 1.2533 * self.sorted.iter().map(away).sum::<f64>() / self.len().max(1) as f64 };
        (spread > 0.0).then(|| (f64::from(value) - middle) / spread)
    }
}

/// The middle value, 0 of none.
pub(super) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let n = values.len();
    match n {
        0 => 0.0,
        _ if n % 2 == 1 => values[n / 2],
        _ => (values[n / 2 - 1] + values[n / 2]) / 2.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_95th_percentile_is_not_exceeded_by_95_of_100() {
        let group = Group::new((1..=100).collect());
        assert_eq!((group.quantile(0.95), group.quantile(0.5), group.quantile(0.0)), (95, 50, 1));
        assert_eq!(Group::default().quantile(0.95), 0);
        assert!(!Group::new(vec![1; 19]).is_enough() && Group::new(vec![1; 20]).is_enough());
    }

    #[test]
    fn a_robust_score_is_not_moved_by_one_outlier() {
        let group = Group::new(vec![1, 2, 3, 4, 5, 6, 7, 8, 9]);
        assert!((group.robust_z(5).unwrap()).abs() < 1e-12);
        let (with, without) = (Group::new(vec![1, 2, 3, 4, 5, 6, 7, 8, 900]), group);
        assert_eq!(with.robust_z(20), without.robust_z(20));
        assert!((without.robust_z(20).unwrap() - 15.0 / (1.4826 * 2.0)).abs() < 1e-9);
    }

    #[test]
    fn where_most_are_equal_the_mean_deviation_is_used_and_where_all_are_there_is_none() {
        let group = Group::new([vec![0; 9], vec![1]].concat());
        assert!((group.robust_z(1).unwrap() - 1.0 / (1.2533 * 0.1)).abs() < 1e-9);
        assert_eq!(Group::new(vec![2; 30]).robust_z(5), None);
    }
}
