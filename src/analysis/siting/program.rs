//! Mixed-integer programs, solved by `HiGHS` to a proven gap.
//!
//! `HiGHS` cannot be stopped from outside without code that the compiler cannot check. It is therefore run in spells
//! that each look at eight times as many nodes as the one before and start from what that found; between spells the
//! run looks at its interrupt. Spells are counted in nodes, not seconds, and on one thread, so that the same program
//! gives the same solution.
//!
//! # Source
//! Huangfu and Hall, "Parallelizing the dual revised simplex method", Mathematical Programming Computation 10 (2018).

use highs::{Col, HighsModelStatus, HighsSolutionStatus, HighsStatus, Model, RowProblem, Sense};

use super::solution::{Limits, SolveError};

/// Nodes of the first spell, and how many times more each next one has.
const FIRST_SPELL: i32 = 200;
const LONGER: i32 = 8;

/// A program under construction.
#[derive(Debug, Clone)]
pub(super) struct Program {
    problem: RowProblem,
    sense: Sense,
    columns: usize,
}

/// What solving a program gave.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Outcome {
    /// The values of the columns, the objective, and what it cannot be better than.
    Found {
        values: Vec<f64>,
        objective: f64,
        bound: f64,
    },
    /// Proven: there is no solution.
    Infeasible,
    /// The time was over before one was found.
    TimeOver { bound: Option<f64> },
}

impl Program {
    /// An empty program whose objective is to be small.
    pub(super) fn minimise() -> Self {
        Self {
            problem: RowProblem::default(),
            sense: Sense::Minimise,
            columns: 0,
        }
    }

    /// An empty program whose objective is to be large.
    pub(super) fn maximise() -> Self {
        Self {
            problem: RowProblem::default(),
            sense: Sense::Maximise,
            columns: 0,
        }
    }

    /// How many columns there are.
    pub(super) fn columns(&self) -> usize {
        self.columns
    }

    /// A column of whole numbers.
    pub(super) fn whole(&mut self, weight: f64, from: f64, to: f64) -> Col {
        self.columns += 1;
        self.problem
            .add_column_with_integrality(weight, from..=to, true)
    }

    /// A column of real numbers.
    pub(super) fn real(&mut self, weight: f64, from: f64, to: f64) -> Col {
        self.columns += 1;
        self.problem
            .add_column_with_integrality(weight, from..=to, false)
    }

    /// A row: the sum of the terms lies between the bounds, which may be infinite.
    pub(super) fn row(&mut self, from: f64, to: f64, terms: &[(Col, f64)]) {
        self.problem.add_row(from..=to, terms);
    }

    /// Solves it, from a solution that is known where there is one.
    ///
    /// # Errors
    /// [`SolveError`] when the asker went away or `HiGHS` failed.
    pub(super) fn solve(
        &self,
        start: Option<&[f64]>,
        limits: &Limits,
    ) -> Result<Outcome, SolveError> {
        let mut nodes = FIRST_SPELL;
        let mut known: Option<Vec<f64>> = start.map(<[f64]>::to_vec);
        loop {
            limits.interrupt.check()?;
            let spell = self.spell(known.as_deref(), nodes, limits)?;
            let is_last = spell.is_finished || limits.is_over();
            if is_last {
                return Ok(spell.outcome);
            }
            if let Outcome::Found {
                values,
                objective,
                bound,
            } = spell.outcome
            {
                limits.report(Some(objective), bound);
                known = Some(values);
            }
            nodes = nodes.saturating_mul(LONGER);
        }
    }

    /// The model with its limits set.
    fn prepared(&self, nodes: i32, limits: &Limits) -> Result<Model, SolveError> {
        let mut model = self
            .problem
            .clone()
            .try_optimise(self.sense)
            .map_err(|status| failed("reading the model", status))?;
        // Zero seconds would be no limit in some versions.
        let seconds = limits.left().as_secs_f64().max(0.01);
        let options = [
            model.try_set_option("parallel", "off"),
            model.try_set_option("threads", 1),
            model.try_set_option("mip_rel_gap", limits.gap),
            model.try_set_option("mip_abs_gap", 1e-7),
            model.try_set_option("time_limit", seconds),
            model.try_set_option("mip_max_nodes", nodes),
        ];
        if options.iter().any(Result::is_err) {
            return Err(SolveError::Solver {
                doing: "setting its options",
                status: "an option is unknown".to_owned(),
            });
        }
        Ok(model)
    }

