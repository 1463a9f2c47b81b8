//! What was typed, in the ways in which it can be read, and how well a name answers it.

use super::kind_words::{KIND_WORDS, Sort};
use crate::model::{fold, fold_keeping_accents};

/// From so many letters on the beginning of a kind word is taken for it.
const SHORTEST_BEGINNING: usize = 3;

/// How well a name answers what was typed; the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    ExactWithAccents,
    Exact,
    StartWithAccents,
    Start,
    /// Not its name, but the word for its kind was typed.
    OfKind,
    WordStart,
    Within,
    /// The beginning of a word for its kind was typed.
    OfBegunKind,
}

/// How good an answer is; the least is the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Merit {
    /// It answers without a kind word that means other things.
    is_of_other_kind: bool,
    rank: Rank,
    /// It answers without a kind word that means it.
    is_without_kind: bool,
}

/// A text prepared for comparison.
struct Words {
    plain: String,
    accented: String,
    /// Who types no accent has said nothing about accents: `Dinh Phong` answers no better than `Đình Phong`.
    has_accents: bool,
}

impl Words {
    fn new(plain: String, accented: String) -> Self {
        let has_accents = accented != plain;
        Self {
            plain,
            accented,
            has_accents,
        }
    }

    fn of(text: &str) -> Self {
        Self::new(fold(text), fold_keeping_accents(text))
    }

    /// Without so many words at its beginning or end; nothing where no word is left.
    fn without(&self, count: usize, is_at_start: bool) -> Option<Self> {
        let cut = |text: &str| {
            let words: Vec<&str> = text.split(' ').collect();
            let kept = if is_at_start {
                words.get(count..)
            } else {
                words.get(..words.len().saturating_sub(count))
            };
            kept.map(|words| words.join(" "))
        };
        let (plain, accented) = (cut(&self.plain)?, cut(&self.accented)?);
        (!plain.is_empty()).then(|| Self::new(plain, accented))
    }

    fn rank(&self, name: &Self) -> Option<Rank> {
        let position = name.plain.find(&self.plain)?;
        let rank = if self.has_accents && name.accented == self.accented {
            Rank::ExactWithAccents
        } else if name.plain == self.plain {
            Rank::Exact
        } else if self.has_accents && name.accented.starts_with(&self.accented) {
            Rank::StartWithAccents
        } else if position == 0 {
            Rank::Start
        } else if name.plain.as_bytes()[position - 1] == b' ' {
            Rank::WordStart
        } else {
            Rank::Within
        };
        Some(rank)
    }
}

/// What was typed.
pub(super) struct Typed {
    whole: Words,
    /// Without a kind word at its beginning or end, each with what that word means.
    without_kind: Vec<(Words, &'static [Sort])>,
    /// What is meant where a kind word was typed, or the beginning of one.
    kinds: Vec<(Rank, Sort)>,
}

impl Typed {
    pub(super) fn new(text: &str) -> Self {
        let whole = Words::of(text);
        let without_kind = KIND_WORDS
            .iter()
            .flat_map(|(kind, sorts)| {
                let count = kind.split(' ').count();
                let leads = whole.plain.strip_prefix(kind);
                let ends = whole.plain.strip_suffix(kind);
                let at_start = leads.filter(|rest| rest.starts_with(' '));
                let at_end = ends.filter(|rest| rest.ends_with(' '));
                [
                    at_start.and_then(|_| whole.without(count, true)),
                    at_end.and_then(|_| whole.without(count, false)),
                ]
                .into_iter()
                .flatten()
                .map(|words| (words, *sorts))
            })
            .collect();
        let meant = |kind: &str| {
            if whole.plain == kind {
                Some(Rank::OfKind)
            } else {
                let is_begun = whole.plain.len() >= SHORTEST_BEGINNING;
                (is_begun && kind.starts_with(&whole.plain)).then_some(Rank::OfBegunKind)
            }
        };
        let kinds = KIND_WORDS
            .iter()
            .filter_map(|(kind, sorts)| Some((meant(kind)?, sorts)))
            .flat_map(|(rank, sorts)| sorts.iter().map(move |sort| (rank, *sort)))
            .collect();
        Self {
            whole,
            without_kind,
            kinds,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.whole.plain.is_empty()
    }

    /// How well something of that sort answers by the best of its names; nothing where it does not.
    pub(super) fn merit<'n>(
        &self,
        sort: Sort,
        names: impl IntoIterator<Item = &'n str>,
    ) -> Option<Merit> {
        let of_name = names.into_iter().filter_map(|name| {
            let name = Words::of(name);
            let whole = self.whole.rank(&name).map(|rank| Merit {
                is_of_other_kind: false,
                rank,
                is_without_kind: false,
            });
            let without_kind = self.without_kind.iter().filter_map(|(words, sorts)| {
                Some(Merit {
                    is_of_other_kind: !sorts.contains(&sort),
                    rank: words.rank(&name)?,
                    is_without_kind: true,
                })
            });
            whole.into_iter().chain(without_kind).min()
        });
        let of_kind = self
            .kinds
            .iter()
            .filter(|(_, meant)| *meant == sort)
            .map(|(rank, _)| Merit {
                is_of_other_kind: false,
                rank: *rank,
                is_without_kind: true,
            });
        of_name.chain(of_kind).min()
    }
}
