//! What the product answers, one file a noun. A route never imports a route; a public read never imports `store`.

pub mod assets;
pub mod basemap;
pub mod frame;
pub mod health;
pub mod pages;
pub mod places;
pub mod professionals;
pub mod search;
pub mod sources;
pub mod suggest;
pub mod territories;
pub mod tiles;
