use std::any::Any;
use std::panic::{self, UnwindSafe};

/// Calls a function of a library that may panic. Returns the message if it does, which isn't
/// printed then.
pub(super) fn catch<T>(call: impl FnOnce() -> T + UnwindSafe) -> Result<T, String> {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let result = panic::catch_unwind(call);
    panic::set_hook(hook);
    result.map_err(|payload| message(&*payload))
}

fn message(payload: &dyn Any) -> String {
    let text = payload.downcast_ref::<&str>().copied();
    let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("unknown panic").to_owned()
}

#[cfg(test)]
mod tests {
    use super::catch;

    #[test]
    fn panics_are_messages() {
        let check = |number: u8| {
            assert!(number < 5, "{number} is too large");
            Some(number).filter(|number| *number > 0).expect("a number")
        };
        assert_eq!(catch(|| check(1)), Ok(1));
        assert_eq!(catch(|| check(0)), Err("a number".to_owned()));
        assert_eq!(catch(|| check(7)), Err("7 is too large".to_owned()));
    }
}
