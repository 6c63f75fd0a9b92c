//! The banner above results when the words ask for help now: numbers to call first, whatever was searched.

use super::layout::Layout;
use carbet_search::Emergency;

/// A banner with its calls, the main one first.
pub struct Banner {
    /// `vital` (red) or `distress` (calm).
    pub class: &'static str,
    pub icon: &'static str,
    pub title: &'static str,
    pub text: &'static str,
    pub calls: Vec<Call>,
}

/// A call or a message.
pub struct Call {
    pub href: &'static str,
    pub icon: &'static str,
    pub label: &'static str,
}

/// The banner of an emergency.
pub fn banner(page: &Layout, emergency: Emergency) -> Banner {
    let name = emergency.name();
    let call = |href, key: &str| Call { href, icon: "phone", label: page.t(key) };
    let calls = match emergency {
        Emergency::Vital | Emergency::Poison => vec![
            call("tel:15", "emergency.vital.call"),
            Call { href: "sms:114", icon: "talk", label: page.t("emergency.vital.sms") },
        ],
        Emergency::Distress => {
            vec![call("tel:3114", "emergency.distress.call"), call("tel:15", "emergency.distress.danger")]
        }
        Emergency::Violence => {
            vec![
                call("tel:3919", "page.emergency.violence.call"),
                call("tel:17", "page.emergency.violence.danger"),
            ]
        }
        Emergency::Child => {
            vec![
                call("tel:119", "page.emergency.child.call"),
                call("tel:17", "page.emergency.violence.danger"),
            ]
        }
        Emergency::Homeless => vec![call("tel:115", "page.emergency.homeless.call")],
    };
    let is_vital = matches!(emergency, Emergency::Vital | Emergency::Poison);
    let own = format!("page.emergency.{name}");
    let stem = if matches!(emergency, Emergency::Vital | Emergency::Distress) {
        &own["page.".len()..]
    } else {
        &own
    };
    Banner {
        class: if is_vital { "vital" } else { "distress" },
        icon: if is_vital { "alert" } else { "heart" },
        title: page.t(&format!("{stem}.title")),
        text: page.t(&format!("{stem}.text")),
        calls,
    }
}
