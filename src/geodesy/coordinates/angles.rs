//! Degrees: decimal, with minutes, with seconds, and their signs and letters.

use geo_types::Coord;

use super::{Notation, Read};
use crate::problem::Refusal;

/// Where the numbers of a place in Ukraine lie: longitude and latitude from, to.
/// The two ranges share no number, so the order of two bare numbers is plain there.
const UKRAINE: [[f64; 2]; 2] = [[21.5, 40.8], [44.0, 52.9]];

/// Which of the two an angle is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Axis {
    Latitude,
    Longitude,
}

/// What a text is made of.
#[derive(Clone, Debug, PartialEq)]
enum Token {
    /// A number as typed, without its sign, and whether it is negative.
    Number(String, bool),
    /// Degrees, minutes or seconds, as 0, 1 or 2.
    Unit(usize),
    /// A letter of the compass; whether it turns the sign.
    Side(Axis, bool),
    /// What stands between the two.
    Between,
}

/// Words of the compass: latitude or longitude, whether it turns the sign.
const SIDES: &[(&str, Axis, bool)] = &[
    ("N", Axis::Latitude, false),
    ("S", Axis::Latitude, true),
    ("E", Axis::Longitude, false),
    ("W", Axis::Longitude, true),
    ("NORTH", Axis::Latitude, false),
    ("SOUTH", Axis::Latitude, true),
    ("EAST", Axis::Longitude, false),
    ("WEST", Axis::Longitude, true),
    ("LAT", Axis::Latitude, false),
    ("LON", Axis::Longitude, false),
    ("LONG", Axis::Longitude, false),
    ("LNG", Axis::Longitude, false),
    ("LATITUDE", Axis::Latitude, false),
    ("LONGITUDE", Axis::Longitude, false),
    ("ПН", Axis::Latitude, false),
    ("ПНШ", Axis::Latitude, false),
    ("ПД", Axis::Latitude, true),
    ("ПДШ", Axis::Latitude, true),
    ("СХ", Axis::Longitude, false),
    ("СХД", Axis::Longitude, false),
    ("ЗХ", Axis::Longitude, true),
    ("ЗХД", Axis::Longitude, true),
];

/// Whether a word is no word of coordinates.
pub(super) fn is_word(word: &str) -> bool {
    let upper = word.to_uppercase();
    upper.chars().count() > 1 && !SIDES.iter().any(|(side, ..)| *side == upper) && upper != "Ш"
}

/// Reads two angles. `None` where the text is not made of numbers and signs.
pub(super) fn read(text: &str) -> Option<Result<Read, Refusal>> {
    // A comma between digits is a decimal comma if that leaves two numbers, and
    // otherwise stands between them.
    let with = tokens(text, true);
    let without = tokens(text, false);
    if let Some(found) = with.as_deref().and_then(two_angles)
        && found.is_ok()
    {
        return Some(found);
    }
    let second = without.as_deref().and_then(two_angles);
    match second {
        Some(Ok(read)) => Some(Ok(read)),
        Some(Err(refusal)) => Some(Err(refusal)),
        None => with.as_deref().and_then(two_angles),
    }
}

