//! Small numbers as Parquet writes them: runs of the same one, and groups of eight with as many bits as the largest takes.

/// How many numbers a group has.
const GROUP: usize = 8;

/// Returns how many bits numbers up to this one take.
pub(super) fn width(most: u32) -> u32 {
    u32::BITS - most.leading_zeros()
}

/// Appends numbers of so many bits.
pub(super) fn write<T: Copy + PartialEq + Into<u32>>(numbers: &[T], width: u32, out: &mut Vec<u8>) {
    let mut rest = numbers;
    while let Some(first) = rest.first() {
        let run = rest.iter().take_while(|n| *n == first).count();
        let (these, after) = if run >= GROUP { rest.split_at(run) } else { rest.split_at(apart(rest)) };
        rest = after;
        if run >= GROUP {
            varint(run << 1, out);
            let bytes = (*first).into().to_le_bytes();
            out.extend_from_slice(bytes.get(..width.div_ceil(8) as usize).unwrap_or(&bytes));
        } else {
            varint(these.len().div_ceil(GROUP) << 1 | 1, out);
            pack(these, width, out);
        }
    }
}

/// Returns how many numbers come before a group that is the same throughout.
fn apart<T: Copy + PartialEq>(numbers: &[T]) -> usize {
    let is_run = |group: &[T]| group.len() == GROUP && group.iter().all(|n| Some(n) == group.first());
    match numbers.chunks(GROUP).position(is_run) {
        Some(groups) => groups * GROUP,
        None => numbers.len(),
    }
}

/// Appends groups of numbers. The last is filled up with zeros.
fn pack<T: Copy + Into<u32>>(numbers: &[T], width: u32, out: &mut Vec<u8>) {
    let end = out.len() + numbers.len().div_ceil(GROUP) * width as usize;
    let (mut bits, mut held) = (0_u64, 0);
    for n in numbers {
        bits |= u64::from((*n).into()) << held;
        held += width;
        if held >= u32::BITS {
            let [a, b, c, d, ..] = bits.to_le_bytes();
            out.extend_from_slice(&[a, b, c, d]);
            bits >>= u32::BITS;
            held -= u32::BITS;
        }
    }
    out.extend_from_slice(&bits.to_le_bytes());
    out.resize(end, 0);
}

/// Appends a number seven bits at a time.
fn varint(mut n: usize, out: &mut Vec<u8>) {
    while n >= 0x80 {
        out.push(n.to_le_bytes()[0] | 0x80);
        n >>= 7;
    }
    out.push(n.to_le_bytes()[0]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_format_has_it() {
        let written = |numbers: &[u32], width| {
            let mut out = Vec::new();
            write(numbers, width, &mut out);
            out
        };
        // The example of the format's documentation.
        assert_eq!(written(&[0, 1, 2, 3, 4, 5, 6, 7], 3), [0x03, 0x88, 0xc6, 0xfa]);
        assert_eq!(written(&[4; 100], 3), [0xc8, 0x01, 4]);
        assert_eq!(written(&[300; 8], 9), [16, 44, 1]);
        assert_eq!(written(&[1, 0, 1], 1), [3, 5]);
        assert_eq!(written(&[1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1], 1), [18, 1, 3, 6]);
        assert_eq!(written(&[0, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0], 1), [3, 254, 16, 0]);
        assert!(written(&[], 1).is_empty());
        assert_eq!(written(&[0; 9], 0), [18]);
        assert_eq!([0, 1, 2, 3, 4, 255, 256].map(width), [0, 1, 2, 2, 3, 8, 9]);
    }
}
