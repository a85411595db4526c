//! Which units a rule cannot do without.

use regex_syntax::hir::{Class, Hir, HirKind};

/// The symbols of a line, one bit each.
pub(super) type Symbols = [bool; 256];

/// Returns symbols of which every match of an expression has at least one: of the parts that a match must have, the one with
/// the least `cost`. A symbol without a cost must not be chosen. None if the pattern has no such part.
pub(super) fn telling(hir: &Hir, cost: &[Option<u32>; 256]) -> Option<Symbols> {
    cheapest(hir, cost).map(|(_, symbols)| symbols)
}

fn cheapest(hir: &Hir, cost: &[Option<u32>; 256]) -> Option<(u32, Symbols)> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => None,
        HirKind::Literal(literal) => {
            literal.0.iter().filter_map(|&b| one_of([b].into_iter(), cost)).min_by_key(|f| f.0)
        }
        HirKind::Class(Class::Bytes(class)) => one_of(class.iter().flat_map(|r| r.start()..=r.end()), cost),
        HirKind::Class(Class::Unicode(class)) => {
            let class = class.to_byte_class()?;
            one_of(class.iter().flat_map(|r| r.start()..=r.end()), cost)
        }
        HirKind::Repetition(repeat) if repeat.min == 0 => None,
        HirKind::Repetition(repeat) => cheapest(&repeat.sub, cost),
        HirKind::Capture(capture) => cheapest(&capture.sub, cost),
        HirKind::Concat(parts) => parts.iter().filter_map(|p| cheapest(p, cost)).min_by_key(|f| f.0),
        HirKind::Alternation(parts) => {
            let (mut sum, mut all) = (0, [false; 256]);
            for part in parts {
                let (cost, symbols) = cheapest(part, cost)?;
                sum += cost;
                all.iter_mut().zip(symbols).for_each(|(all, s)| *all |= s);
            }
            Some((sum, all))
        }
    }
}

fn one_of(symbols: impl Iterator<Item = u8>, cost: &[Option<u32>; 256]) -> Option<(u32, Symbols)> {
    let (mut sum, mut all) = (0, [false; 256]);
    for symbol in symbols {
        sum += cost[usize::from(symbol)]?;
        all[usize::from(symbol)] = true;
    }
    Some((sum, all))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cheapest_part_that_a_match_must_have() {
        let mut cost = [None; 256];
        for (symbol, price) in [(1, 5), (2, 1), (3, 1), (4, 9)] {
            cost[symbol] = Some(price);
        }
        let chosen = |source: &str| {
            let symbols = telling(&crate::rule::stage::parsed(source).ok()?, &cost)?;
            Some((0..=255).filter(|b| symbols[usize::from(*b)]).collect::<Vec<u8>>())
        };
        assert_eq!(chosen(r"\x07*\x01\x02"), Some(vec![2]));
        assert_eq!(chosen(r"\x01\x02?"), Some(vec![1]));
        assert_eq!(chosen(r"(?<a>\x01)(?:\x02|\x03){1,2}"), Some(vec![2, 3]));
        assert_eq!(chosen(r"(?:\x02|\x07)\x04+"), Some(vec![4]));
        assert_eq!(chosen(r"[\x02\x07]\x02*"), None);
        assert_eq!(chosen(r"\x07"), None);
    }
}
