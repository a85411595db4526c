//! Work on several threads, results in order, memory bounded.

use std::{
    collections::VecDeque,
    num::NonZeroUsize,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    thread,
};

/// How far, for each thread, work may run ahead of the oldest result that is not yet taken.
const AHEAD: usize = 4;
/// How many bytes of results may wait to be taken, whatever their number.
const BYTES: usize = 64 << 20;

/// Gives every item of `feed` to one of several threads and hands the results to `take` in the order of the items.
///
/// `feed` is asked for an item only when a thread is free and few results wait. `take` is told whether more results are
/// ready behind this one; when it returns an error, no item is begun any more and the error is returned.
pub(super) fn in_order<I: Send, T: Send, W, E: Send>(
    threads: NonZeroUsize,
    feed: impl FnMut() -> Option<I> + Send,
    worker: impl Fn() -> W + Sync,
    work: impl Fn(&mut W, I) -> T + Sync,
    weigh: impl Fn(&T) -> usize + Sync,
    mut take: impl FnMut(T, bool) -> Result<(), E>,
) -> Result<(), E> {
    let feed = Mutex::new(feed);
    let queue = Queue {
        state: Mutex::new(State { running: threads.get(), ..State::default() }),
        room: Condvar::new(),
        ready: Condvar::new(),
        ahead: threads.get() * AHEAD,
    };
    thread::scope(|scope| {
        for _ in 0..threads.get() {
            scope.spawn(|| {
                let _leaving = Leaving(&queue);
                let mut tools = worker();
                while queue.wait_for_room() {
                    // The number is drawn while the feed is held, so that numbers are in the order of the items.
                    let mut feed = lock(&feed);
                    let Some(item) = feed() else { break };
                    let number = queue.begin();
                    drop(feed);
                    let result = work(&mut tools, item);
                    let bytes = weigh(&result);
                    queue.put(number, result, bytes);
                }
            });
        }
        while let Some((result, more)) = queue.next() {
            if let Err(e) = take(result, more) {
                queue.stop();
                return Err(e);
            }
        }
        Ok(())
    })
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Queue<T> {
    state: Mutex<State<T>>,
    room: Condvar,
    ready: Condvar,
    ahead: usize,
}

struct State<T> {
    /// Results from `taken` on; those not yet there are `None`.
    results: VecDeque<Option<(T, usize)>>,
    /// How many results were taken.
    taken: usize,
    /// How many bytes wait.
    bytes: usize,
    running: usize,
    stopped: bool,
}

impl<T> Default for State<T> {
    fn default() -> Self {
        State { results: VecDeque::new(), taken: 0, bytes: 0, running: 0, stopped: false }
    }
}

impl<T> Queue<T> {
    /// Waits until an item may be begun. Returns false if none is wanted any more.
    fn wait_for_room(&self) -> bool {
        let mut state = lock(&self.state);
        while !state.stopped && (state.results.len() >= self.ahead || state.bytes >= BYTES) {
            state = self.room.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        !state.stopped
    }

    /// Returns the number of the item that is begun.
    fn begin(&self) -> usize {
        let mut state = lock(&self.state);
        state.results.push_back(None);
        state.taken + state.results.len() - 1
    }

    fn put(&self, number: usize, result: T, bytes: usize) {
        let mut state = lock(&self.state);
        let at = number - state.taken;
        if let Some(place) = state.results.get_mut(at) {
            *place = Some((result, bytes));
            state.bytes += bytes;
        }
        drop(state);
        if at == 0 {
            self.ready.notify_one();
        }
    }

    /// Waits for the next result; returns it, and whether the one behind it is ready too.
    fn next(&self) -> Option<(T, bool)> {
        let mut state = lock(&self.state);
        loop {
            if matches!(state.results.front(), Some(Some(_))) {
                let (result, bytes) = state.results.pop_front().flatten()?;
                state.taken += 1;
                state.bytes -= bytes;
                let more = matches!(state.results.front(), Some(Some(_)));
                drop(state);
                self.room.notify_one();
                return Some((result, more));
            }
            if state.running == 0 {
                // A result that never came belongs to a thread that broke down: what is behind it is still taken.
                state.results.pop_front()?;
                state.taken += 1;
                continue;
            }
            state = self.ready.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn stop(&self) {
        lock(&self.state).stopped = true;
        self.room.notify_all();
    }
}

/// Says that a thread has ended, also when it broke down.
struct Leaving<'a, T>(&'a Queue<T>);

impl<T> Drop for Leaving<'_, T> {
    fn drop(&mut self) {
        lock(&self.0.state).running -= 1;
        self.0.ready.notify_one();
        self.0.room.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::in_order;
    use std::num::NonZeroUsize;
    use std::sync::atomic::{AtomicUsize, Ordering};

    fn squares(threads: usize, items: usize, bytes: usize, fail_at: usize) -> (Result<(), usize>, Vec<usize>, usize) {
        let mut next = 0;
        let waiting = AtomicUsize::new(0);
        let most = AtomicUsize::new(0);
        let mut taken = Vec::new();
        let result = in_order(
            NonZeroUsize::new(threads).unwrap(),
            || {
                next += 1;
                let now = waiting.fetch_add(1, Ordering::SeqCst) + 1;
                most.fetch_max(now, Ordering::SeqCst);
                (next <= items).then_some(next)
            },
            || (),
            |(), n: usize| {
                // Uneven work: early items are late.
                if n % 7 == 0 {
                    std::thread::sleep(std::time::Duration::from_micros(300));
                }
                n * n
            },
            |_| bytes,
            |n, _| {
                waiting.fetch_sub(1, Ordering::SeqCst);
                if n == fail_at * fail_at {
                    return Err(n);
                }
                taken.push(n);
                Ok(())
            },
        );
        (result, taken, most.into_inner())
    }

    #[test]
    fn results_keep_the_order_and_do_not_pile_up() {
        for threads in [1, 2, 5] {
            let (result, taken, most) = squares(threads, 2_000, 1, usize::MAX >> 33);
            assert_eq!(result, Ok(()));
            assert_eq!(taken, (1..=2_000).map(|n| n * n).collect::<Vec<_>>());
            assert!(most <= threads * (super::AHEAD + 2), "{most}");
        }
    }

    #[test]
    fn large_results_hold_the_work_back() {
        let (_, taken, most) = squares(4, 200, super::BYTES, 0);
        assert_eq!(taken.len(), 200);
        assert!(most <= 4 + 4 + 2, "{most}");
    }

    #[test]
    fn an_error_ends_the_run() {
        let (result, taken, _) = squares(3, 100_000, 1, 50);
        assert_eq!((result, taken.len()), (Err(2500), 49));
    }
}
