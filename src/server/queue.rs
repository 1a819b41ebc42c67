//! The session's queue: what the client says and asks goes before what was found in the background, each
//! in its own order.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use super::event::Event;

/// What was found waits for no more of the client's events than this, so that a client that never rests
/// does not shut it out.
const PATIENCE: usize = 64;

/// The end where events come out.
pub(crate) struct Queue {
    events: Receiver<Event>,
    found: VecDeque<Event>,
    /// How many events of the client have gone before it.
    overtaken: usize,
}

/// What came, if anything did.
pub(crate) enum Next {
    /// This.
    Event(Event),
    /// Nothing in the time given.
    Nothing,
    /// Nothing can come any more.
    End,
}

impl Queue {
    pub(crate) fn new(events: Receiver<Event>) -> Self {
        Self { events, found: VecDeque::new(), overtaken: 0 }
    }

    /// The next event, waited for no longer than a time where one is given.
    pub(crate) fn next(&mut self, within: Option<Duration>) -> Next {
        while self.overtaken < PATIENCE
            && let Ok(event) = self.events.try_recv()
        {
            if event.is_found() {
                self.found.push_back(event);
            } else {
                self.overtaken += usize::from(!self.found.is_empty());
                return Next::Event(event);
            }
        }
        self.overtaken = 0;
        if let Some(event) = self.found.pop_front() {
            return Next::Event(event);
        }
        let event = match within {
            Some(time) => self.events.recv_timeout(time),
            None => self.events.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match event {
            Ok(event) => Next::Event(event),
            Err(RecvTimeoutError::Timeout) => Next::Nothing,
            Err(RecvTimeoutError::Disconnected) => Next::End,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Sender, channel};

    use super::*;
    use crate::corpus::Batch;

    /// What comes out, up to where nothing is left: the run of what was found, 0 for the client's.
    fn taken(queue: &mut Queue, most: usize) -> Vec<u64> {
        let next = std::iter::from_fn(|| match queue.next(Some(Duration::ZERO)) {
            Next::Event(Event::Found { run, .. } | Event::JobEnded(run)) => Some(run),
            Next::Event(_) => Some(0),
            Next::Nothing | Next::End => None,
        });
        next.take(most).collect()
    }

    fn found(events: &Sender<Event>, run: u64) {
        events.send(Event::Found { run, batch: Box::new(Batch::default()) }).unwrap();
    }

    #[test]
    fn the_client_goes_first_and_shuts_nobody_out() {
        let (events, receiver) = channel();
        let mut queue = Queue::new(receiver);
        found(&events, 1);
        found(&events, 2);
        events.send(Event::JobEnded(3)).unwrap();
        events.send(Event::Initialized).unwrap();
        assert_eq!(taken(&mut queue, 9), [0, 1, 2, 3]);
        found(&events, 1);
        found(&events, 2);
        for _ in 0..=PATIENCE {
            events.send(Event::Initialized).unwrap();
        }
        let order = taken(&mut queue, 999);
        assert_eq!(order.iter().position(|run| *run == 1), Some(PATIENCE));
        assert_eq!(order[PATIENCE + 1..], [0, 2]);
        drop(events);
        assert!(matches!(queue.next(None), Next::End));
    }
}
