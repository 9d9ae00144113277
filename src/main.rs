//! The program.
use std::sync::Arc;
fn main() -> anyhow::Result<()> {
    let atlas = Arc::new(cordon::atlas::Atlas::embedded()?);
    let plan = cordon::plan::file::example();
    let options = cordon::app::Options { file: std::env::args().nth(1).map(Into::into), ..Default::default() };
    cordon::app::run(atlas, plan, options)
}
