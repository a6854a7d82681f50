//! Lots: which options of an issue are lots, and which are several together.

use crate::compile::Compiler;
use crate::document::Path;
use crate::structure::shortened;
use divest_core::id::IssueId;
use divest_core::scenario::Lots;

/// The most lots, of which a sale keeps one bit each.
const LOTS_MAX: usize = 64;

impl Compiler<'_> {
    pub(crate) fn lots(&mut self, here: &Path) -> Option<Lots> {
        let file = self.file;
        let lots = file.sale.lots.as_ref()?;
        self.check_beside_lots(here);
        let issue = self.refer(&file.sale.issues, "issue", &lots.issue, &here.key("issue"))?;
        let Some(options) = &file.sale.issues[issue].options else {
            self.complain(&here.key("issue"), format!("`{}` has a range, and lots have names", lots.issue))
                .hint("use an issue that has the lots as options");
            return None;
        };
        let singles: Vec<&String> = options.keys().filter(|key| !lots.parts.contains_key(key.as_str())).collect();
        if singles.len() < 2 || singles.len() > LOTS_MAX {
            let message = format!("{} lots, and there must be from 2 to {LOTS_MAX}", singles.len());
            self.complain(&here.key("issue"), message).hint("an option that is not made of `parts` is a lot");
            return None;
        }
        let bit = |key: &str| singles.iter().position(|single| *single == key).map(|place| 1_u64 << place);
        for (key, parts) in lots.parts.iter() {
            let path = here.key("parts").key(key);
            self.refer_by_key(options, "option", key, &path);
            if parts.len() < 2 {
                self.complain(&path, "several lots together are at least two")
                    .hint("name the lots, or leave the option out: it is a lot then");
            }
            self.check_unique(parts.iter().enumerate().map(|(i, part)| (part.as_str(), path.index(i))), "lot");
            for (i, part) in parts.iter().enumerate().filter(|(_, part)| bit(part).is_none()) {
                let keys: Vec<&str> = singles.iter().map(|key| key.as_str()).collect();
                self.complain(&path.index(i), format!("`{}` is no lot", shortened(part)))
                    .hint(crate::structure::suggestion(part, keys.iter().copied()));
            }
        }
        let made_of = |key: &String| match lots.parts.get(key) {
            Some(parts) => parts.iter().filter_map(|part| bit(part)).fold(0, |all, lot| all | lot),
            None => bit(key).unwrap_or(0),
        };
        let parts = options.keys().map(made_of).collect();
        let sellers = self.lot_sellers(lots, options, here);
        Some(Lots { issue: IssueId::at(issue), parts, sellers })
    }

    /// Complains where lots stand beside what knows of one deal only.
    fn check_beside_lots(&mut self, here: &Path) {
        let file = self.file;
        let beside = [("mergers of bids", !file.sale.mergers.is_empty())];
        for (what, _) in beside.into_iter().filter(|(_, is_there)| *is_there) {
            self.complain(here, format!("the sale has {what}, which is about one deal"))
                .hint("leave either out")
                .on_key();
        }
    }

    /// The options that are a lot by themselves, by key.
    pub(crate) fn lot(&mut self, key: &str, path: &Path) -> Option<u16> {
        let file = self.file;
        let Some(lots) = &file.sale.lots else {
            self.complain(path, "the sale is not in lots").hint("add a table [sale.lots]").on_key();
            return None;
        };
        let options = file.sale.issues.get(&lots.issue)?.options.as_ref()?;
        let place = options.get_index_of(key).filter(|_| !lots.parts.contains_key(key));
        if place.is_none() {
            let singles = options.keys().map(String::as_str).filter(|key| !lots.parts.contains_key(*key));
            let hint = crate::structure::suggestion(key, singles);
            self.complain(path, format!("`{}` is no lot", shortened(key))).hint(hint).on_key();
        }
        u16::try_from(place?).ok()
    }
}
