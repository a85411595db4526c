//! Where the named parts of one match stand: a small machine for the expression of one rule.
//!
//! The automaton of all rules says which rule matches and where; this one reads that stretch again for the names, trying one
//! choice after the other. A choice that failed at a unit is not tried there again, so that the work is linear in the stretch.

use regex_automata::{
    nfa::thompson::{NFA, State},
    util::{look::Look, primitives::StateID},
};
use std::ops::Range;

/// The most names that the patterns of a stage may use.
const NAMES: usize = 9;
/// How many bits the memory of failed choices may take: enough for some ten thousand units.
const MEMORY: usize = 8 << 20;
/// No unit.
const NONE: u32 = u32::MAX;

/// Where the parts of a match stand, by the place of their names: ranges of units.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parts([u32; 2 * NAMES]);

impl Parts {
    pub(super) const EMPTY: Parts = Parts([NONE; 2 * NAMES]);

    /// Returns the units of a part.
    pub(super) fn get(&self, name: usize) -> Option<Range<usize>> {
        match self.0.get(2 * name..2 * name + 2) {
            Some(&[start, end]) if start != NONE && end != NONE => Some(start as usize..end as usize),
            _ => None,
        }
    }
}

/// The machine of one rule.
#[derive(Debug)]
pub(super) struct Reader {
    steps: Vec<Step>,
    /// The ways of all choices.
    ways: Vec<u32>,
    choices: usize,
    start: u32,
}

/// What a state does; `next` is the state behind it.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// Takes a unit, if the set has its byte.
    Unit {
        bytes: [u64; 4],
        next: u32,
    },
    /// Tries one way, then the other.
    Fork {
        number: u32,
        first: u32,
        then: u32,
    },
    /// Tries its ways in order.
    Choice {
        number: u32,
        ways: (u32, u32),
    },
    /// A part begins or ends here.
    Mark {
        slot: u8,
        next: u32,
    },
    /// Goes on at the beginning, or at the end, of the line.
    Edge {
        end: bool,
        next: u32,
    },
    Skip {
        next: u32,
    },
    Match,
    Fail,
}

/// What is still to be done when a way has failed.
#[derive(Clone, Copy, Debug)]
enum Later {
    Try { state: u32, at: u32 },
    Restore { slot: u8, to: u32 },
}

/// Scratch space of one thread.
#[derive(Debug, Default)]
pub(super) struct Memory {
    later: Vec<Later>,
    /// A bit for each choice at each unit: it was tried.
    tried: Vec<u64>,
}

impl Reader {
    /// Builds the machine from an expression; `slots` are the groups of the stage's names.
    pub(super) fn new(nfa: &NFA, slots: &[Option<usize>]) -> Self {
        let mut out = Reader { steps: Vec::new(), ways: Vec::new(), choices: 0, start: nfa.start_anchored().as_u32() };
        // States keep their numbers; what one of them needs beyond its own stands behind them all.
        out.steps.resize(nfa.states().len(), Step::Fail);
        for (i, state) in nfa.states().iter().enumerate() {
            let step = out.step(state, slots);
            if let Some(slot) = out.steps.get_mut(i) {
                *slot = step;
            }
        }
        out
    }

