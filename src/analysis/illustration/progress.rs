//! Illustrative progress of tasks and projects.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rust_decimal::Decimal;

use super::SEED;
use crate::model::{Programme, Task, TaskKind};

/// The tasks and projects with made-up money and progress, each marked so; reviews stay as they are.
#[must_use]
pub fn tasks(programme: &Programme) -> Vec<Task> {
    let mut random = ChaCha8Rng::seed_from_u64(SEED);
    programme
        .tasks()
        .filter(|task| task.kind != TaskKind::Review)
        .map(|task| {
            let mut task = (**task).clone();
            task.is_illustrative = true;
            task.starts = Some(jiff::civil::date(2026, 1, 1));
            task.progress_percent = Some(Decimal::from(random.random_range(2_u8..38)));
            if task.kind == TaskKind::Project {
                let budget: i64 = random.random_range(20..900) * 1000;
                let paid: i64 = random.random_range(3..30);
                task.budget_million_vnd = Some(Decimal::from(budget));
                task.disbursed_million_vnd = Some(Decimal::from(budget * paid / 100));
            }
            if random.random_range(0..4) == 0 {
                task.obstacles = Some("Giải phóng mặt bằng chậm (minh hoạ)".to_owned());
            }
            task
        })
        .collect()
}
