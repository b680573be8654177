//! The description's own words about a value: whether it fits, and an example of it.

use serde_json::{Map, Value, json};

pub struct Schemas(pub Value);

impl Schemas {
    fn named<'a>(&'a self, schema: &'a Value) -> &'a Value {
        match schema["$ref"].as_str() {
            Some(name) => {
                let name = name.trim_start_matches("#/components/schemas/");
                self.named(&self.0["components"]["schemas"][name])
            }
            None => schema,
        }
    }

    /// Where a value is not as described; nothing when it is.
    pub fn misfit(&self, schema: &Value, value: &Value, at: &str) -> Option<String> {
        let schema = self.named(schema);
        if let Some(all) = schema["allOf"].as_array() {
            return all.iter().find_map(|part| self.misfit(part, value, at));
        }
        if let Some(one) = schema["oneOf"].as_array() {
            let fits = one.iter().any(|part| self.misfit(part, value, at).is_none());
            return (!fits).then(|| format!("{at}: none of the {} forms: {value}", one.len()));
        }
        if let Some(known) = schema["enum"].as_array()
            && !known.contains(value)
        {
            return Some(format!("{at}: {value} is not among {known:?}"));
        }
        if !types(schema).is_empty() && !types(schema).contains(&type_of(value)) {
            // A whole number is a number.
            let number = types(schema).contains(&"number") && value.is_number();
            if !number {
                return Some(format!("{at}: {value} is no {:?}", types(schema)));
            }
        }
        match value {
            Value::Array(items) if !schema["items"].is_null() => items
                .iter()
                .enumerate()
                .find_map(|(n, item)| self.misfit(&schema["items"], item, &format!("{at}[{n}]"))),
            Value::Object(fields) => self.object_misfit(schema, fields, at),
            _ => None,
        }
    }

    fn object_misfit(
        &self,
        schema: &Value,
        fields: &Map<String, Value>,
        at: &str,
    ) -> Option<String> {
        let required =
            schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
        for name in required {
            if !fields.contains_key(name) {
                return Some(format!("{at}: {name} is missing"));
            }
        }
        fields.iter().find_map(|(name, value)| {
            let known = &schema["properties"][name];
            let known = if known.is_null() { &schema["additionalProperties"] } else { known };
            let at = format!("{at}.{name}");
            (known.is_object()).then(|| self.misfit(known, value, &at)).flatten()
        })
    }

    /// A plain value of this shape.
    pub fn example(&self, schema: &Value, depth: usize) -> Value {
        let schema = self.named(schema);
        if depth > 8 {
            return Value::Null;
        }
        if let Some(all) = schema["allOf"].as_array() {
            let parts = all.iter().map(|part| self.example(part, depth + 1));
            return parts.fold(json!({}), |mut whole, part| {
                if let (Some(whole), Value::Object(part)) = (whole.as_object_mut(), part) {
                    whole.extend(part);
                }
                whole
            });
        }
        if let Some(first) = schema["oneOf"].as_array().and_then(|one| one.last()) {
            return self.example(first, depth + 1);
        }
        if let Some(first) = schema["enum"].as_array().and_then(|known| known.first()) {
            return first.clone();
        }
        match types(schema).first().copied() {
            Some("object") => {
                let fields = schema["properties"].as_object().into_iter().flatten();
                let fields =
                    fields.map(|(name, part)| (name.clone(), self.example(part, depth + 1)));
                Value::Object(fields.collect())
            }
            Some("array") => json!([self.example(&schema["items"], depth + 1)]),
            Some("integer" | "number") => json!(1),
            Some("boolean") => json!(false),
            Some("string") => match schema["format"].as_str() {
                Some("uuid") => json!("019a0000-0000-7000-8000-000000000000"),
                Some("date") => json!("2026-11-23"),
                Some("date-time") => json!("2026-11-23T02:00:00Z"),
                _ => json!("x"),
            },
            _ => Value::Null,
        }
    }

    /// Every form that a value may have, one example each.
    pub fn examples(&self, schema: &Value) -> Vec<Value> {
        let schema = self.named(schema);
        match schema["oneOf"].as_array() {
            Some(forms) => forms.iter().map(|form| self.example(form, 0)).collect(),
            None => vec![self.example(schema, 0)],
        }
    }
}

fn types(schema: &Value) -> Vec<&str> {
    match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
