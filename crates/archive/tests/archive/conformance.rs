//! What every form of the archive does. Each part takes `&dyn Archive`, freshly made and empty; a
//! second form only adds its own module to `conforms!`.

mod delegations;
mod devices;
mod files;
mod history;
mod lists;
mod looks;
mod office;
mod record;
mod searches;
mod sign_in;

use archive::SqliteArchive;

/// Runs a named test of the suite on each form.
macro_rules! conforms {
    ($($part:ident :: $test:ident),* $(,)?) => {
        mod sqlite {
            $(#[test]
            fn $test() {
                let folder = tempfile::tempdir().unwrap();
                let archive = super::SqliteArchive::open(folder.path()).unwrap();
                super::$part::$test(&archive);
                // Whatever a test did, the record stays whole.
                assert_eq!(archive::Archive::integrity(&archive).unwrap(), Vec::<String>::new());
            })*
        }
    };
}

conforms! {
    office::office_is_founded_once,
    office::founding_is_the_first_event_and_tells_no_password,
    office::logins_compare_without_case,
    office::added_account_is_recorded,
    office::newest_edition_comes_first,
    sign_in::session_lives_until_ended_or_forgotten,
    sign_in::sessions_move_with_the_clock_and_never_into_the_future,
    sign_in::failures_are_kept_and_cleared,
    sign_in::sessions_of_an_account_end_with_a_change_of_it,
    sign_in::changed_account_is_recorded_without_its_secrets,
    sign_in::second_factor_is_kept_and_recorded_without_its_secrets,
    delegations::appointment_is_in_force_from_its_first_day_to_its_last,
    delegations::appointment_ended_early_stays_in_the_list_and_is_recorded_once,
    devices::joined_pc_is_found_by_its_token_and_recorded,
    devices::revoked_pc_stays_in_the_list_and_is_recorded_once,
    files::draft_is_updated_only_from_the_revision_before,
    files::drafts_belong_to_their_owner,
    files::offered_draft_is_taken_once_and_only_as_it_was_seen,
    files::file_is_recorded_once,
    files::file_is_referenced_by_any_version_and_by_evidence,
    files::referenced_file_is_not_forgotten,
    files::nothing_names_a_file_that_was_never_taken_in,
    looks::nearly_the_same_pictures_are_found_closest_first,
    looks::a_look_belongs_to_a_file_that_was_taken_in_and_goes_with_it,
    looks::what_is_known_of_a_file_can_grow,
    record::commit_is_kept_whole,
    record::chain_links_every_event,
    record::stale_commit_changes_nothing,
    record::repeated_command_is_recognised_before_staleness,
    record::one_of_many_racing_commits_wins,
    record::acts_at_once_stand_or_fall_each_alone,
    record::draft_goes_with_the_commit,
    record::failed_commit_leaves_the_draft,
    record::commit_must_reach_its_state,
    record::events_are_read_in_stretches,
    record::rebuild_makes_the_same_lists_again,
    lists::least_time_left_comes_first_and_no_deadline_last,
    lists::thousand_equal_deadlines_page_without_loss,
    lists::items_that_move_between_pages_disturb_no_other,
    lists::recent_pages_from_the_last_change_backwards,
    lists::conditions_hold_together,
    lists::own_submissions_are_left_out_where_the_person_may_not_decide,
    lists::what_the_person_accepted_elsewhere_is_left_out,
    lists::day_is_the_offices_day,
    lists::platform_is_the_wish_until_one_is_chosen,
    lists::cursor_of_another_order_is_refused,
    lists::no_step_is_no_item,
    lists::what_came_back_is_counted_until_it_goes_on,
    lists::steps_are_counted_with_their_oldest_and_deadlines,
    history::own_acts_are_told_newest_first,
    history::history_is_found_by_what_was_written_and_by_the_item,
    history::what_only_accompanies_an_act_is_not_told,
    history::history_pages_without_gap_or_repeat,
    history::rebuild_makes_the_same_history,
    history::what_waits_for_others_is_what_one_took_part_in,
    history::all_are_tallied_by_moment,
    searches::every_field_is_found,
    searches::last_word_is_a_beginning,
    searches::common_word_pages_in_order_of_the_list,
    searches::accents_and_case_do_not_matter,
    searches::revision_replaces_the_texts,
    searches::any_text_is_data,
    searches::what_a_named_person_submitted_is_found_too,
}
