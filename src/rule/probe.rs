//! How far a single rule gets in a line: for explanations.

use regex_automata::{
    Anchored, Input, MatchKind,
    hybrid::dfa::{Cache, DFA},
    util::syntax,
};

/// Room for the states of one rule; a rule that needs more is not probed further.
const ROOM: usize = 16 << 20;
/// The longest stretch of units that is probed: longer than any rule.
const LONGEST: usize = 64;

/// One rule by itself.
#[derive(Debug)]
pub(crate) struct Probe {
    dfa: DFA,
    cache: Cache,
}

/// How far a rule gets from one place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reach {
    /// Where its longest match ends.
    pub(crate) matched: Option<usize>,
    /// The first unit that the rule cannot take.
    pub(crate) stuck: usize,
    /// The bytes of which any one at `stuck` would have completed it.
    pub(crate) wanted: Vec<u8>,
}

impl Probe {
    /// Returns a probe for a rule's own expression, or `None` if it is too large.
    pub(crate) fn new(source: &str) -> Option<Self> {
        let dfa = DFA::builder()
            .configure(DFA::config().match_kind(MatchKind::All).cache_capacity(ROOM).skip_cache_capacity_check(true))
            .syntax(syntax::Config::new().utf8(false).unicode(false).dot_matches_new_line(true))
            .thompson(regex_automata::nfa::thompson::Config::new().utf8(false))
            .build(source)
            .ok()?;
        let cache = dfa.create_cache();
        Some(Probe { dfa, cache })
    }

    /// Follows the rule through `line` from the unit `start`.
    pub(crate) fn reach(&mut self, line: &[u8], start: usize) -> Option<Reach> {
        let (dfa, cache) = (&self.dfa, &mut self.cache);
        let clears = cache.clear_count();
        let input = Input::new(line).range(start..).anchored(Anchored::Yes);
        let mut state = dfa.start_state_forward(cache, &input).ok()?;
        let mut reach = Reach { stuck: start, ..Reach::default() };
        let end = line.len().min(start + LONGEST);
        loop {
            // A match shows only one step later.
            let next = match line.get(reach.stuck) {
                Some(byte) => dfa.next_state(cache, state, *byte).ok()?,
                None => dfa.next_eoi_state(cache, state).ok()?,
            };
            if next.is_match() {
                reach.matched = Some(reach.stuck);
            }
            if next.is_dead() || next.is_quit() || reach.stuck >= end {
                break;
            }
            // A state that only reports the match goes no further.
            state = next;
            reach.stuck += 1;
        }
        if reach.matched.is_none() {
            for byte in 0..=u8::MAX {
                let next = dfa.next_state(cache, state, byte).ok()?;
                if !next.is_dead() && !next.is_quit() && dfa.next_eoi_state(cache, next).ok()?.is_match() {
                    reach.wanted.push(byte);
                }
                if cache.clear_count() != clears {
                    return None;
                }
            }
        }
        (cache.clear_count() == clears).then_some(reach)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_where_a_rule_stops_and_what_it_wants() {
        let reach = |pattern: &str, line: &str, at| Probe::new(pattern).unwrap().reach(line.as_bytes(), at).unwrap();
        assert_eq!(reach("ab?c", "xabc", 1).matched, Some(4));
        assert_eq!(reach("ab?c", "abc", 0).matched, Some(3));
        assert_eq!(reach("a+", "aaab", 0).matched, Some(3));
        let short = reach("ab[cd]", "abe", 0);
        assert_eq!((short.matched, short.stuck, short.wanted.as_slice()), (None, 2, b"cd".as_slice()));
        let end = reach("ab[cd]", "ab", 0);
        assert_eq!((end.matched, end.stuck, end.wanted.as_slice()), (None, 2, b"cd".as_slice()));
        assert_eq!(reach("abcd", "abe", 0).wanted, b"");
        assert_eq!(reach("^a", "ba", 1).matched, None);
    }
}
