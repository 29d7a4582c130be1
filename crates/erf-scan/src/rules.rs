// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Which of the indicators found at a place count, and for how many points: a function of which were found, nothing else.

/// Version of the rules of a scan: scope, exclusions, order, bands and draws. Another version may give another list.
pub const VERSION: &str = "scanregels-2; alleen-woning-1";

/// It only counts together with another indicator.
pub const ALONE: &str = "scan-uncounted-alone";
/// Of two indicators that say the same the highest counts.
pub const LOWER: &str = "scan-uncounted-lower";
/// Somebody showed that the fact is not right.
pub const CORRECTED: &str = "scan-uncounted-corrected";

/// Which indicators of a card were found at a place: bit n for entry n.
pub type Found = u16;

/// The points of a card, ready to judge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scheme {
    points: Vec<i32>,
    vacant: Found,
    vacant_in_port: Found,
    ended: Found,
    company: Found,
}

/// What counts of what was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judgement {
    /// Sum of what counts.
    pub points: i32,
    /// Counts.
    pub counted: Found,
    /// Does not count: the lower of two that say the same.
    pub lower: Found,
    /// Does not count: needs company.
    pub alone: Found,
}

impl Scheme {
    /// The scheme of codes and points, at most sixteen.
    pub fn new<'a>(entries: impl IntoIterator<Item = (&'a str, i32)>) -> Self {
        let (codes, points): (Vec<&str>, Vec<i32>) = entries.into_iter().unzip();
        let bit = |wanted: &str| codes.iter().position(|code| *code == wanted).map_or(0, |n| 1 << n);
        let all = codes.iter().enumerate().fold(0, |all, (n, _)| all | 1 << n);
        let ended = bit("L03");
        Self { points, vacant: bit("L01"), vacant_in_port: bit("H05"), ended, company: all & !ended & !bit("L18") }
    }

    /// The same scheme with the points of one entry moved; below zero is zero, which takes it off the card.
    pub fn moved(&self, nth: usize, delta: i32) -> Self {
        let mut other = self.clone();
        other.points[nth] = (other.points[nth] + delta).max(0);
        other
    }

    /// Number of entries.
    pub fn len(&self) -> usize {
        self.points.len()
    }

    /// Whether nothing counts.
    pub fn is_empty(&self) -> bool {
        self.points.is_empty()
    }

    fn sum(&self, found: Found) -> i32 {
        self.points.iter().enumerate().filter(|(n, _)| found >> n & 1 == 1).map(|(_, points)| points).sum()
    }

    /// Judges what was found. L01 and H05 never both count: the highest does, and at equal points H05, which says more.
    /// L03 counts only beside another indicator that counts and is not L18.
    pub fn judge(&self, found: Found) -> Judgement {
        let on_card = self.points.iter().enumerate().filter(|(_, points)| **points > 0).fold(0, |all, (n, _)| all | 1 << n);
        let mut counted: Found = found & on_card;
        let mut lower = 0;
        if counted & self.vacant != 0 && counted & self.vacant_in_port != 0 {
            lower = if self.sum(self.vacant) > self.sum(self.vacant_in_port) { self.vacant_in_port } else { self.vacant };
            counted &= !lower;
        }
        let alone = if counted & self.company == 0 { counted & self.ended } else { 0 };
        counted &= !alone;
        Judgement { points: self.sum(counted), counted, lower, alone }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scheme() -> Scheme {
        Scheme::new([("L01", 3), ("H05", 3), ("L03", 2), ("L18", 1), ("L02", 1)])
    }

    #[test]
    fn of_two_that_say_the_same_the_highest_counts() {
        let both = scheme().judge(0b00011);
        assert_eq!((both.points, both.counted, both.lower), (3, 0b10, 0b01));
        let raised = scheme().moved(0, 1).judge(0b00011);
        assert_eq!((raised.points, raised.counted, raised.lower), (4, 0b01, 0b10));
    }

    #[test]
    fn an_ended_farm_never_counts_alone_nor_with_vanished_crops_only() {
        assert_eq!(scheme().judge(0b00100), Judgement { points: 0, counted: 0, lower: 0, alone: 0b100 });
        assert_eq!(scheme().judge(0b01100).points, 1);
        assert_eq!(scheme().judge(0b10100).points, 3);
    }

    #[test]
    fn company_that_is_taken_off_the_card_is_no_company() {
        assert_eq!(scheme().moved(4, -1).judge(0b10100).points, 0);
    }
}
