//! The examples of every host.
