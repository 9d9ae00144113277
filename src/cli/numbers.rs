//! Numbers as people type them.

use crate::units::Span;

/// A number that is not negative: `1100`, `12_500`, `0.25`.
pub fn amount(text: &str) -> Result<f64, String> {
    let value = number(text)?;
    if value < 0.0 { Err(format!("{text} is negative")) } else { Ok(value) }
}

/// A whole number that is not negative: sites and aircraft do not come in halves.
pub fn count(text: &str) -> Result<f64, String> {
    let value = amount(text)?;
    if value.fract() == 0.0 { Ok(value) } else { Err(format!("{text} is not a whole number")) }
}

/// Whole months.
pub fn whole_months(text: &str) -> Result<u32, String> {
    let value = count(text)?;
    if value <= 1e6 { Ok(value as u32) } else { Err(format!("{text} months are too many")) }
}

/// Larger numbers are slips: beyond it a computer cannot tell one person more.
const LARGEST: f64 = 1e15;

fn number(text: &str) -> Result<f64, String> {
    let plain: String =
        text.chars().filter(|c| !matches!(c, '_' | ' ' | '\u{2009}' | '\u{a0}' | '\u{202f}')).collect();
    if plain.contains(',') {
        return Err("write 12500 or 12_500, and a point before decimals".to_owned());
    }
    match plain.parse::<f64>() {
        Ok(value) if value.abs() > LARGEST => Err("this is beyond anything that is counted here".to_owned()),
        Ok(value) if !value.is_nan() => Ok(value),
        _ => Err("this is not a number".to_owned()),
    }
}

/// One value for all cases, or three of them: `3.5` or `5/3.5/2` (low/central/high).
pub fn cases(text: &str) -> Result<Span<f64>, String> {
    let values: Vec<f64> = text.split('/').map(number).collect::<Result<_, _>>()?;
    match values[..] {
        [value] => Ok(Span::flat(value)),
        [low, central, high] => Ok(Span::new(low, central, high)),
        _ => Err("give one value, or low/central/high".to_owned()),
    }
}

/// A figure with its value: `spacing=5/3.5/2` or `m3a.spacing=3`.
pub fn setting(text: &str) -> Result<(String, Span<f64>), String> {
    let (name, value) = text.split_once('=').ok_or("write name=value or name=low/central/high")?;
    Ok((name.trim().to_owned(), cases(value)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_type_them() {
        assert_eq!(amount("12_500.5"), Ok(12_500.5));
        assert_eq!(amount("12\u{2009}500"), Ok(12_500.0));
        assert_eq!(cases("5/3.5/2"), Ok(Span::new(5.0, 3.5, 2.0)));
        assert_eq!(setting("m3a.post=8"), Ok(("m3a.post".to_owned(), Span::flat(8.0))));
        for wrong in ["12,500", "-1", "NaN", "inf", "1e999", "1e300", ""] {
            assert!(amount(wrong).is_err(), "{wrong}");
        }
        assert_eq!((count("3.0"), whole_months("24")), (Ok(3.0), Ok(24)));
        assert!(count("1.5").is_err() && whole_months("1e9").is_err());
        assert!(cases("1/2").is_err() && setting("spacing").is_err());
    }
}