fn tokens(text: &str, decimal_comma: bool) -> Option<Vec<Token>> {
    let letters: Vec<char> = text.to_uppercase().chars().collect();
    let digit = |at: usize| letters.get(at).is_some_and(char::is_ascii_digit);
    let pointed = (0..letters.len()).any(|at| letters[at] == '.' && digit(at + 1));
    let decimal_comma = decimal_comma && !pointed;
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        match letter {
            '-' | '−' | '–' | '+'
                if digit(at + 1) || (letters.get(at + 1) == Some(&'.') && digit(at + 2)) =>
            {
                at += 1;
                at = take_number(&letters, at, decimal_comma, letter != '+', &mut tokens)?;
            }
            '0'..='9' | '.' if letter != '.' || digit(at + 1) => {
                at = take_number(&letters, at, decimal_comma, false, &mut tokens)?;
            }
            '°' | 'º' | '˚' => {
                tokens.push(Token::Unit(0));
                at += 1;
            }
            '\'' | '′' | '’' | '‘' | '´' | '`' | 'ʹ' => {
                let twice = letters.get(at + 1) == Some(&letter);
                tokens.push(Token::Unit(if twice { 2 } else { 1 }));
                at += if twice { 2 } else { 1 };
            }
            '"' | '″' | '”' | '“' | '„' => {
                tokens.push(Token::Unit(2));
                at += 1;
            }
            ',' | ';' | '|' | '/' => {
                tokens.push(Token::Between);
                at += 1;
            }
            '(' | ')' | '[' | ']' | ':' | '=' => at += 1,
            letter if letter.is_whitespace() => at += 1,
            letter if letter.is_alphabetic() => {
                let mut word = String::new();
                // "пн. ш." is one word.
                while let Some(next) = letters.get(at).filter(|next| next.is_alphabetic()) {
                    word.push(*next);
                    at += 1;
                    let dotted = letters.get(at) == Some(&'.');
                    let gap = usize::from(dotted && letters.get(at + 1) == Some(&' '));
                    let follows = letters.get(at + 1 + gap).is_some_and(|c| matches!(c, 'Ш' | 'Д'));
                    if dotted {
                        at += if follows { 1 + gap } else { 1 };
                        if !follows {
                            break;
                        }
                    }
                }
                let (_, axis, turns) = SIDES.iter().find(|(side, ..)| *side == word)?;
                tokens.push(Token::Side(*axis, *turns));
            }
            _ => return None,
        }
    }
    Some(tokens)
}

fn take_number(
    letters: &[char],
    mut at: usize,
    decimal_comma: bool,
    negative: bool,
    tokens: &mut Vec<Token>,
) -> Option<usize> {
    let mut number = String::new();
    let mut pointed = false;
    while let Some(&letter) = letters.get(at) {
        let digit_next = letters.get(at + 1).is_some_and(char::is_ascii_digit);
        match letter {
            '0'..='9' => number.push(letter),
            '.' if !pointed => {
                pointed = true;
                number.push('.');
            }
            ',' if decimal_comma && !pointed && digit_next => {
                pointed = true;
                number.push('.');
            }
            _ => break,
        }
        at += 1;
    }
    // "12.3.4" is a date or a version.
    if letters.get(at) == Some(&'.') {
        return None;
    }
    tokens.push(Token::Number(number, negative));
    Some(at)
}

/// One angle with what is known of it.
struct Angle {
    value: f64,
    axis: Option<Axis>,
    parts: usize,
}

fn two_angles(tokens: &[Token]) -> Option<Result<Read, Refusal>> {
    let numbers = tokens.iter().filter(|token| matches!(token, Token::Number(..))).count();
    if numbers < 2 {
        return None;
    }
    let (first, second) = halves(tokens)?;
    let both = angle(first).and_then(|one| Ok((one, angle(second)?)));
    Some(both.and_then(|(one, other)| together(&one, &other)))
}

/// Cuts the text into its two angles.
fn halves(tokens: &[Token]) -> Option<(&[Token], &[Token])> {
    let is_number = |token: &Token| matches!(token, Token::Number(..));
    let numbers_in = |part: &[Token]| part.iter().filter(|token| is_number(token)).count();
    let sides: Vec<usize> = (0..tokens.len()).filter(|at| matches!(tokens[*at], Token::Side(..))).collect();
    let cut = |at: usize| {
        let (first, second) = tokens.split_at_checked(at)?;
        (numbers_in(first) > 0 && numbers_in(second) > 0).then_some((first, second))
    };
    // "N 49 30 E 36 15": a letter begins each; "49 30 N 36 15 E": it ends each.
    if let [first, second] = sides.as_slice() {
        let halves = if *first == 0 { cut(*second) } else { cut(first + 1) };
        if halves.is_some() {
            return halves;
        }
    }
    let mut between = (0..tokens.len()).filter(|at| tokens[*at] == Token::Between);
    if let (Some(at), None) = (between.next(), between.next())
        && let Some(halves) = cut(at)
    {
        return Some(halves);
    }
    // Each sign of degrees stands behind the first number of an angle.
    let mut degrees = (0..tokens.len()).filter(|at| tokens[*at] == Token::Unit(0));
    if let (Some(_), Some(second), None) = (degrees.next(), degrees.next(), degrees.next())
        && let Some(before) = second.checked_sub(1)
        && let Some(halves) = cut(before)
    {
        return Some(halves);
    }
    let half = numbers_in(tokens) / 2;
    if numbers_in(tokens) != half * 2 {
        return None;
    }
    let at = (0..tokens.len()).filter(|at| is_number(&tokens[*at])).nth(half)?;
    cut(at)
}

