//! Members of a JSON object, read with their place, so that what is wrong can
//! be named.

use serde_json::{Map, Value};

use crate::problem::Problem;

/// A place in a file: the file, the feature, the member.
#[derive(Clone, Debug)]
pub(super) struct Place<'a> {
    file: &'a str,
    feature: Option<usize>,
    member: String,
}

impl<'a> Place<'a> {
    pub(super) const fn of_file(file: &'a str) -> Self {
        Self { file, feature: None, member: String::new() }
    }

    pub(super) fn feature(&self, feature: usize) -> Self {
        Self { feature: Some(feature), ..self.clone() }
    }

    /// The member of a name inside this place.
    pub(super) fn inside(&self, name: &str) -> Self {
        let member = if self.member.is_empty() { name.to_owned() } else { format!("{}.{name}", self.member) };
        Self { member, ..self.clone() }
    }

    /// The element of a list at this place.
    pub(super) fn element(&self, index: usize) -> Self {
        Self { member: format!("{}[{index}]", self.member), ..self.clone() }
    }

    /// The member's path: `cordon.assumptions`.
    pub(super) fn member(&self) -> &str {
        &self.member
    }

    pub(super) const fn index(&self) -> Option<usize> {
        self.feature
    }

    pub(super) fn error(&self, what: impl Into<String>, hint: impl Into<String>) -> Problem {
        self.of(Problem::error(self.file, what, hint))
    }

    pub(super) fn warning(&self, what: impl Into<String>, hint: impl Into<String>) -> Problem {
        self.of(Problem::warning(self.file, what, hint))
    }

    fn of(&self, mut problem: Problem) -> Problem {
        problem.feature = self.feature;
        problem.member = Some(self.member.clone()).filter(|member| !member.is_empty());
        problem
    }

    fn expected(&self, kind: &str, found: &Value) -> Problem {
        let found = match found {
            Value::Null => "nothing",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::String(_) => "text",
            Value::Array(_) => "a list",
            Value::Object(_) => "an object",
        };
        self.error(format!("{kind} should stand here, not {found}"), "Mend it in a text editor or a GIS.")
    }
}

/// An object in the file and where it stands. A member that is `null` is not there.
#[derive(Clone, Debug)]
pub(super) struct Members<'a> {
    map: &'a Map<String, Value>,
    place: Place<'a>,
}

impl<'a> Members<'a> {
    pub(super) const fn new(map: &'a Map<String, Value>, place: Place<'a>) -> Self {
        Self { map, place }
    }

    pub(super) const fn place(&self) -> &Place<'a> {
        &self.place
    }

    pub(super) fn get(&self, name: &str) -> Option<&'a Value> {
        self.map.get(name).filter(|value| !value.is_null())
    }

    /// Members of other names, as they stand.
    pub(super) fn others(&self, known: &[&str]) -> Map<String, Value> {
        let others = self.map.iter().filter(|(name, _)| !known.contains(&name.as_str()));
        others.map(|(name, value)| (name.clone(), value.clone())).collect()
    }

    pub(super) fn text(&self, name: &str) -> Result<Option<&'a str>, Problem> {
        self.read(name, "Text", Value::as_str)
    }

    pub(super) fn flag(&self, name: &str) -> Result<Option<bool>, Problem> {
        self.read(name, "true or false", Value::as_bool)
    }

    pub(super) fn number(&self, name: &str) -> Result<Option<f64>, Problem> {
        self.read(name, "A number", Value::as_f64)
    }

    /// A count; other tools may write 3 as 3.0.
    pub(super) fn whole(&self, name: &str) -> Result<Option<u32>, Problem> {
        self.read(name, "A whole number, 0 or more,", whole)
    }

    pub(super) fn list(&self, name: &str) -> Result<Option<&'a [Value]>, Problem> {
        self.read(name, "A list", |value| value.as_array().map(Vec::as_slice))
    }

    pub(super) fn object(&self, name: &str) -> Result<Option<Self>, Problem> {
        let map = self.read(name, "An object", Value::as_object)?;
        Ok(map.map(|map| Self::new(map, self.place.inside(name))))
    }

    /// The members one by one, each with its place.
    pub(super) fn each(&self) -> impl Iterator<Item = (&'a str, &'a Value, Place<'a>)> + '_ {
        self.map.iter().map(|(name, value)| (name.as_str(), value, self.place.inside(name)))
    }

    fn read<T>(
        &self,
        name: &str,
        kind: &str,
        as_kind: impl Fn(&'a Value) -> Option<T>,
    ) -> Result<Option<T>, Problem> {
        let Some(value) = self.get(name) else {
            return Ok(None);
        };
        as_kind(value).map(Some).ok_or_else(|| self.place.inside(name).expected(kind, value))
    }
}

/// A value as a finite number.
pub(super) fn number(value: &Value, place: &Place) -> Result<f64, Problem> {
    value.as_f64().ok_or_else(|| place.expected("A number", value))
}

/// A value as an object.
pub(super) fn object<'a>(value: &'a Value, place: &Place<'a>) -> Result<Members<'a>, Problem> {
    let map = value.as_object().ok_or_else(|| place.expected("An object", value))?;
    Ok(Members::new(map, place.clone()))
}

/// A value as a list.
pub(super) fn list<'a>(value: &'a Value, place: &Place) -> Result<&'a [Value], Problem> {
    value.as_array().map(Vec::as_slice).ok_or_else(|| place.expected("A list", value))
}

fn whole(value: &Value) -> Option<u32> {
    if let Some(whole) = value.as_u64() {
        return u32::try_from(whole).ok();
    }
    let number = value.as_f64()?;
    let is_count = number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number);
    is_count.then_some(number as u32)
}

/// Adds members of names that are not there yet.
pub(super) fn add_missing(members: &mut Map<String, Value>, others: &Map<String, Value>) {
    for (name, value) in others {
        members.entry(name.clone()).or_insert_with(|| value.clone());
    }
}
