//! Unpacks what was packed with deflate (RFC 1951) inside zlib (RFC 1950), no further
//! than a limit: the record in a picture or a PDF, which are not packages.

/// Why something cannot be unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It is not what was packed.
    Damaged,
    /// More would come out than is taken.
    TooLong,
}

/// Unpacks a zlib stream; what follows it is not looked at. The checksum at its end is not
/// either: the record is JSON with a version, and is reckoned again.
pub(super) fn zlib(bytes: &[u8], most: usize) -> Result<Vec<u8>, Fault> {
    match bytes {
        [method, flags, rest @ ..]
            if method & 15 == 8
                && (u16::from(*method) << 8 | u16::from(*flags)) % 31 == 0
                && flags & 32 == 0 =>
        {
            Inflater { bits: Bits { bytes: rest, held: 0, count: 0 }, out: Vec::new(), most }.unpacked()
        }
        _ => Err(Fault::Damaged),
    }
}

/// Bits from the low end of each byte on.
struct Bits<'a> {
    bytes: &'a [u8],
    held: u32,
    count: u32,
}

impl Bits<'_> {
    fn take(&mut self, count: u32) -> Result<u32, Fault> {
        while self.count < count {
            let (byte, rest) = self.bytes.split_first().ok_or(Fault::Damaged)?;
            self.held |= u32::from(*byte) << self.count;
            self.count += 8;
            self.bytes = rest;
        }
        let taken = self.held & ((1 << count) - 1);
        self.held >>= count;
        self.count -= count;
        Ok(taken)
    }
}

/// A canonical Huffman code: how many codes of each length there are, and their symbols in order.
struct Code {
    counts: [u16; 16],
    symbols: Vec<u16>,
}

impl Code {
    fn of(lengths: &[u8]) -> Result<Self, Fault> {
        let mut counts = [0_u16; 16];
        for length in lengths {
            counts[usize::from(length & 15)] += 1;
        }
        counts[0] = 0;
        // More codes than fit into their lengths are none.
        let mut left = 1_i32;
        for count in &counts[1..] {
            left = (left << 1) - i32::from(*count);
            if left < 0 {
                return Err(Fault::Damaged);
            }
        }
        let mut coded: Vec<u16> =
            (0..).zip(lengths).filter(|(_, length)| **length > 0).map(|(at, _)| at).collect();
        coded.sort_by_key(|symbol| lengths[usize::from(*symbol)]);
        Ok(Self { counts, symbols: coded })
    }

    fn read(&self, bits: &mut Bits<'_>) -> Result<u16, Fault> {
        let (mut code, mut first, mut index) = (0_i32, 0_i32, 0_i32);
        for count in &self.counts[1..] {
            code |= bits.take(1)? as i32;
            let count = i32::from(*count);
            if code - first < count {
                let at = usize::try_from(index + code - first).map_err(|_| Fault::Damaged)?;
                return self.symbols.get(at).copied().ok_or(Fault::Damaged);
            }
            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }
        Err(Fault::Damaged)
    }
}

/// Base and extra bits of each length symbol from 257 on.
const LENGTHS: [(u16, u8); 29] = [
    (3, 0),
    (4, 0),
    (5, 0),
    (6, 0),
    (7, 0),
    (8, 0),
    (9, 0),
    (10, 0),
    (11, 1),
    (13, 1),
    (15, 1),
    (17, 1),
    (19, 2),
    (23, 2),
    (27, 2),
    (31, 2),
    (35, 3),
    (43, 3),
    (51, 3),
    (59, 3),
    (67, 4),
    (83, 4),
    (99, 4),
    (115, 4),
    (131, 5),
    (163, 5),
    (195, 5),
    (227, 5),
    (258, 0),
];

/// Base and extra bits of each distance symbol.
const DISTANCES: [(u16, u8); 30] = [
    (1, 0),
    (2, 0),
    (3, 0),
    (4, 0),
    (5, 1),
    (7, 1),
    (9, 2),
    (13, 2),
    (17, 3),
    (25, 3),
    (33, 4),
    (49, 4),
    (65, 5),
    (97, 5),
    (129, 6),
    (193, 6),
    (257, 7),
    (385, 7),
    (513, 8),
    (769, 8),
    (1_025, 9),
    (1_537, 9),
    (2_049, 10),
    (3_073, 10),
    (4_097, 11),
    (6_145, 11),
    (8_193, 12),
    (12_289, 12),
    (16_385, 13),
    (24_577, 13),
];

/// The order in which the lengths of the code of lengths are written.
const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

struct Inflater<'a> {
    bits: Bits<'a>,
    out: Vec<u8>,
    most: usize,
}

