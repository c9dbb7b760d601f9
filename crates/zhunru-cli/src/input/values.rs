//! The JSON values of a stream, one by one: the elements of an array, or one value alone.
//!
//! Only the value at hand is in memory, and of one past the limits nothing. The bounds of values
//! are found by brackets and quotation marks; whether a value is JSON is for its reader to say.

use std::io::{self, BufRead};

use super::brackets::{Brackets, Step};

/// Most bytes of one JSON value.
pub(crate) const VALUE_BYTES: usize = 16 * 1024 * 1024;

/// A place in a text, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Position {
    /// The line.
    pub(crate) line: u64,
    /// The column, in characters.
    pub(crate) column: u64,
}

/// What is wrong with the text, as far as the bounds of its values go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum TextFault {
    /// There is nothing but white space.
    #[error("it is empty; a JSON object or array of proposals is expected")]
    Empty,
    /// The text ends before the value or the array does.
    #[error("the text ends here, before the value is closed; the file is cut off")]
    CutOff,
    /// A value has more bytes than allowed.
    #[error("the value has more than {VALUE_BYTES} bytes, the most that is read of one")]
    TooLong,
    /// A value is nested deeper than allowed.
    #[error("values are nested deeper than {}", super::brackets::DEPTH)]
    TooDeep,
    /// A closing bracket does not match the open one.
    #[error("the bracket does not match the open one; what follows cannot be read")]
    Unmatched,
    /// A string holds a line end, which JSON does not allow.
    #[error(
        "a string is not closed on its line; write a line end as `\\n`. What follows cannot be read"
    )]
    OpenString,
    /// Something else than a comma or the end stands behind an element.
    #[error("expected `,` or `]` behind the element")]
    NoComma,
    /// A comma stands where an element should.
    #[error("expected a value, found a comma or the end of the array")]
    NoValue,
    /// Something stands behind the end.
    #[error("nothing may follow the end of the JSON value")]
    Trailing,
}

impl TextFault {
    /// The message in Chinese.
    pub(crate) fn chinese(self) -> String {
        match self {
            Self::Empty => "内容为空；应为 JSON 对象或由申请组成的数组".into(),
            Self::CutOff => "内容到此中断，文件不完整".into(),
            Self::TooLong => format!("一个值超过 {VALUE_BYTES} 字节，超出可读取的上限"),
            Self::TooDeep => format!("嵌套超过 {} 层", super::brackets::DEPTH),
            Self::Unmatched => "括号不配对，其后的内容无法读取".into(),
            Self::OpenString => "字符串在本行没有结束；换行应写作 \\n。其后的内容无法读取".into(),
            Self::NoComma => "元素之后应为“,”或“]”".into(),
            Self::NoValue => "此处应为一个值，却是逗号或数组的结尾".into(),
            Self::Trailing => "JSON 值结束之后不应再有内容".into(),
        }
    }
}

/// One value, or a fault in its place.
#[derive(Debug)]
pub(crate) struct Piece {
    /// The element's index in the array, from 0; nothing for a value alone.
    pub(crate) element: Option<usize>,
    /// Where the value begins, or where the fault is.
    pub(crate) position: Position,
    /// The value's bytes.
    pub(crate) content: Result<Vec<u8>, TextFault>,
}

/// The values of a stream of JSON text.
pub(crate) struct Values<R> {
    reader: R,
    position: Position,
    element: Option<usize>,
    state: State,
    after_comma: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Start,
    Element,
    Behind,
    End,
    Done,
}

impl<R: BufRead> Values<R> {
    /// Reads `reader` from its beginning.
    pub(crate) fn new(reader: R) -> Self {
        Values {
            reader,
            position: Position { line: 1, column: 1 },
            element: None,
            state: State::Start,
            after_comma: false,
        }
    }

