//! Words for the layers of administration: 省, 市, 县.

use super::Division;
use crate::model::Level;

/// A layer word, which the article's division resolves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layer {
    Nation,
    Province,
    AutonomousRegion,
    City,
    AutonomousPrefecture,
    League,
    County,
    District,
    Banner,
    Township,
    Village,
}

impl Layer {
    /// Returns the layer of a word.
    pub(crate) fn of(word: &str) -> Option<Layer> {
        Some(match word {
            "国" => Layer::Nation,
            "省" => Layer::Province,
            "自治区" => Layer::AutonomousRegion,
            "市" => Layer::City,
            "州" | "自治州" => Layer::AutonomousPrefecture,
            "盟" => Layer::League,
            "县" | "自治县" => Layer::County,
            "区" => Layer::District,
            "旗" => Layer::Banner,
            "乡" | "镇" | "街道" | "乡镇" => Layer::Township,
            "村" | "社区" => Layer::Village,
            _ => return None,
        })
    }

    /// Returns the level that the word alone implies.
    pub(crate) fn level(self) -> Level {
        match self {
            Layer::Nation => Level::National,
            Layer::Province | Layer::AutonomousRegion => Level::Provincial,
            Layer::City | Layer::AutonomousPrefecture | Layer::League => Level::Prefectural,
            Layer::County | Layer::District | Layer::Banner => Level::County,
            Layer::Township => Level::Township,
            Layer::Village => Level::Village,
        }
    }

    pub(super) fn fits(self, division: &Division) -> bool {
        let ends = |suffix: &str| division.name.ends_with(suffix);
        match self {
            Layer::Nation => division.level == Level::National,
            Layer::Province => division.level == Level::Provincial && (ends("省") || ends("自治区")),
            Layer::AutonomousRegion => division.level == Level::Provincial && ends("自治区"),
            Layer::City => division.level != Level::National && ends("市"),
            Layer::AutonomousPrefecture => division.level == Level::Prefectural && ends("州"),
            Layer::League => division.level == Level::Prefectural && ends("盟"),
            Layer::County => division.level == Level::County && ends("县"),
            Layer::District => {
                (division.level == Level::County && ends("区"))
                    || (division.level == Level::Provincial && ends("自治区"))
            }
            Layer::Banner => division.level == Level::County && ends("旗"),
            Layer::Township | Layer::Village => false,
        }
    }
}
