//! What a helper gives up before it looks at its first file. If a crafted file takes it over, it finds itself in a
//! process that can read, and otherwise do nothing: no writing, no network, no look into other processes, no more
//! memory than its job is granted.
//!
//! Best effort: an older kernel grants less of this, and the rest still holds. Reading and starting programs stay
//! possible, since some films are shown with the `ffmpeg` that is installed; it inherits all of these limits.

use rustix::process::{Resource, Rlimit, Signal};

use super::priority::Priority;

/// People at the machine come first. Applied once, before any thread is started.
pub(super) fn let_others_first(priority: Priority) {
    #[cfg(target_os = "linux")]
    if priority == Priority::Idle {
        linux::only_idle_time();
    }
    let _ = rustix::process::nice(if priority == Priority::Idle { 19 } else { 5 });
}

/// Applied once, before any thread is started. `memory` is the most that any job will be granted, bytes.
pub(super) fn give_up_rights(memory: u64) {
    let _ = rustix::process::setrlimit(Resource::Core, both(0));
    let _ = rustix::process::setrlimit(Resource::Data, both(memory));
    let _ = rustix::thread::set_name(c"terbit-media");
    #[cfg(target_os = "linux")]
    {
        let _ = linux::read_only();
        let _ = linux::no_network();
    }
}

/// Grants this much data, bytes, to the next job. An allocation beyond it fails, which ends the process.
pub(super) fn limit_memory(bytes: u64) {
    let now = rustix::process::getrlimit(Resource::Data);
    let current = now.maximum.map_or(bytes, |most| bytes.min(most));
    let limit = Rlimit { current: Some(current), maximum: now.maximum };
    let _ = rustix::process::setrlimit(Resource::Data, limit);
}

/// Ends this process and all that it started, if it leads a group of its own (as helpers do). Doesn't return then.
pub(super) fn end_group() {
    let group = rustix::process::getpgrp();
    if group == rustix::process::getpid() {
        let _ = rustix::process::kill_process_group(group, Signal::KILL);
    }
}

fn both(limit: u64) -> Rlimit {
    Rlimit { current: Some(limit), maximum: Some(limit) }
}

#[cfg(target_os = "linux")]
mod linux {
    use std::collections::BTreeMap;
    use std::error::Error;

    use landlock::{
        ABI, Access as _, AccessFs, AccessNet, CompatLevel, Compatible as _, Ruleset,
        RulesetAttr as _, RulesetCreatedAttr as _, Scope, path_beneath_rules,
    };
    use seccompiler::{SeccompAction, SeccompFilter};
    use thread_priority::{
        NormalThreadSchedulePolicy, ThreadPriority, ThreadSchedulePolicy,
        set_thread_priority_and_policy, thread_native_id,
    };

    /// The newest rules that are known here; the kernel applies those that it knows.
    const RULES: ABI = ABI::V6;

    /// `SCHED_IDLE`, which threads and programs inherit: whoever else wakes up gets the core at once.
    pub(super) fn only_idle_time() {
        let policy = ThreadSchedulePolicy::Normal(NormalThreadSchedulePolicy::Idle);
        let _ = set_thread_priority_and_policy(thread_native_id(), ThreadPriority::Min, policy);
    }

    /// Files can be read and run, not written; `/dev/null` swallows what programs have to say.
    pub(super) fn read_only() -> Result<(), Box<dyn Error>> {
        Ruleset::default()
            .set_compatibility(CompatLevel::BestEffort)
            .handle_access(AccessFs::from_all(RULES))?
            .handle_access(AccessNet::from_all(RULES))?
            .scope(Scope::from_all(RULES))?
            .create()?
            .add_rules(path_beneath_rules(["/"], AccessFs::from_read(RULES)))?
            .add_rules(path_beneath_rules(["/dev/null"], AccessFs::from_file(RULES)))?
            .restrict_self()?;
        Ok(())
    }

    /// Refuses what a decoder never asks for: sockets, other processes' memory, and the calls that widen a process's
    /// rights or go round this list.
    pub(super) fn no_network() -> Result<(), Box<dyn Error>> {
        let refused = [
            libc::SYS_socket,
            libc::SYS_io_uring_setup,
            libc::SYS_ptrace,
            libc::SYS_process_vm_readv,
            libc::SYS_process_vm_writev,
            libc::SYS_pidfd_getfd,
            libc::SYS_bpf,
            libc::SYS_perf_event_open,
            libc::SYS_userfaultfd,
            libc::SYS_keyctl,
            libc::SYS_mount,
            libc::SYS_unshare,
            libc::SYS_setns,
        ];
        let rules: BTreeMap<_, _> = refused.into_iter().map(|call| (call, Vec::new())).collect();
        let refuse = SeccompAction::Errno(libc::EPERM.unsigned_abs());
        let filter = SeccompFilter::new(
            rules,
            SeccompAction::Allow,
            refuse,
            std::env::consts::ARCH.try_into()?,
        )?;
        let program: seccompiler::BpfProgram = filter.try_into()?;
        Ok(seccompiler::apply_filter(&program)?)
    }
}
