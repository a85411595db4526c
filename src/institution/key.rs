//! Keys that join the bodies of several articles: `620700/人民政府`, `100000/国家市场监督管理总局`, `-/联合国`.
//!
//! Before the stroke stands the code of the division a body serves, `-` where its name does not depend on one; behind it what it
//! is there. A department is called by its field, which stays when it is renamed; a body that is no more by the one that went on
//! with its work.

use super::resolve::{Context, Resolved, hang};
use super::{Body, Full, Place};
use crate::model::Level;

impl Context<'_> {
    /// Returns the key of a body, if it is a single one and its division is known where its name depends on it.
    pub(super) fn key(&self, body: &Body, resolved: &Resolved) -> Option<String> {
        if resolved.collective {
            return None;
        }
        let code = resolved.region.and_then(|id| self.table.get(id)).map(|d| d.code);
        let (code, words) = match &body.full {
            Full::Class | Full::Again(_) => return None,
            Full::Registered(name) => {
                let national =
                    body.place == Place::Nation && self.vocabulary.get(name).is_some_and(|e| e.body.is_some());
                let code = if body.branch {
                    code?
                } else if national {
                    "100000"
                } else {
                    "-"
                };
                (code, self.vocabulary.today(name).to_owned())
            }
            Full::Stem(template) => {
                // 村委会 without its village may be any.
                let low = matches!(body.level, Some(Level::Township | Level::Village));
                if low {
                    return None;
                }
                (code?, self.stem(template))
            }
            Full::Words(own) => match resolved.region.filter(|_| !matches!(body.place, Place::Context | Place::None)) {
                Some(id) if !self.verbatim(body, id) => (code?, own.clone()),
                None if matches!(body.place, Place::Own(_) | Place::Level(_) | Place::Home) => return None,
                _ => ("-", resolved.name.strip_suffix(body.rest.as_str()).unwrap_or(&resolved.name).to_owned()),
            },
        };
        Some(format!("{code}/{}", hang(words, body)))
    }

    /// Returns what a body that every division has is called in a key.
    fn stem(&self, template: &str) -> String {
        if let Some(field) = self.vocabulary.field(template) {
            return field.to_owned();
        }
        let last = template.rsplit('|').next().unwrap_or(template);
        let bare = last.replace("{}", "").replace("{s}", "");
        // The code of the division tells the level of a court.
        match bare.as_str() {
            "高级人民法院" | "中级人民法院" => "人民法院".to_owned(),
            _ => bare,
        }
    }
}
