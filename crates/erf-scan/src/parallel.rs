// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Work over a list in several threads, with an answer that does not depend on their number.

use std::{
    ops::Range,
    panic::resume_unwind,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

/// Stretches for each thread: one place costs a hundred times another, so who is done takes the next.
const SHARE: usize = 16;

/// Splits `0..count` into stretches, lets threads take one after another, and returns the answers in order.
pub fn stretches<T: Send>(count: usize, threads: usize, work: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    let threads = threads.clamp(1, count.max(1));
    let parts = if threads == 1 { 1 } else { (threads * SHARE).min(count) };
    let stretch = |n: usize| count * n / parts..count * (n + 1) / parts;
    let next = AtomicUsize::new(0);
    let take = || -> Vec<(usize, T)> {
        std::iter::from_fn(|| Some(next.fetch_add(1, Ordering::Relaxed)).filter(|n| *n < parts)).map(|n| (n, work(stretch(n)))).collect()
    };
    let mut done = thread::scope(|scope| {
        let running: Vec<_> = (1..threads).map(|_| scope.spawn(take)).collect();
        let mut done = take();
        running.into_iter().for_each(|thread| done.extend(thread.join().unwrap_or_else(|panic| resume_unwind(panic))));
        done
    });
    done.sort_unstable_by_key(|(n, _)| *n);
    done.into_iter().map(|(_, answer)| answer).collect()
}

/// Two answers. With more than one thread the second is made beside the first, on one thread of its own: what is left over when the first has
/// parts that only one thread can do.
pub fn both<A, B: Send>(threads: usize, first: impl FnOnce() -> A, second: impl FnOnce(usize) -> B + Send) -> (A, B) {
    if threads <= 1 {
        return (first(), second(1));
    }
    thread::scope(|scope| {
        let beside = scope.spawn(|| second(1));
        (first(), beside.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })
}

/// Lets go of something large on a thread of its own: freeing millions of small things takes a while, and nobody waits for it.
pub fn let_go(large: impl Send + 'static) {
    thread::spawn(move || drop(large));
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
