// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Work over a list in several threads, with an answer that does not depend on their number.

use std::{ops::Range, panic::resume_unwind, thread};

/// Splits `0..count` into as many stretches as there are threads and returns the answers in order.
pub fn stretches<T: Send>(count: usize, threads: usize, work: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    let threads = threads.clamp(1, count.max(1));
    let stretch = |n: usize| count * n / threads..count * (n + 1) / threads;
    thread::scope(|scope| {
        let running: Vec<_> = (1..threads)
            .map(|n| {
                scope.spawn({
                    let work = &work;
                    move || work(stretch(n))
                })
            })
            .collect();
        let first = work(stretch(0));
        let rest = running.into_iter().map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic)));
        std::iter::once(first).chain(rest).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_is_done_once_and_in_order() {
        for threads in [0, 1, 2, 3, 50] {
            let seen: Vec<usize> = stretches(11, threads, |stretch| stretch.collect::<Vec<_>>()).concat();
            assert_eq!(seen, (0..11).collect::<Vec<_>>());
        }
        assert_eq!(stretches(0, 4, |stretch| stretch.len()), [0]);
    }
}
