//! What a file is, told by a look at its text.

use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};

/// What a dropped or named file should be opened as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A plan: GeoJSON with the member `cordon`.
    Plan,
    /// Other GeoJSON: a reference layer.
    Layer,
    /// Something else; reading it as a layer says what is wrong.
    Unknown,
}

/// Tells a plan from other files. A damaged plan is still known as one if its
/// member `cordon` comes before the damage.
pub fn kind_of(text: &str) -> Kind {
    let opening = text.trim_start();
    if !opening.starts_with('{') {
        return Kind::Unknown;
    }
    // A layer of 50 MB rarely holds the word at all: no need to parse it.
    if text.contains("\"cordon\"") && has_plan_member(text) {
        return Kind::Plan;
    }
    if opening.contains("\"type\"") { Kind::Layer } else { Kind::Unknown }
}

fn has_plan_member(text: &str) -> bool {
    struct Keys<'a>(&'a mut bool);
    impl<'de> Visitor<'de> for Keys<'_> {
        type Value = ();
        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("an object")
        }
        fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
            while let Some(key) = members.next_key::<std::borrow::Cow<'de, str>>()? {
                *self.0 |= key == "cordon";
                members.next_value::<IgnoredAny>()?;
            }
            Ok(())
        }
    }
    let mut found = false;
    let _damage = serde_json::Deserializer::from_str(text).deserialize_map(Keys(&mut found));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_is_known_by_its_own_member_only() {
        assert_eq!(kind_of("{\"type\":\"FeatureCollection\",\"cordon\":{},\"features\":[]}"), Kind::Plan);
        assert_eq!(kind_of("{\"type\":\"FeatureCollection\",\"features\":[],\"cordon\":{}}"), Kind::Plan);
        assert_eq!(kind_of("{\"cordon\":{\"version\":1},\"features\":[{"), Kind::Plan);
        let name = "{\"type\":\"FeatureCollection\",\"name\":\"cordon\",\"features\":[{\"cordon\":1}]}";
        assert_eq!(kind_of(name), Kind::Layer);
        assert_eq!(kind_of(" {\"type\":\"Point\""), Kind::Layer);
        assert_eq!(kind_of("<kml/>"), Kind::Unknown);
        assert_eq!(kind_of(""), Kind::Unknown);
    }
}
