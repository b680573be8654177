//! Server-sent events out of a body that comes in pieces.

/// A line that is longer was meant for something else.
const LONGEST_LINE: usize = 64 * 1024;

/// What has come so far and is no whole event yet.
#[derive(Default)]
pub struct Events {
    line: Vec<u8>,
    data: String,
}

impl Events {
    /// The data of every event that these bytes complete.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<String> {
        let mut whole = Vec::new();
        for byte in bytes {
            if *byte != b'\n' {
                if self.line.len() < LONGEST_LINE {
                    self.line.push(*byte);
                }
                continue;
            }
            let line = String::from_utf8_lossy(&self.line).trim_end_matches('\r').to_owned();
            self.line.clear();
            if line.is_empty() {
                if !self.data.is_empty() {
                    whole.push(std::mem::take(&mut self.data));
                }
            } else if let Some(data) = line.strip_prefix("data:") {
                self.data.push_str(data.strip_prefix(' ').unwrap_or(data));
            }
        }
        whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_whole_at_its_empty_line_however_it_was_cut() {
        let text = b": diam\n\nid: 7\ndata: {\"a\":1}\n\r\ndata:{\"b\":2}\n\n";
        for cut in 0..text.len() {
            let mut events = Events::default();
            let mut heard = events.feed(&text[..cut]);
            heard.extend(events.feed(&text[cut..]));
            assert_eq!(heard, ["{\"a\":1}", "{\"b\":2}"]);
        }
    }
}
