//! The live answer: a transport, mended by local search, kicked and mended again.

use super::answer::Allocation;
use super::instance::Instance;
use super::mending::Mending;
use super::objective::Objective;
use super::transport;
use super::whole::Whole;

/// Kicks of the live answer: the more, the smaller the instance. Counted, not timed, so
/// that the answer is the same everywhere. With 64 of them for 25 × 30 the answer is
/// there after 3 to 12 ms and within 2.4 % of the best found for the stored instances;
/// none would leave 2.9 %, six times as many 1.3 %, but miss the frame.
fn kicks(whole: &Whole) -> usize {
    48_000 / (whole.nations * whole.zones).clamp(240, 6_000)
}

/// Fills the zones, in a few milliseconds for 25 nations and 30 zones.
///
/// The shortfall is the least possible; the rest is near the least possible, and the
/// answer says how near. The same instance has the same answer everywhere, and the
/// order of its nations and zones does not change it as long as their names differ.
pub fn allocate(instance: &Instance) -> Allocation {
    let whole = Whole::of(instance);
    let (sent, bound) = live(&whole);
    Allocation::of(instance, &whole, &sent, bound)
}

/// What is sent, and the bound on the objective.
pub(super) fn live(whole: &Whole) -> (Vec<i64>, i64) {
    let root = transport::carry(whole, &transport::spread(whole));
    let bound = transport::points(root.cost);
    (kicked(whole, root.sent, bound, kicks(whole), &mut Dice::new()).1, bound)
}

/// What is sent after local search, and its objective.
pub(super) fn mended(whole: &Whole, sent: Vec<i64>) -> (i64, Vec<i64>) {
    kicked(whole, sent, i64::MIN, 0, &mut Dice::new())
}

/// As [`mended`], then kicked so many times, or until the bound is met: something is
/// changed for the worse, and what local search makes of it is kept if it is no worse
/// than before.
pub(super) fn kicked(
    whole: &Whole,
    sent: Vec<i64>,
    bound: i64,
    kicks: usize,
    dice: &mut Dice,
) -> (i64, Vec<i64>) {
    let before = Objective::of(whole, &sent).total();
    let mut mending = Mending::new(whole, sent);
    mending.mend();
    for _ in 0..kicks {
        if before.saturating_add(mending.change) <= bound {
            break;
        }
        let kept = mending.state();
        mending.kick(dice);
        mending.mend();
        if mending.change > kept.change {
            mending.restore(kept);
        }
    }
    let sent = mending.into_sent();
    (Objective::of(whole, &sent).total(), sent)
}

/// A row of numbers without pattern, always the same (`SplitMix64`, Steele et al. 2014).
pub(super) struct Dice(u64);

impl Dice {
    /// At the beginning of the row.
    pub const fn new() -> Self {
        Self(1)
    }

    /// A number below so many.
    pub fn below(&mut self, many: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % many.max(1) as u64) as usize
    }
}