fn angle(tokens: &[Token]) -> Result<Angle, Refusal> {
    let mut parts: Vec<(f64, String)> = Vec::new();
    let mut axis = None;
    let mut negative = false;
    let hint = "Write degrees, minutes and seconds, as in 49°58′51″ N.";
    for token in tokens {
        match token {
            Token::Number(text, minus) => {
                if *minus && !parts.is_empty() {
                    return Err(Refusal::new("Only degrees have a sign", hint));
                }
                negative |= *minus;
                let value = text.parse().map_err(|_| Refusal::new("This is no number", hint))?;
                parts.push((value, text.clone()));
            }
            Token::Unit(unit) if parts.len() != unit + 1 => {
                return Err(Refusal::new("Degrees, minutes and seconds are out of order", hint));
            }
            Token::Side(_, _) if axis.is_some() => {
                return Err(Refusal::new("An angle has two directions", hint));
            }
            Token::Side(side, turns) => {
                axis = Some(*side);
                negative ^= *turns;
            }
            Token::Unit(_) | Token::Between => {}
        }
    }
    let last = parts.len().saturating_sub(1);
    if parts.len() > 3 {
        return Err(Refusal::new("An angle has more than degrees, minutes and seconds", hint));
    }
    if parts.iter().take(last).any(|(_, text)| text.contains('.')) {
        return Err(Refusal::new("Only the last part of an angle has decimals", hint));
    }
    if parts.iter().skip(1).any(|(value, _)| *value >= 60.0) {
        return Err(Refusal::new("Minutes and seconds end at 60", hint));
    }
    let value = parts.iter().rev().fold(0.0, |below, (value, _)| value + below / 60.0);
    Ok(Angle { value: if negative { -value } else { value }, axis, parts: parts.len() })
}

fn together(one: &Angle, other: &Angle) -> Result<Read, Refusal> {
    let within = |value: f64, [from, to]: [f64; 2]| (from..=to).contains(&value);
    let here = |lat: f64, lon: f64| within(lon, UKRAINE[0]) && within(lat, UKRAINE[1]);
    let mut note = None;
    let turned = match (one.axis, other.axis) {
        (Some(a), Some(b)) if a == b => {
            return Err(Refusal::new(
                "Both numbers are of the same kind",
                "One is a latitude (N, пн), the other a longitude (E, сх).",
            ));
        }
        (Some(axis), _) => axis == Axis::Longitude,
        (None, Some(axis)) => axis == Axis::Latitude,
        (None, None) if here(one.value, other.value) => false,
        (None, None) if here(other.value, one.value) => {
            note = Some("Taken as longitude, latitude: the other way round it is not in Ukraine".to_owned());
            true
        }
        (None, None) if one.value.abs() > 90.0 => true,
        (None, None) => {
            note = Some(if other.value.abs() > 90.0 {
                "Not in Ukraine".to_owned()
            } else {
                "Not in Ukraine either way; taken as latitude, longitude".to_owned()
            });
            false
        }
    };
    let (lat, lon) = if turned { (other.value, one.value) } else { (one.value, other.value) };
    let most = one.parts.max(other.parts);
    let notation = if most > 1 { Notation::Sexagesimal } else { Notation::Decimal };
    Ok(Read { at: Coord { x: lon, y: lat }, notation, note })
}

/// "49°58′50.9″ N".
pub(super) fn written(degrees: f64, [plus, minus]: [char; 2]) -> String {
    // Rounded once, to tenths of a second, so that 59.96″ is not written as 60.0″.
    let tenths = (degrees.abs() * 36_000.0).round();
    let seconds = tenths % 600.0 / 10.0;
    let minutes = (tenths / 600.0).floor() % 60.0;
    let whole = (tenths / 36_000.0).floor();
    let side = if degrees < 0.0 { minus } else { plus };
    format!("{whole:.0}°{minutes:02.0}′{seconds:04.1}″ {side}")
}
