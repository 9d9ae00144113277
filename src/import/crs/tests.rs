use super::*;

/// Positions by PROJ 9.6, through pyproj, to 1e-9 degrees: 36.25, 50.0 in the system named.
fn check(projector: Result<Projector, Problem>, x: f64, y: f64, within_metres: f64) {
    let projector = projector.unwrap();
    let mut run = [Coord { x, y }];
    projector.run(&mut run).unwrap();
    let off = ((run[0].x - 36.25) * 71_700.0).hypot((run[0].y - 50.0) * 111_200.0);
    assert!(off < within_metres, "{}: {run:?}, {off} m", projector.name());
}

#[test]
fn what_is_not_known_is_named() {
    let refused = |wkt: &str, what: &str| {
        let problem = of_wkt(wkt, "a.prj").unwrap_err().to_string();
        assert!(problem.contains(what), "{problem}");
    };
    refused("", "without a name");
    refused("LOCAL_CS[\"Site grid\",UNIT[\"metre\",1]]", "Site grid: a local grid");
    refused(
        "GEOGCS[\"GCS_Tokyo\",DATUM[\"D_Tokyo\",SPHEROID[\"Bessel_1841\",6377397.155,299.1528128]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]",
        "GCS_Tokyo: the shift of its datum to WGS 84 is not known",
    );
    refused(&"A[".repeat(100_000), "no definition that can be read");
    assert!(of_epsg(2056, None, "a").unwrap_err().what.starts_with("The coordinate system is EPSG:2056"));
}

#[test]
fn positions_agree_with_proj() {
    for (code, wkt, x, y) in CASES {
        check(of_wkt(wkt, "a.prj"), *x, *y, 0.05);
        if *code > 0 {
            check(of_epsg(*code, None, "a"), *x, *y, 0.05);
        }
    }
}

include!("cases.rs");
