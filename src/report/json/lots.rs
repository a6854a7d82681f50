//! A sale in lots as JSON.

use super::{Keys, deal};
use crate::date;
use divest_core::View;
use divest_core::deal::Choice;
use serde_json::{Map, Value, json};

/// For each lot its buyer, date and terms, and where several sell its seller, null while it is not sold; `None` where all is sold at once.
pub(super) fn lots(view: &View<'_>) -> Option<Value> {
    let scenario = view.scenario();
    let lots = scenario.setup().sale.lots.as_ref()?;
    let Choice::Options(options) = &scenario.issue(lots.issue).choice else { return None };
    let lot = |lot: u16| {
        let place = usize::from(lot);
        let sale = view.sales().iter().find(|sale| lots.of(&sale.deal) & lots.parts[place] != 0);
        let sold = sale.map(|sale| {
            let with = view.talks(sale.talks).backers().iter();
            let mut sold = json!({
                "buyer": Keys(scenario).bidder(sale.talks),
                "with": with.map(|seat| scenario.seat_key(seat)).collect::<Vec<_>>(),
                "closed": date::day(sale.at),
                "terms": deal(scenario, &sale.deal),
            });
            if scenario.has_several_sellers() {
                sold["seller"] = json!(Keys(scenario).owner(sale.talks));
            }
            sold
        });
        (options[place].key.clone(), json!(sold))
    };
    Some(Value::Object(lots.singles().map(lot).collect::<Map<String, Value>>()))
}
