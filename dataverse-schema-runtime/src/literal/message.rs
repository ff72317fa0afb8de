use super::number::Number;

/// A message that is built in a constant. Parts that don't fit are left out.
pub(super) struct Message {
    bytes: [u8; 320],
    length: usize,
}

impl Message {
    pub(super) const EMPTY: Self = Self {
        bytes: [0; 320],
        length: 0,
    };

    pub(super) const fn text(self, text: &str) -> Self {
        self.push(text.as_bytes())
    }

    const fn push(mut self, bytes: &[u8]) -> Self {
        if self.length + bytes.len() <= self.bytes.len() {
            let mut at = 0;
            while at < bytes.len() {
                self.bytes[self.length] = bytes[at];
                self.length += 1;
                at += 1;
            }
        }
        self
    }

    pub(super) const fn integer(self, number: usize) -> Self {
        self.number(Number {
            is_negative: false,
            digits: number as u128,
            scale: 0,
        })
    }

    pub(super) const fn number(self, number: Number) -> Self {
        let mut message = self.text(if number.is_negative { "-" } else { "" });
        let mut unit = 1;
        let mut exponent = 0;
        while number.digits / unit >= 10 || exponent < number.scale {
            unit *= 10;
            exponent += 1;
        }
        loop {
            let digit = b'0' + (number.digits / unit % 10) as u8;
            message = message.push(&[digit]);
            if exponent == 0 {
                return message;
            }
            if exponent == number.scale {
                message = message.text(".");
            }
            unit /= 10;
            exponent -= 1;
        }
    }

    #[track_caller]
    pub(super) const fn panic(self) -> ! {
        let (message, _) = self.bytes.split_at(self.length);
        match core::str::from_utf8(message) {
            Ok(message) => panic!("{}", message),
            Err(_) => panic!("the message is text"),
        }
    }
}
