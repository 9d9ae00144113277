//! `cordon find`: names and coordinates from the command line.
//!
//! Golden files: `CORDON_WRITE_FIXTURES=1 cargo test --test find`.

#[path = "support/program.rs"]
mod program;

use program::{golden, json, run, said};

#[test]
fn a_name_in_either_script() {
    let (table, _) = said("find Чугуїв --most 1", 0);
    golden("find-name.txt", &table);
    assert_eq!(said("find chuguev --most 1", 0).0, table);
    let csv = said("find Kyiv --most 2 --format csv", 0).0;
    let rows: Vec<&str> = csv.lines().collect();
    assert!(rows[0].starts_with("name,name_uk,kind,within,within_uk,population,lat,lon,dms,mgrs,utm"));
    assert!(rows[1].starts_with("Kyiv,Київ,capital,Kyiv City,місто Київ,2797553,50.4547,30.5238,"), "{csv}");
}

#[test]
fn coordinates_in_every_form() {
    let (table, _) = said("find 37T CP 57860 01376", 0);
    golden("find-coordinates.txt", &table);
    let found = json("find 49,9935 36,2304");
    assert_eq!(found["format"], "cordon-places/1");
    assert_eq!(found["read"]["notation"], "Decimal degrees");
    assert_eq!(found["places"][0]["within"], "Kharkiv oblast");
    assert_eq!(found["places"][0]["lat"], 49.9935);
    assert_eq!(found["places"][0]["lon"], 36.2304);
}

#[test]
fn what_is_not_found_is_said() {
    let (result, remarks) = said("find Atlantis", 1);
    assert_eq!(result, "");
    assert!(
        remarks.contains("No place is found for Atlantis")
            && remarks.contains("the smallest villages are not"),
        "{remarks}"
    );
    let (_, remarks) = said("find 49°75′ N 36°10′ E", 2);
    assert!(remarks.contains("Minutes and seconds end at 60"), "{remarks}");
    assert_eq!(run("find").status.code(), Some(2));
}