    /// The next value, or fault; nothing at the end.
    ///
    /// # Errors
    /// When the stream cannot be read.
    pub(crate) fn next_value(&mut self) -> io::Result<Option<Piece>> {
        loop {
            let byte = self.skip_space()?;
            match (self.state, byte) {
                (State::Done, _) => return Ok(None),
                (State::Start, None) => return self.stop(TextFault::Empty),
                (State::Start, Some(b'[')) => {
                    self.take();
                    self.element = Some(0);
                    self.state = State::Element;
                }
                (State::Start, Some(_)) => {
                    self.state = State::End;
                    return self.value().map(Some);
                }
                (State::Element | State::Behind, None) => return self.stop(TextFault::CutOff),
                (State::Element, Some(b']')) if !self.after_comma => {
                    self.take();
                    self.state = State::End;
                }
                (State::Element, Some(b']')) => {
                    self.state = State::End;
                    let fault = self.fault(TextFault::NoValue);
                    self.take();
                    return Ok(Some(fault));
                }
                (State::Element, Some(b',')) => {
                    let fault = self.fault(TextFault::NoValue);
                    self.take();
                    return Ok(Some(fault));
                }
                (State::Element, Some(_)) => {
                    self.state = State::Behind;
                    return self.value().map(Some);
                }
                (State::Behind, Some(b',')) => {
                    self.take();
                    self.after_comma = true;
                    self.next_element();
                }
                (State::Behind, Some(b']')) => {
                    self.take();
                    self.state = State::End;
                }
                // The next element begins here all the same.
                (State::Behind, Some(b'{')) => {
                    let fault = self.fault(TextFault::NoComma);
                    self.next_element();
                    return Ok(Some(fault));
                }
                (State::Behind, Some(_)) => return self.stop(TextFault::NoComma),
                (State::End, None) => self.state = State::Done,
                (State::End, Some(_)) => return self.stop(TextFault::Trailing),
            }
        }
    }

    fn next_element(&mut self) {
        self.element = self.element.map(|element| element + 1);
        self.state = State::Element;
    }

    fn fault(&self, fault: TextFault) -> Piece {
        Piece {
            element: self.element.filter(|_| self.state != State::End),
            position: self.position,
            content: Err(fault),
        }
    }

    /// A fault after which nothing is read.
    fn stop(&mut self, fault: TextFault) -> io::Result<Option<Piece>> {
        let fault = self.fault(fault);
        self.state = State::Done;
        Ok(Some(fault))
    }

    /// Takes a whole value, up to what stands behind it.
    fn value(&mut self) -> io::Result<Piece> {
        let element = self.element;
        let began = self.position;
        let mut brackets = Brackets::default();
        let mut bytes = Vec::new();
        let mut fault: Option<(TextFault, Position)> = None;
        while let Some(byte) = self.peek()? {
            let step = brackets.step(byte);
            match step {
                Step::Behind => break,
                Step::Unmatched | Step::OpenString => {
                    let kind = match step {
                        Step::Unmatched => TextFault::Unmatched,
                        _ => TextFault::OpenString,
                    };
                    self.state = State::Done;
                    return Ok(Piece {
                        element,
                        position: self.position,
                        content: Err(kind),
                    });
                }
                Step::TooDeep if fault.is_none() => {
                    fault = Some((TextFault::TooDeep, self.position));
                    bytes = Vec::new();
                }
                _ => {}
            }
            if fault.is_none() {
                if bytes.len() >= VALUE_BYTES {
                    fault = Some((TextFault::TooLong, began));
                    bytes = Vec::new();
                } else {
                    bytes.push(byte);
                }
            }
            self.take();
            if step == Step::Closed {
                break;
            }
        }
        if brackets.is_open() {
            self.state = State::Done;
            // That it is nested too deep says more than that it is cut off besides.
            let deep = fault.filter(|(kind, _)| *kind == TextFault::TooDeep);
            let (kind, position) = deep.unwrap_or((TextFault::CutOff, self.position));
            return Ok(Piece {
                element,
                position,
                content: Err(kind),
            });
        }
        Ok(match fault {
            Some((kind, position)) => Piece {
                element,
                position,
                content: Err(kind),
            },
            None => Piece {
                element,
                position: began,
                content: Ok(bytes),
            },
        })
    }

    fn skip_space(&mut self) -> io::Result<Option<u8>> {
        loop {
            match self.peek()? {
                Some(b' ' | b'\t' | b'\r' | b'\n') => self.take(),
                other => return Ok(other),
            }
        }
    }

    fn peek(&mut self) -> io::Result<Option<u8>> {
        loop {
            match self.reader.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                chunk => return Ok(chunk?.first().copied()),
            }
        }
    }

    /// Goes past the byte that was looked at.
    fn take(&mut self) {
        let byte = self.reader.fill_buf().ok().and_then(<[u8]>::first).copied();
        self.reader.consume(1);
        match byte {
            Some(b'\n') => {
                self.position.line += 1;
                self.position.column = 1;
            }
            // The further bytes of a character are no columns of their own.
            Some(byte) if byte & 0b1100_0000 != 0b1000_0000 => self.position.column += 1,
            _ => {}
        }
    }
}
