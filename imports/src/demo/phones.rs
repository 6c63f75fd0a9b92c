//! Phone numbers of the blocks kept for fiction (ARCEP, plan de numérotation): they ring nowhere.

use super::rng::Rng;

/// First six figures of the block of each zone; the overseas départements share 05 with the south-west.
fn block(departement: &str) -> &'static str {
    match departement {
        "mobile" => "063998",
        "75" | "77" | "78" | "91" | "92" | "93" | "94" | "95" => "019900",
        "14" | "18" | "22" | "27" | "28" | "29" | "35" | "36" | "37" | "41" | "44" | "45" | "49" | "50"
        | "53" | "56" | "61" | "72" | "76" | "85" | "974" | "976" => "026191",
        "02" | "08" | "10" | "21" | "25" | "39" | "51" | "52" | "54" | "55" | "57" | "58" | "59" | "60"
        | "62" | "67" | "68" | "70" | "71" | "80" | "88" | "89" | "90" => "035301",
        "01" | "03" | "04" | "05" | "06" | "07" | "11" | "13" | "15" | "26" | "2A" | "2B" | "30" | "34"
        | "38" | "42" | "43" | "48" | "63" | "66" | "69" | "73" | "74" | "83" | "84" => "046571",
        _ => "053649",
    }
}

/// A number of a département's zone, or of the mobiles for `"mobile"`: ten figures.
pub fn phone(rng: &mut Rng, departement: &str) -> String {
    format!("{}{:04}", block(departement), rng.below(10_000))
}