    fn step(&mut self, state: &State, slots: &[Option<usize>]) -> Step {
        match state {
            State::ByteRange { trans } => Step::Unit { bytes: set(trans.start..=trans.end), next: trans.next.as_u32() },
            State::Sparse(sparse) => {
                let mut nexts: Vec<u32> = sparse.transitions.iter().map(|t| t.next.as_u32()).collect();
                nexts.sort_unstable();
                nexts.dedup();
                let own = |next: u32| sparse.transitions.iter().filter(move |t| t.next.as_u32() == next);
                let unit = |&next: &u32| Step::Unit { bytes: set(own(next).flat_map(|t| t.start..=t.end)), next };
                self.any(nexts.iter().map(unit).collect())
            }
            State::Dense(dense) => {
                let target = |b: u8| dense.transitions.get(usize::from(b)).map_or(0, StateID::as_u32);
                let mut nexts: Vec<u32> = (0..=u8::MAX).map(target).filter(|&next| next != 0).collect();
                nexts.sort_unstable();
                nexts.dedup();
                let unit = |&next: &u32| {
                    let bytes = set((0..=u8::MAX).filter(|&b| target(b) == next));
                    Step::Unit { bytes, next }
                };
                self.any(nexts.iter().map(unit).collect())
            }
            State::Look { look: Look::Start, next } => Step::Edge { end: false, next: next.as_u32() },
            State::Look { look: Look::End, next } => Step::Edge { end: true, next: next.as_u32() },
            State::Union { alternates } => self.choice(alternates.iter().map(StateID::as_u32).collect()),
            State::BinaryUnion { alt1, alt2 } => self.choice(vec![alt1.as_u32(), alt2.as_u32()]),
            State::Capture { next, group_index, slot, .. } => {
                let name = slots.iter().position(|s| *s == Some(group_index.as_usize()));
                let slot = name.and_then(|name| u8::try_from(2 * name + slot.as_usize() % 2).ok());
                slot.map_or(Step::Skip { next: next.as_u32() }, |slot| Step::Mark { slot, next: next.as_u32() })
            }
            State::Match { .. } => Step::Match,
            State::Look { .. } | State::Fail => Step::Fail,
        }
    }

    /// Returns a step that takes the one of some steps which fits.
    fn any(&mut self, mut steps: Vec<Step>) -> Step {
        match (steps.pop(), steps.is_empty()) {
            (Some(only), true) => only,
            (Some(last), false) => {
                steps.push(last);
                let from = self.steps.len();
                self.steps.extend(steps);
                self.choice((from..self.steps.len()).filter_map(|s| u32::try_from(s).ok()).collect())
            }
            (None, _) => Step::Fail,
        }
    }

    fn choice(&mut self, ways: Vec<u32>) -> Step {
        let place = |n: usize| u32::try_from(n).unwrap_or(NONE);
        let (number, from) = (place(self.choices), place(self.ways.len()));
        self.choices += 1;
        if let [first, then] = ways[..] {
            return Step::Fork { number, first, then };
        }
        self.ways.extend(ways);
        Step::Choice { number, ways: (from, place(self.ways.len())) }
    }

    /// Returns the parts of the match that stands at `range`. A match too long to be remembered has none, and so makes no
    /// fact: it is no sentence.
    pub(super) fn read(&self, line: &[u8], range: Range<usize>, memory: &mut Memory) -> Option<Parts> {
        let stride = range.len() + 1;
        let bits = self.choices.checked_mul(stride)?;
        if self.steps.len().checked_mul(stride)? > MEMORY {
            return None;
        }
        let Memory { later, tried } = memory;
        tried.clear();
        tried.resize(bits.div_ceil(64), 0);
        later.clear();
        later.push(Later::Try { state: self.start, at: u32::try_from(range.start).ok()? });
        let mut parts = Parts::EMPTY;
        while let Some(next) = later.pop() {
            match next {
                Later::Try { state, at } => {
                    if self.follow(line, &range, (state, at), &mut parts, (later, tried))? {
                        return Some(parts);
                    }
                }
                Later::Restore { slot, to } => *parts.0.get_mut(usize::from(slot))? = to,
            }
        }
        None
    }

