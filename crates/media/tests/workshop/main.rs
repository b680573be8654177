//! Helpers that crash, hang, hoard, lie and die cost their file, never the program or the next file.
//!
//! The program under test starts itself again as the helper, so this test has a `main` of its own: with an argument it
//! is a helper (a good one, or one of the [`liars`]), without one it runs the cases, one after another since they count
//! their own processes.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop there")]

mod bounds;
mod crashes;
mod helper;
mod liars;
mod processes;
mod shop;

use std::panic::catch_unwind;
use std::process::ExitCode;

const CASES: &[(&str, fn())] = &[
    ("a_photo_comes_back_as_it_does_without_a_helper", shop::same_bytes),
    ("tiles_come_back_as_they_do_without_a_helper", shop::same_tiles),
    ("a_refusal_comes_back_with_its_code_and_sentence", shop::same_refusals),
    ("names_may_hold_spaces_line_breaks_and_bytes_that_are_no_text", shop::names),
    ("one_helper_does_many_jobs", shop::one_helper),
    ("jobs_begin_in_the_order_they_came", shop::in_order),
    ("many_files_with_crashers_among_them_are_all_answered", shop::crashers_among_many),
    ("a_job_costs_little_more_than_its_work", shop::overhead),
    ("an_abort_costs_its_file", crashes::abort),
    ("a_panic_costs_its_file_and_keeps_the_helper", crashes::panic),
    ("an_overflowing_stack_costs_its_file", crashes::stack),
    ("a_decoder_that_prints_does_no_harm", crashes::prints),
    ("a_helper_killed_from_outside_costs_its_file", crashes::killed_at_work),
    ("a_helper_killed_while_idle_costs_nothing", crashes::killed_idle),
    ("a_file_that_kills_is_not_tried_twice", crashes::once),
    ("a_program_that_is_no_helper_is_told_as_a_crash", crashes::no_helper),
    ("an_endless_loop_ends_at_the_deadline", bounds::endless_loop),
    ("what_a_late_helper_started_ends_with_it", bounds::grandchildren),
    ("a_cancel_ends_a_running_job_at_once", bounds::cancel),
    ("a_cancel_ends_a_waiting_job_at_once", bounds::cancel_waiting),
    ("a_decoder_that_eats_memory_is_stopped", bounds::memory_hunger),
    ("a_helper_that_stays_large_is_replaced", bounds::hoarding),
    ("a_helper_without_work_is_ended", bounds::idle),
    ("helpers_let_others_go_first", bounds::priority),
    ("helpers_end_with_the_workshop", bounds::dropped),
    ("helpers_end_with_a_program_that_is_killed", bounds::killed_program),
    ("a_helper_can_neither_write_nor_reach_the_network", bounds::confined),
    ("an_answer_that_is_none_is_a_crash", liars::every_lie),
];

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if let Some(code) = helper::perform(words.first().map_or("", String::as_str)) {
        return code;
    }
    let filters: Vec<&String> = words.iter().filter(|word| !word.starts_with('-')).collect();
    let (mut passed, mut failed) = (0, 0);
    for (name, case) in CASES {
        if !filters.is_empty() && !filters.iter().any(|filter| name.contains(filter.as_str())) {
            continue;
        }
        processes::none_left(name);
        if catch_unwind(case).is_ok() {
            passed += 1;
            println!("test {name} ... ok");
        } else {
            failed += 1;
            println!("test {name} ... FAILED");
        }
    }
    let word = if failed == 0 { "ok" } else { "FAILED" };
    println!("test result: {word}. {passed} passed; {failed} failed; 0 ignored; 0 measured");
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