impl Inflater<'_> {
    fn unpacked(mut self) -> Result<Vec<u8>, Fault> {
        loop {
            let last = self.bits.take(1)? == 1;
            match self.bits.take(2)? {
                0 => self.stored()?,
                1 => {
                    let (literals, distances) = fixed()?;
                    self.block(&literals, &distances)?;
                }
                2 => {
                    let (literals, distances) = self.codes()?;
                    self.block(&literals, &distances)?;
                }
                _ => return Err(Fault::Damaged),
            }
            if last {
                return Ok(self.out);
            }
        }
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        if self.out.len() + bytes.len() > self.most {
            return Err(Fault::TooLong);
        }
        self.out.extend_from_slice(bytes);
        Ok(())
    }

    /// A block that is not packed: it begins at a whole byte.
    fn stored(&mut self) -> Result<(), Fault> {
        let spare = self.bits.count % 8;
        self.bits.take(spare)?;
        let length = self.bits.take(16)?;
        if length != !self.bits.take(16)? & 0xffff {
            return Err(Fault::Damaged);
        }
        for _ in 0..length {
            let byte = self.bits.take(8)? as u8;
            self.put(&[byte])?;
        }
        Ok(())
    }

    fn block(&mut self, literals: &Code, distances: &Code) -> Result<(), Fault> {
        loop {
            match literals.read(&mut self.bits)? {
                256 => return Ok(()),
                literal @ 0..=255 => self.put(&[literal as u8])?,
                symbol => {
                    let length = self.long(&LENGTHS, usize::from(symbol) - 257)?;
                    let symbol = distances.read(&mut self.bits)?;
                    let back = self.long(&DISTANCES, usize::from(symbol))?;
                    let start = self.out.len().checked_sub(back).ok_or(Fault::Damaged)?;
                    for at in start..start + length {
                        let byte = *self.out.get(at).ok_or(Fault::Damaged)?;
                        self.put(&[byte])?;
                    }
                }
            }
        }
    }

    fn long(&mut self, table: &[(u16, u8)], symbol: usize) -> Result<usize, Fault> {
        let (base, extra) = *table.get(symbol).ok_or(Fault::Damaged)?;
        Ok(usize::from(base) + self.bits.take(u32::from(extra))? as usize)
    }

    /// The codes of a block that brings its own.
    fn codes(&mut self) -> Result<(Code, Code), Fault> {
        let literals = self.bits.take(5)? as usize + 257;
        let distances = self.bits.take(5)? as usize + 1;
        let written = self.bits.take(4)? as usize + 4;
        let mut lengths = [0_u8; 19];
        for at in ORDER.iter().take(written) {
            lengths[*at] = self.bits.take(3)? as u8;
        }
        let code = Code::of(&lengths)?;
        let mut all: Vec<u8> = Vec::with_capacity(literals + distances);
        while all.len() < literals + distances {
            let (length, times) = match code.read(&mut self.bits)? {
                length @ 0..=15 => (length as u8, 1),
                16 => (*all.last().ok_or(Fault::Damaged)?, 3 + self.bits.take(2)?),
                17 => (0, 3 + self.bits.take(3)?),
                _ => (0, 11 + self.bits.take(7)?),
            };
            all.extend(std::iter::repeat_n(length, times as usize));
        }
        if all.len() > literals + distances {
            return Err(Fault::Damaged);
        }
        let (literals, distances) = all.split_at(literals);
        Ok((Code::of(literals)?, Code::of(distances)?))
    }
}

/// The codes of a block that brings none.
fn fixed() -> Result<(Code, Code), Fault> {
    let length = |symbol: u16| match symbol {
        0..=143 => 8,
        144..=255 => 9,
        256..=279 => 7,
        _ => 8,
    };
    let literals: Vec<u8> = (0..288).map(length).collect();
    Ok((Code::of(&literals)?, Code::of(&[5; 30])?))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read, Seek, SeekFrom, Write};

    use proptest::prelude::*;

    use super::*;

    /// The same bytes packed by another hand: the content of a part of a package, in zlib.
    fn packed(bytes: &[u8], level: i64) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Deflated)
            .compression_level(Some(level));
        writer.start_file("a", options).unwrap();
        writer.write_all(bytes).unwrap();
        let mut archive = zip::ZipArchive::new(writer.finish().unwrap()).unwrap();
        let (start, size) = {
            let part = archive.by_index_raw(0).unwrap();
            (part.data_start().unwrap(), part.compressed_size())
        };
        let mut file = archive.into_inner();
        file.seek(SeekFrom::Start(start)).unwrap();
        let mut content = Vec::new();
        file.take(size).read_to_end(&mut content).unwrap();
        [&[0x78, 0x9c][..], &content].concat()
    }

    #[test]
    fn what_was_packed_comes_out_again() {
        let long: Vec<u8> = (0..200_000_u32).map(|at| (at * at >> 7) as u8).collect();
        for bytes in [&b""[..], b"a", b"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", include_bytes!("mod.rs"), &long] {
            for level in [1, 6, 9] {
                let packed = packed(bytes, level);
                assert_eq!(zlib(&packed, 1 << 20).as_deref(), Ok(bytes));
            }
        }
        assert_eq!(zlib(&packed(&[7; 10_000], 6), 9_999), Err(Fault::TooLong));
        assert_eq!(zlib(b"", 10), Err(Fault::Damaged));
        assert_eq!(zlib(&[0x78, 0x9c, 7], 10), Err(Fault::Damaged));
    }

    proptest! {
        #[test]
        fn any_bytes_come_out_or_are_refused(bytes: Vec<u8>, level in 1_i64..=9) {
            prop_assert_eq!(zlib(&packed(&bytes, level), 1 << 20), Ok(bytes.clone()));
            let _ = zlib(&[&[0x78, 0x9c][..], &bytes].concat(), 1 << 16);
        }
    }
}