    /// Follows one way to its end; true for a match.
    fn follow(
        &self,
        line: &[u8],
        range: &Range<usize>,
        (mut state, mut at): (u32, u32),
        parts: &mut Parts,
        (later, tried): (&mut Vec<Later>, &mut [u64]),
    ) -> Option<bool> {
        let stride = range.len() + 1;
        let unit = |at: u32| line.get(at as usize).filter(|_| (at as usize) < range.end).copied();
        let mut fresh = |number: u32, at: u32| {
            let bit = number as usize * stride + at as usize - range.start;
            let word = tried.get_mut(bit / 64)?;
            let fresh = *word >> (bit % 64) & 1 == 0;
            *word |= 1 << (bit % 64);
            Some(fresh)
        };
        loop {
            match self.steps.get(state as usize)? {
                Step::Unit { bytes, next } => {
                    if !holds(bytes, unit(at)) {
                        return Some(false);
                    }
                    state = *next;
                    at += 1;
                }
                &Step::Fork { number, first, then } => {
                    if !fresh(number, at)? {
                        return Some(false);
                    }
                    state = first;
                    // A way that cannot take the next unit is not worth remembering.
                    match self.steps.get(then as usize)? {
                        Step::Unit { bytes, .. } if !holds(bytes, unit(at)) => {}
                        _ => match self.steps.get(first as usize)? {
                            Step::Unit { bytes, .. } if !holds(bytes, unit(at)) => state = then,
                            _ => later.push(Later::Try { state: then, at }),
                        },
                    }
                }
                Step::Choice { number, ways } => {
                    if !fresh(*number, at)? {
                        return Some(false);
                    }
                    let (first, rest) = self.ways.get(ways.0 as usize..ways.1 as usize)?.split_first()?;
                    later.extend(rest.iter().rev().map(|&state| Later::Try { state, at }));
                    state = *first;
                }
                Step::Mark { slot, next } => {
                    let end = parts.0.get_mut(usize::from(*slot))?;
                    later.push(Later::Restore { slot: *slot, to: *end });
                    *end = at;
                    state = *next;
                }
                Step::Edge { end, next } => {
                    if at as usize != if *end { line.len() } else { 0 } {
                        return Some(false);
                    }
                    state = *next;
                }
                Step::Skip { next } => state = *next,
                Step::Match => return Some(true),
                Step::Fail => return Some(false),
            }
        }
    }
}

/// Returns true if a set has a byte.
fn holds(set: &[u64; 4], byte: Option<u8>) -> bool {
    byte.is_some_and(|b| set[usize::from(b >> 6)] >> (b & 63) & 1 == 1)
}

/// Returns a set of bytes.
fn set(bytes: impl Iterator<Item = u8>) -> [u64; 4] {
    let mut out = [0; 4];
    for byte in bytes {
        out[usize::from(byte >> 6)] |= 1 << (byte & 63);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use regex_automata::{Anchored, Input, nfa::thompson::backtrack::BoundedBacktracker, util::syntax};

    #[test]
    fn parts_are_those_of_the_regular_expression() {
        let patterns = [
            "(?<a>x*?)(?<b>y)",
            "(?<a>x*)(?<b>[xy])z?",
            "(?:(?<a>x)|(?<b>y))+",
            "(?<a>x{1,2})(?:z|q)?(?<b>(?:[xy]|z+(?:[yz]|q))+)",
            "(?:x*)*(?<a>y?)$",
            "^(?<a>x|xy|xyz|q)(?<b>.*)",
            "(?<b>(?:x|y)*)(?<a>yx)",
            "(?:(?<a>x?)*y)*(?<b>z)",
        ];
        let lines = ["", "xxy", "xyxyz", "yxzqyx", "xxxzyqz", "xyzq", "qzxyxx", "zzyxyxyx"];
        let config = syntax::Config::new().utf8(false).unicode(false).dot_matches_new_line(true);
        let mut memory = Memory::default();
        for pattern in patterns {
            let slow = BoundedBacktracker::builder().syntax(config).build(pattern).unwrap();
            let info = slow.get_nfa().group_info().clone();
            let slots = ["a", "b"].map(|name| info.to_index(regex_automata::PatternID::ZERO, name));
            let reader = Reader::new(slow.get_nfa(), &slots);
            let mut cache = slow.create_cache();
            for line in lines {
                for start in 0..=line.len() {
                    for end in start..=line.len() {
                        let mut captures = slow.create_captures();
                        let input = Input::new(line).range(start..end).anchored(Anchored::Yes);
                        slow.try_captures(&mut cache, input, &mut captures).unwrap();
                        let want = captures
                            .is_match()
                            .then(|| ["a", "b"].map(|name| captures.get_group_by_name(name).map(|span| span.range())));
                        let got = reader.read(line.as_bytes(), start..end, &mut memory);
                        let got = got.map(|parts| [parts.get(0), parts.get(1)]);
                        assert_eq!(got, want, "{pattern} in {line} at {start}..{end}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_long_stretch_takes_no_more_than_its_length() {
        let nfa = NFA::new("(?<a>(?:x*)*)*(?<b>y)").unwrap();
        let reader = Reader::new(&nfa, &[Some(1), Some(2)]);
        let line = vec![b'x'; 40_000];
        assert!(reader.read(&line, 0..line.len(), &mut Memory::default()).is_none());
    }
}
