//! A new build of the UI is a reason to build this crate again: its files are carried inside.

fn main() {
    println!("cargo:rerun-if-changed=../../ui/dist");
}