    fn spell(
        &self,
        known: Option<&[f64]>,
        nodes: i32,
        limits: &Limits,
    ) -> Result<Spell, SolveError> {
        let mut model = self.prepared(nodes, limits)?;
        if let Some(values) = known {
            model
                .try_set_solution(Some(values), None, None, None)
                .map_err(|status| failed("taking a first solution", status))?;
        }
        let solved = model
            .try_solve()
            .map_err(|status| failed("solving", status))?;
        let status = solved.status();
        let bound = solved
            .double_info_value(c"mip_dual_bound")
            .ok()
            .filter(|bound| bound.is_finite());
        let is_finished = matches!(
            status,
            HighsModelStatus::Optimal
                | HighsModelStatus::Infeasible
                | HighsModelStatus::ModelEmpty
                | HighsModelStatus::UnboundedOrInfeasible
        );
        let is_infeasible = matches!(
            status,
            HighsModelStatus::Infeasible | HighsModelStatus::UnboundedOrInfeasible
        );
        let is_found = solved.primal_solution_status() == HighsSolutionStatus::Feasible
            || status == HighsModelStatus::Optimal;
        let outcome = if is_infeasible {
            Outcome::Infeasible
        } else if is_found {
            let objective = solved.objective_value();
            let unproven = match self.sense {
                Sense::Minimise => f64::NEG_INFINITY,
                Sense::Maximise => f64::INFINITY,
            };
            Outcome::Found {
                values: solved.get_solution().columns().to_vec(),
                bound: bound.unwrap_or(unproven),
                objective,
            }
        } else {
            Outcome::TimeOver { bound }
        };
        Ok(Spell {
            outcome,
            is_finished,
        })
    }
}

struct Spell {
    outcome: Outcome,
    is_finished: bool,
}

fn failed(doing: &'static str, status: HighsStatus) -> SolveError {
    SolveError::Solver {
        doing,
        status: format!("{status:?}"),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::geometry::interrupt::Interrupt;
    use crate::geometry::progress::nobody;

    /// 3 items of weights 2, 3, 4 and values 3, 4, 6 in a sack of 6: the first and the last, worth 9.
    fn sack() -> Program {
        let mut program = Program::maximise();
        let items: Vec<(Col, f64)> = [(3.0, 2.0), (4.0, 3.0), (6.0, 4.0)]
            .into_iter()
            .map(|(value, weight)| (program.whole(value, 0.0, 1.0), weight))
            .collect();
        program.row(f64::NEG_INFINITY, 6.0, &items);
        program
    }

    #[test]
    fn a_sack_is_packed_to_a_proof() {
        let interrupt = Interrupt::default();
        let limits = Limits::from_now(Duration::from_secs(10), 0.0, &interrupt, &nobody);
        for start in [None, Some([1.0, 1.0, 0.0].as_slice())] {
            let Outcome::Found {
                values,
                objective,
                bound,
            } = sack().solve(start, &limits).unwrap()
            else {
                panic!("a solution exists");
            };
            assert!((objective - 9.0).abs() < 1e-9 && (bound - 9.0).abs() < 1e-6);
            assert!(values[0] > 0.5 && values[1] < 0.5 && values[2] > 0.5);
        }
    }

    #[test]
    fn what_has_no_solution_is_proven_so() {
        let mut program = sack();
        let more = program.whole(0.0, 0.0, 1.0);
        program.row(2.0, 3.0, &[(more, 1.0)]);
        let interrupt = Interrupt::default();
        let limits = Limits::from_now(Duration::from_secs(10), 0.0, &interrupt, &nobody);
        assert_eq!(program.solve(None, &limits), Ok(Outcome::Infeasible));
        interrupt.raise();
        assert!(matches!(
            program.solve(None, &limits),
            Err(SolveError::Interrupted(_))
        ));
    }
}
