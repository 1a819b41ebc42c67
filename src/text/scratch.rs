//! Room that a thread keeps from one use to the next: to ask the system for it anew for each block or file
//! takes longer than what it is for.

use std::any::{Any, TypeId};
use std::cell::RefCell;

use rustc_hash::FxHashMap;

thread_local! {
    static ROOMS: RefCell<FxHashMap<TypeId, Box<dyn Any>>> = RefCell::default();
}

/// What this thread gave back last of a type, with all that is in it, or else a new one. Who needs it for one
/// use alone makes a type for it.
pub fn take<T: Default + 'static>() -> T {
    let kept = ROOMS.with_borrow_mut(|rooms| {
        rooms.get_mut(&TypeId::of::<T>()).and_then(|room| room.downcast_mut::<T>()).map(std::mem::take)
    });
    kept.unwrap_or_default()
}

/// Keeps room for who takes it next. An uncommonly large one is better dropped.
pub fn give_back<T: 'static>(room: T) {
    ROOMS.with_borrow_mut(|rooms| match rooms.get_mut(&TypeId::of::<T>()).and_then(|r| r.downcast_mut()) {
        Some(kept) => *kept = room,
        None => drop(rooms.insert(TypeId::of::<T>(), Box::new(room))),
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default)]
    struct Own(Vec<u8>);

    #[test]
    fn what_is_given_back_is_taken_once() {
        assert_eq!(take::<Own>().0.capacity(), 0);
        give_back(Own(Vec::with_capacity(10)));
        give_back(Own(Vec::with_capacity(20)));
        assert!(take::<Own>().0.capacity() >= 20);
        assert_eq!(take::<Own>().0.capacity(), 0);
    }
}
