//! scratch
use std::{path::Path, sync::Arc, time::Instant};
use erf_base::*;
#[tokio::main]
async fn main() {
    let dir = std::env::args().nth(1).unwrap();
    let db_path = std::env::args().nth(2).unwrap();
    let _ = std::fs::remove_file(&db_path);
    let db = erf_store::Db::open_file(Path::new(&db_path)).await.unwrap();
    db.migrate(&[erf_places::migrations()]).await.unwrap();
    let reg = erf_places::register::Register::read(&Path::new(&dir).join("leveringen.toml")).unwrap();
    let ctx = Ctx::operator(Arc::new(FixedClock::on(jiff::civil::date(2026,10,1))), "t");
    for (o, p) in &reg.offers {
        let t = Instant::now();
        match erf_places::receive::receive(&db, &ctx, o, p, None, Arc::new(erf_places::watch::Unwatched)).await {
            Ok(r) => println!("{} {:?} {:.2}s", o.name, r.counts, t.elapsed().as_secs_f64()),
            Err(e) => println!("{} FOUT {e}", o.name),
        }
    }
}
