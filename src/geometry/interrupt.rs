//! Stopping long work: a flag that the asker raises and that long loops look at.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The work was stopped because nobody waits for its answer any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the calculation was stopped before its end because its asker went away")]
pub struct Interrupted;

/// A flag shared between the one who asks and the one who works.
///
/// # Example
/// ```
/// use nonnuoc::geometry::interrupt::Interrupt;
/// let interrupt = Interrupt::default();
/// let worker = interrupt.clone();
/// assert!(worker.check().is_ok());
/// interrupt.raise();
/// assert!(worker.check().is_err());
/// ```
#[derive(Debug, Clone, Default)]
pub struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Asks the work to stop at its next check.
    pub fn raise(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether the work was asked to stop.
    #[must_use]
    pub fn is_raised(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Lets work go on, or ends it.
    ///
    /// # Errors
    /// [`Interrupted`] once [`Interrupt::raise`] was called on any clone.
    pub fn check(&self) -> Result<(), Interrupted> {
        if self.is_raised() {
            Err(Interrupted)
        } else {
            Ok(())
        }
    }
}

/// Raises its flag when it goes out of scope: held by a request, it stops the request's work when the
/// client goes away.
#[derive(Debug, Default)]
pub struct RaiseOnDrop(Interrupt);

impl RaiseOnDrop {
    /// The flag for the worker.
    #[must_use]
    pub fn interrupt(&self) -> Interrupt {
        self.0.clone()
    }
}

impl Drop for RaiseOnDrop {
    fn drop(&mut self) {
        self.0.raise();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dropping_the_guard_stops_the_worker() {
        let guard = RaiseOnDrop::default();
        let worker = guard.interrupt();
        assert_eq!(worker.check(), Ok(()));
        drop(guard);
        assert_eq!(worker.check(), Err(Interrupted));
    }
}
