//! VP8's arithmetic decoder (RFC 6386, section 7): one yes or no at a time, each with its own probability.

/// Reads decisions from one partition. Past its end it gives zeros and remembers.
///
/// A copy that is worked on and put back stays in registers: nothing here hands out its address.
#[derive(Clone, Copy)]
pub(super) struct Bits<'a> {
    rest: &'a [u8],
    value: u64,
    /// The interval less one: 127 to 254 between decisions.
    range: u32,
    /// How many bits of `value` lie below the eight in use; negative when more must be loaded.
    below: i32,
    ended: bool,
}

impl<'a> Bits<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes, value: 0, range: 254, below: -8, ended: false }
    }

    /// Whether more was read than there is.
    pub(super) const fn ended(&self) -> bool {
        self.ended
    }

    #[cold]
    #[inline(never)]
    fn loaded(mut self) -> Self {
        if let Some((&head, _)) = self.rest.split_first_chunk::<8>() {
            // Seven bytes at once: with the one in use they fill the word.
            self.value = self.value << 56 | u64::from_be_bytes(head) >> 8;
            self.rest = &self.rest[7..];
            self.below += 56;
        } else if let Some((&byte, rest)) = self.rest.split_first() {
            self.value = self.value << 8 | u64::from(byte);
            self.rest = rest;
            self.below += 8;
        } else {
            self.value <<= 8;
            self.below += 8;
            self.ended = true;
        }
        self
    }

    /// A decision that is no with `probability` in 256.
    #[inline(always)]
    pub(super) fn bit(&mut self, probability: u8) -> bool {
        if self.below < 0 {
            *self = self.loaded();
        }
        let split = (self.range * u32::from(probability)) >> 8;
        let yes = (self.value >> self.below) as u32 > split;
        let range = if yes {
            self.value -= u64::from(split + 1) << self.below;
            self.range - split
        } else {
            split + 1
        };
        // Counted in a byte, this is known never to be the case of no bit at all.
        let shift = (range as u8).leading_zeros() as i32;
        self.below -= shift;
        self.range = (range << shift) - 1;
        yes
    }

    /// `value` or its negative: a decision as likely as not, which no processor guesses, and so without a branch. Not
    /// for a partition's first one, whose interval is the only one to be 255 wide.
    #[inline(always)]
    pub(super) fn sign(&mut self, value: i32) -> i32 {
        if self.below < 0 {
            *self = self.loaded();
        }
        let split = self.range >> 1;
        // All ones for yes. Either half is 64 to 127 wide, so that one bit is always used up.
        let yes = (split as i32 - (self.value >> self.below) as i32) >> 31;
        self.value -= u64::from((split + 1) & yes as u32) << self.below;
        self.range = self.range.wrapping_add(yes as u32) | 1;
        self.below -= 1;
        (value ^ yes) - yes
    }

    #[inline(always)]
    pub(super) fn one(&mut self, probability: u8) -> i32 {
        i32::from(self.bit(probability))
    }

    pub(super) fn flag(&mut self) -> bool {
        self.bit(128)
    }

    /// `count` bits, the highest first.
    pub(super) fn literal(&mut self, count: u32) -> i32 {
        (0..count).fold(0, |value, _| value << 1 | self.one(128))
    }

    /// A value with its sign behind it, or 0 when a flag says there is none.
    pub(super) fn signed(&mut self, count: u32) -> i32 {
        if !self.flag() {
            return 0;
        }
        let value = self.literal(count);
        if self.flag() { -value } else { value }
    }
}
