use super::*;
use crate::scene::{Anchor, Colour, Text};

fn page() -> PdfPage {
    let ink = Colour::hex(0x1D_2126);
    let mut inner = Drawing::new([300.0, 200.0]);
    inner.rect([0.0; 2], [300.0, 200.0], 0.0, Some(Colour::hex(0xD3_E2E9)), None);
    let city = Text::new([150.0, 100.0], "Дніпро", 14.0, 600, ink);
    inner.text(Text {
        halo: Some((Colour::hex(0xFF_FFFF), 1.6)),
        anchor: Anchor::Middle,
        angle: 0.3,
        ..city
    });
    let river = Text::new([80.0, 60.0], "Десна", 10.5, 400, ink);
    inner.text(Text { italic: true, bend: 0.008, angle: -0.4, halo: Some((ink, 1.4)), ..river });
    let mut drawing = Drawing::new([600.0, 400.0]);
    drawing.text(Text::new([20.0, 40.0], "Zones and what they need", 24.0, 600, ink));
    drawing.place([20.0, 60.0], inner, "Map of Ukraine with one zone");
    drawing.text(Text { anchor: Anchor::End, ..Text::new([580.0, 100.0], "12\u{2009}400", 12.0, 400, ink) });
    PdfPage { drawing, size_mm: [297.0, 198.0], title: "Zones and what they need".into(), alt: String::new() }
}

fn metadata() -> Metadata {
    Metadata {
        title: "Reassurance".into(),
        language: "uk".into(),
        date: "2024-12-01".into(),
        record: Some("{\"format\":\"cordon-record\",\"note\":\"Київ\"}".into()),
        ..Metadata::default()
    }
}

fn has(file: &[u8], what: &str) -> bool {
    file.windows(what.len()).any(|window| window == what.as_bytes())
}

#[test]
fn a_page_is_tagged_and_has_its_fonts_and_the_record() {
    let file = pdf(&[page()], &metadata()).unwrap();
    assert!(file.starts_with(b"%PDF-1.7"));
    for expected in ["/StructTreeRoot", "/Figure", "/FontFile", "/ToUnicode", "/Outlines", "Inter-SemiBold"] {
        assert!(has(&file, expected), "{expected}");
    }
    assert!(has(&file, "cordon-record.json"), "the record is attached");
    assert!(has(&file, "{\"format\":\"cordon-record\",\"note\":\"Київ\"}"), "as it is");
    assert!(has(&file, "D:20241201000000"), "the date of the plan");
}

#[test]
fn the_same_pages_give_the_same_bytes() {
    let make = || pdf(&[page(), page()], &metadata()).unwrap();
    let threads: Vec<_> = (0..2).map(|_| std::thread::spawn(make)).collect();
    let first = make();
    for thread in threads {
        assert!(thread.join().unwrap() == first);
    }
}

#[test]
fn a_page_without_size_is_refused() {
    let page = PdfPage { size_mm: [0.0, 10.0], ..page() };
    assert!(pdf(&[page], &metadata()).unwrap_err().to_string().contains("cannot be put together"));
}
