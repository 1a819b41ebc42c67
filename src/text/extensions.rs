//! Values of types that their keeper need not know: a higher floor keeps what it makes of a lower one's
//! value beside that value.

use std::any::{Any, TypeId};
use std::fmt;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use rustc_hash::FxHashMap;

/// At most one value of each type.
#[derive(Default)]
pub struct Extensions(RwLock<FxHashMap<TypeId, Arc<dyn Any + Send + Sync>>>);

/// A value that is made when it is first asked for.
type Slot<T> = OnceLock<Arc<T>>;

impl Extensions {
    /// The value of a type, or else a new one. Others who ask for it wait until it is made; those who ask for
    /// values of other types do not.
    pub fn get_or_init<T: Send + Sync + 'static>(&self, make: impl FnOnce() -> T) -> Arc<T> {
        let slot = self.slot::<T>().unwrap_or_else(|| self.add::<T>());
        Arc::clone(slot.get_or_init(|| Arc::new(make())))
    }

    fn slot<T: Send + Sync + 'static>(&self) -> Option<Arc<Slot<T>>> {
        let slots = self.0.read().unwrap_or_else(PoisonError::into_inner);
        slots.get(&TypeId::of::<T>()).and_then(|slot| Arc::clone(slot).downcast().ok())
    }

    fn add<T: Send + Sync + 'static>(&self) -> Arc<Slot<T>> {
        let mut slots = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let slot = slots.entry(TypeId::of::<T>()).or_insert_with(|| Arc::new(Slot::<T>::new()));
        Arc::clone(slot).downcast().unwrap_or_default()
    }
}

impl fmt::Debug for Extensions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Extensions").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_made_once_for_its_type() {
        let extensions = Extensions::default();
        assert_eq!(*extensions.get_or_init(|| 7_u8), 7);
        assert_eq!(*extensions.get_or_init(|| 8_u8), 7);
        assert_eq!(*extensions.get_or_init(|| 8_u16), 8);
    }

    #[test]
    fn a_value_may_be_made_of_another() {
        let extensions = Extensions::default();
        let made = extensions.get_or_init(|| u32::from(*extensions.get_or_init(|| 7_u8)) + 1);
        assert_eq!(*made, 8);
    }
}
