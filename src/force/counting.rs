//! Whole posts, companies, brigades and bases out of fractions.

/// The least whole number of things that covers a fraction: ⌈x⌉.
///
/// `80 / (80/55)` is 55.000 000 000 000 01 to a computer; a plain ceiling would
/// build a 56th post. A part in a thousand million is forgiven, which is less
/// than a millimetre of line a kilometre.
pub fn whole_up(value: f64) -> f64 {
    let forgiven = 1e-9 * value.abs().max(1.0);
    (value - forgiven).ceil().max(0.0)
}

/// The whole things that a zone adds to those which its neighbours already
/// have: `⌈before + own⌉ − ⌈before⌉`.
///
/// Zones of one theatre share a reserve. Shared out in this way, in any order,
/// the parts sum to `⌈Σ own⌉`: the number that the theatre needs as a whole.
///
/// Worked example: three belts of 40 km with a company for each 60 km need two
/// companies together. One by one the shares are 1, 1 and 0; each by itself
/// would take 1, three in all.
pub fn whole_share(before: f64, own: f64) -> f64 {
    whole_up(before + own) - whole_up(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_number_stays_what_it_is() {
        assert_eq!(whole_up(80.0 / (80.0 / 55.0)), 55.0);
        assert_eq!(whole_up(44.0 / 3.0), 15.0);
        assert_eq!(whole_up(0.0), 0.0);
        assert_eq!(whole_up(0.001), 1.0);
        assert_eq!(whole_up(315.0), 315.0);
        assert_eq!(whole_up(315.01), 316.0);
    }

    #[test]
    fn shares_sum_to_the_whole() {
        for own in [0.1, 1.0 / 3.0, 40.0 / 60.0, 1.0, 2.71] {
            let mut before = 0.0;
            let mut sum = 0.0;
            for _ in 0..97 {
                sum += whole_share(before, own);
                before += own;
            }
            assert_eq!(sum, whole_up(97.0 * own), "{own}");
        }
    }
}
