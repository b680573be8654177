//! The flow: whatever anybody decides, an item must be able to get from the first step to the end,
//! and nothing may go out that was not approved and whose platforms were not chosen.
//!
//! The *road* is the way of an item that everybody accepts: from the first step along `accepted`.

use super::At::{Index, Key};
use super::Checker;
use crate::sop::{Goal, Power, StepKind};

impl Checker<'_> {
    pub(super) fn flow(&mut self) {
        if self.sop.steps.is_empty() {
            return;
        }
        if self.sop.steps[0].kind != StepKind::Work {
            self.tell(
                &[Key("step"), Index(0), Key("kind")],
                "langkah pertama menyerahkan bahan, jadi harus `kind = \"work\"`",
            );
        }
        self.goals();
        self.rejections();
        self.publishing();
        // What follows speaks of ways through the steps; with a way into nothing it would mislead.
        let ways_exist = self.sop.steps.iter().all(|step| {
            let exists = |id: &String| self.sop.step_index(id).is_some();
            step.rejected.iter().all(exists)
                && matches!(&step.accepted, Goal::Step(id) if exists(id))
                || step.accepted == Goal::End && step.rejected.iter().all(exists)
        });
        if ways_exist {
            self.every_step_is_reached();
            self.the_end_is_reached();
            self.the_road_is_safe();
        }
    }

    fn goals(&mut self) {
        for (index, step) in self.sop.steps.iter().enumerate() {
            if let Goal::Step(id) = &step.accepted
                && self.sop.step_index(id).is_none()
            {
                let path = [Key("step"), Index(index), Key("accepted"), Key("step")];
                self.tell(
                    &path,
                    format!(
                        "langkah tujuan \"{id}\" tidak ada; tulis id langkah lain, atau \"end\""
                    ),
                );
            }
        }
    }

    fn rejections(&mut self) {
        for (index, step) in self.sop.steps.iter().enumerate() {
            let path = [Key("step"), Index(index), Key("rejected")];
            match (step.kind, &step.rejected) {
                (StepKind::Decision, None) => {
                    self.tell(&path, format!("langkah \"{}\" memutuskan tetapi tidak punya `rejected`; isi ke mana yang ditolak kembali", step.id));
                }
                (StepKind::Decision, Some(id)) => match self.sop.step_index(id) {
                    None => self.tell(&path, format!("langkah tujuan penolakan \"{id}\" tidak ada; tulis id langkah lain")),
                    Some(target) if target < index => {}
                    Some(target) if self.is_repair(target, index) => {}
                    Some(_) => self.tell(
                        &path,
                        format!("penolakan ke \"{id}\" tidak sah; tujuan harus langkah sebelumnya, atau langkah `work` yang kembali ke \"{}\"", step.id),
                    ),
                },
                (_, Some(_)) => {
                    self.tell(&path, "hanya langkah `decision` boleh punya `rejected`; hapus atau ubah `kind`");
                }
                (_, None) => {}
            }
        }
    }

    /// Whether `target` is work whose flow leads back to `rejecter`.
    fn is_repair(&self, target: usize, rejecter: usize) -> bool {
        target != rejecter
            && self.sop.steps[target].kind == StepKind::Work
            && self.road_from(target).contains(&rejecter)
    }

    fn publishing(&mut self) {
        let publishing: Vec<usize> = self.indices(|step| step.kind == StepKind::Publish);
        if publishing.is_empty() {
            self.tell(
                &[Key("step")],
                "belum ada langkah `kind = \"publish\"`; tambahkan langkah yang mengunggah",
            );
        }
        for &index in publishing.iter().skip(1) {
            self.tell(
                &[Key("step"), Index(index), Key("kind")],
                "langkah `publish` kedua; cukup satu langkah yang mengunggah",
            );
        }
        let choosing: Vec<usize> = self.indices(|step| step.can(Power::ChoosePlatforms));
        if choosing.is_empty() {
            self.tell(&[Key("step")], "belum ada langkah dengan `choose_platforms`; tambahkan ke `powers` langkah yang memilih platform");
        }
        for &index in choosing.iter().skip(1) {
            self.tell(&[Key("step"), Index(index), Key("powers")], "`choose_platforms` sudah ada di langkah lain; cukup satu langkah yang memilih platform");
        }
    }

    fn every_step_is_reached(&mut self) {
        let mut reached = vec![false; self.sop.steps.len()];
        let mut next = vec![0];
        while let Some(index) = next.pop() {
            if !std::mem::replace(&mut reached[index], true) {
                let step = &self.sop.steps[index];
                next.extend(self.goal_index(step));
                next.extend(step.rejected.as_ref().and_then(|id| self.sop.step_index(id)));
            }
        }
        for (index, _) in reached.into_iter().enumerate().filter(|(_, reached)| !reached) {
            let message = format!(
                "langkah \"{}\" tidak pernah dicapai; arahkan `accepted` atau `rejected` langkah lain ke sini",
                self.sop.steps[index].id
            );
            self.tell(&[Key("step"), Index(index), Key("id")], message);
        }
    }

    /// Told once for each circle of acceptances, at its first step.
    fn the_end_is_reached(&mut self) {
        let mut in_told_circle = vec![false; self.sop.steps.len()];
        for start in 0..self.sop.steps.len() {
            let road = self.road_from(start);
            let last = road.last().map(|index| &self.sop.steps[*index]);
            let Some(back) = last.and_then(|step| self.goal_index(step)) else { continue };
            let circle: Vec<usize> = road.into_iter().skip_while(|index| *index != back).collect();
            if circle.iter().any(|index| in_told_circle[*index]) {
                continue;
            }
            for index in &circle {
                in_told_circle[*index] = true;
            }
            let first = circle.into_iter().min().unwrap_or(start);
            let message = format!(
                "dari langkah \"{}\" akhir tidak pernah dicapai, karena `accepted` berputar; arahkan salah satunya maju atau ke \"end\"",
                self.sop.steps[first].id
            );
            self.tell(&[Key("step"), Index(first), Key("accepted")], message);
        }
    }

    fn the_road_is_safe(&mut self) {
        let road = self.road_from(0);
        let Some(publish) = self.sop.steps.iter().position(|step| step.kind == StepKind::Publish)
        else {
            return;
        };
        let Some(published) = road.iter().position(|index| *index == publish) else {
            self.tell(&[Key("step"), Index(publish), Key("id")], "ajuan yang diterima semua orang tidak melewati langkah unggah; perbaiki `accepted`");
            return;
        };
        for index in self.indices(|step| step.kind == StepKind::Decision) {
            let before = road[..published].contains(&index) && index < publish;
            if !before {
                let message = format!(
                    "keputusan \"{}\" dapat terlewati sebelum unggah; letakkan di jalan `accepted` dan di atas langkah unggah",
                    self.sop.steps[index].id
                );
                self.tell(&[Key("step"), Index(index), Key("id")], message);
            }
        }
        for index in self.indices(|step| step.can(Power::ChoosePlatforms)) {
            if !road[..published].contains(&index) {
                self.tell(&[Key("step"), Index(index), Key("powers")], "pemilihan platform dapat terlewati sebelum unggah; pindahkan `choose_platforms` ke langkah di jalan `accepted`");
            }
        }
    }

    /// The steps from `start` along `accepted`, to the end or until one would come again.
    fn road_from(&self, start: usize) -> Vec<usize> {
        let mut road = vec![start];
        while let Some(next) =
            road.last().and_then(|index| self.goal_index(&self.sop.steps[*index]))
        {
            if road.contains(&next) {
                break;
            }
            road.push(next);
        }
        road
    }

    fn indices(&self, wanted: impl Fn(&crate::sop::Step) -> bool) -> Vec<usize> {
        self.sop
            .steps
            .iter()
            .enumerate()
            .filter(|(_, step)| wanted(step))
            .map(|(index, _)| index)
            .collect()
    }
}
