/// A text in which what stands in the rows of tables is replaced by letters, byte for byte.
///
/// Most of a page is rows, and they are read from the page itself. Without marks in them the Markdown parser, which is to say
/// where tables begin and end, has nothing to look for there.
pub(super) fn masked(text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    // A table's head and the line of dashes below it tell a table from text.
    let mut rows = 0;
    let mut start = 0;
    while start < bytes.len() {
        let end = memchr::memchr(b'\n', &bytes[start..]).map_or(bytes.len(), |at| start + at);
        let line = &mut bytes[start..end];
        rows = if line.first() == Some(&b'|') {
            rows + 1
        } else {
            0
        };
        if rows > 2 && !line.iter().all(|byte| b"|-: \t\r".contains(byte)) {
            let last = line.len() - usize::from(line.ends_with(b"\r"));
            line[1..last].fill(b'x');
        }
        start = end + 1;
    }
    String::from_utf8(bytes).expect("whole lines become ASCII")
}
