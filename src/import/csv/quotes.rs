//! Whether the quotes of a table are closed: one that is not takes in all rows below it.

/// Where a byte stands in its cell, as the reader of tables sees it.
#[derive(Clone, Copy)]
enum Stand {
    /// At the beginning of a cell; only here a quote opens.
    Begins,
    /// In a cell without quotes, or behind them.
    Plain,
    /// Between quotes.
    Quoted,
    /// Behind a quote that closes, unless another follows at once.
    Closed,
}

/// The line in which a quote opens that nothing closes. `sign` parts the cells; `first` is
/// the number of the first line.
pub fn never_closed(text: &str, sign: u8, first: usize) -> Option<usize> {
    let (mut stand, mut line, mut opened, mut before) = (Stand::Begins, first, first, 0);
    for byte in text.bytes() {
        stand = match (stand, byte) {
            (Stand::Begins, b'"') => {
                opened = line;
                Stand::Quoted
            }
            (Stand::Quoted, b'"') => Stand::Closed,
            (Stand::Quoted, _) | (Stand::Closed, b'"') => Stand::Quoted,
            (_, b'\n' | b'\r') => Stand::Begins,
            _ if byte == sign => Stand::Begins,
            _ => Stand::Plain,
        };
        line += usize::from(byte == b'\r' || (byte == b'\n' && before != b'\r'));
        before = byte;
    }
    matches!(stand, Stand::Quoted).then_some(opened)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_that_nothing_closes_is_named_by_its_line() {
        let closed = [
            "",
            "a,b\n1,2",
            "a\n\"x\ny\"\n",
            "a,b\n\"x \"\"y\"\" z\",\"\"",
            "a\n5\" gun\n\"N\" 7\" x\n",
            "\"a\"",
        ];
        for text in closed {
            assert_eq!(never_closed(text, b',', 1), None, "{text}");
        }
        assert_eq!(never_closed("a,b\n1,2\n3,\"x\n4,5\n", b',', 1), Some(3));
        assert_eq!(never_closed("a;b\r\n\"1\r\n\";2\r\n\"\"\"x;5\r\n", b';', 2), Some(5));
        assert_eq!(never_closed("a,\"", b',', 1), Some(1));
    }
}
