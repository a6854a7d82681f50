//! NegMAS: one JSON file for the outcome space and one for each utility function, as `Scenario.to_json` writes them.
//!
//! A `LinearAdditiveUtilityFunction` is the weighted sum of its value functions, without division: the same XML file read by
//! NegMAS and by GENIUS gives other numbers. Value functions may be tables, affine, linear, identity or constant.

use super::fraction::Fraction;
use super::genius::stem;
use super::json::{name, number, number_at, parse};
use super::{Domain, ImportFault, Issue, Options, Profile, Source, Values, Worth, about, cut};
use serde_json::Value;

/// The scenario for a NegMAS outcome space and its utility functions, the seller's first.
///
/// # Errors
/// What is wrong with the files.
pub fn negmas(domain: Source<'_>, profiles: &[Source<'_>], options: Options) -> Result<String, Vec<ImportFault>> {
    super::finish(read(domain, profiles, options))
}

struct NegmasIssue {
    name: String,
    values: Values,
    /// Every value as its own number, where it is one.
    numbers: Option<Vec<Fraction>>,
}

fn read(domain: Source<'_>, profiles: &[Source<'_>], options: Options) -> Result<Domain, Vec<ImportFault>> {
    let json = parse(0, domain).map_err(|fault| vec![fault])?;
    let issues = json.get("issues").and_then(Value::as_array);
    let issues = issues.ok_or_else(|| vec![about(0, "the outcome space has no list `issues`")])?;
    let issues: Result<Vec<NegmasIssue>, ImportFault> = issues.iter().map(|json| issue(json, options)).collect();
    let issues = issues.map_err(|fault| vec![fault])?;
    let mut faults = Vec::new();
    let mut read = Vec::new();
    for (index, source) in profiles.iter().enumerate() {
        match parse(index + 1, *source).and_then(|json| profile(index + 1, &json, &issues, stem(source.name))) {
            Ok(profile) => read.push(profile),
            Err(fault) => faults.push(fault),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let title = json.get("name").filter(|title| title.is_string()).map_or_else(|| stem(domain.name).to_owned(), name);
    let issues = issues.into_iter().map(|issue| Issue { name: issue.name, values: issue.values }).collect();
    Ok(Domain { name: title, tool: "NegMAS", issues, profiles: read })
}

fn issue(json: &Value, options: Options) -> Result<NegmasIssue, ImportFault> {
    let title = json.get("name").map(name).ok_or_else(|| about(0, "an issue has no `name`"))?;
    let kind = json.get("type").and_then(Value::as_str).unwrap_or_default();
    let list = json.get("values").and_then(Value::as_array);
    let list = list.ok_or_else(|| about(0, format!("the issue `{title}` has no list `values`")))?;
    let ends = || match list.as_slice() {
        [from, to] => Some((number(from)?, number(to)?)),
        _ => None,
    };
    let no_ends = || about(0, format!("the issue `{title}` is a {kind} and needs two numbers as `values`"));
    if kind.contains("Contiguous") {
        let (from, to) = ends().ok_or_else(no_ends)?;
        let whole = |end: Fraction| end.whole().and_then(|end| i64::try_from(end).ok());
        let (from, to) = whole(from).zip(whole(to)).filter(|(from, to)| from <= to).ok_or_else(no_ends)?;
        let values = Values::Whole { from, to };
        // Too many values are told of when all is read.
        let few = values.count() <= divest_core::deal::OPTIONS_MAX as u64;
        let numbers =
            (from..=to).take(if few { usize::MAX } else { 0 }).map(|n| Fraction::of(i128::from(n), 1)).collect();
        return Ok(NegmasIssue { name: title, values, numbers });
    }
    if kind.contains("Continuous") {
        let (from, to) = ends().ok_or_else(no_ends)?;
        let numbers = cut(from, to, options.steps).ok_or_else(no_ends)?;
        let names = numbers.iter().map(|number| number.decimal(6)).collect();
        return Ok(NegmasIssue { name: title, values: Values::Named(names), numbers: Some(numbers) });
    }
    let numbers = list.iter().map(|value| if value.is_number() { number(value) } else { None }).collect();
    Ok(NegmasIssue { name: title, values: Values::Named(list.iter().map(name).collect()), numbers })
}

fn profile(file: usize, json: &Value, issues: &[NegmasIssue], fallback: &str) -> Result<Profile, ImportFault> {
    let kind = json.get("type").and_then(Value::as_str).unwrap_or_default();
    let kind = kind.rsplit('.').next().unwrap_or_default();
    let weights = match json.get("weights") {
        None | Some(Value::Null) => vec![Fraction::ONE; issues.len()],
        Some(weights) => {
            let numbers: Option<Vec<Fraction>> = weights.as_array().and_then(|list| list.iter().map(number).collect());
            numbers.ok_or_else(|| about(file, "`weights` is no list of numbers"))?
        }
    };
    let functions: Vec<Value> = match kind {
        "LinearAdditiveUtilityFunction" => {
            let functions = json.get("values").and_then(Value::as_array).cloned();
            functions.ok_or_else(|| about(file, "the utility function has no list `values`"))?
        }
        "LinearUtilityFunction" | "AffineUtilityFunction" => {
            vec![serde_json::json!({ "type": "IdentityFun" }); issues.len()]
        }
        _ => return Err(about(file, format!("utility functions of type `{kind}` are not linear additive"))),
    };
    if weights.len() != issues.len() || functions.len() != issues.len() {
        let (weights, functions, issues) = (weights.len(), functions.len(), issues.len());
        return Err(about(file, format!("{weights} weights and {functions} value functions for {issues} issues")));
    }
    let worth = issues.iter().zip(weights.into_iter().zip(&functions));
    let worth: Result<Vec<Worth>, ImportFault> =
        worth.map(|(issue, (weight, function))| Ok(Worth { weight, of: values(file, function, issue)? })).collect();
    let mut worth = worth?;
    let bias = json.get("bias").and_then(number).unwrap_or(Fraction::ZERO);
    if !bias.is_zero() {
        add_bias(&mut worth, bias).ok_or_else(|| about(file, "the bias cannot be added to any issue"))?;
    }
    // Nothing, minus infinity or NaN: no deal is too bad for it.
    let reservation = match json.get("reserved_value").and_then(number) {
        Some(reservation) => reservation,
        None => least(&worth).ok_or_else(|| about(file, "the least utility cannot be computed"))?,
    };
    let name = json.get("name").filter(|name| name.is_string()).map_or_else(|| fallback.to_owned(), name);
    Ok(Profile { name, worth, reservation, discount: None })
}

/// A constant belongs to no issue; every deal has one value of the first issue with a weight, so it goes there.
fn add_bias(worth: &mut [Worth], bias: Fraction) -> Option<()> {
    let first = worth.iter_mut().find(|worth| !worth.weight.is_zero())?;
    let share = bias.divided_by(first.weight)?;
    first.of = first.of.iter().map(|value| value.plus(share)).collect::<Option<_>>()?;
    Some(())
}

/// The utility of the worst deal.
fn least(worth: &[Worth]) -> Option<Fraction> {
    worth.iter().try_fold(Fraction::ZERO, |sum, worth| {
        let values: Option<Vec<Fraction>> = worth.of.iter().map(|value| worth.weight.times(*value)).collect();
        sum.plus(values?.into_iter().min().unwrap_or(Fraction::ZERO))
    })
}

fn values(file: usize, function: &Value, issue: &NegmasIssue) -> Result<Vec<Fraction>, ImportFault> {
    let whose = format!("the issue `{}`", issue.name);
    let kind = function.get("type").and_then(Value::as_str).unwrap_or_default();
    let kind = kind.rsplit('.').next().unwrap_or_default();
    if let Some(table) = function.get("mapping").and_then(Value::as_object) {
        let names = match &issue.values {
            Values::Named(names) => names.clone(),
            Values::Whole { from, to } => {
                (*from..=*to).take(issue.numbers.as_ref().map_or(0, Vec::len)).map(|n| n.to_string()).collect()
            }
        };
        let of = |value: &String| {
            let found = table.get(value).ok_or_else(|| about(file, format!("{whose} has no value for `{value}`")))?;
            number(found).ok_or_else(|| about(file, format!("the value of `{value}` is {found}, which is no number")))
        };
        return names.iter().map(of).collect();
    }
    let part = |key: &str, default: Option<Fraction>| match (function.get(key), default) {
        (None, Some(default)) => Ok(default),
        _ => number_at(file, function, key, &whose),
    };
    let (slope, bias) = match kind {
        "AffineFun" => (part("slope", None)?, part("bias", Some(Fraction::ZERO))?),
        "LinearFun" => (part("slope", None)?, Fraction::ZERO),
        "IdentityFun" => (Fraction::ONE, Fraction::ZERO),
        "ConstFun" => (Fraction::ZERO, part("bias", Some(Fraction::ZERO))?),
        _ => return Err(about(file, format!("value functions of type `{kind}` are not known ({whose})"))),
    };
    if kind == "ConstFun" && issue.numbers.is_none() {
        let Values::Named(names) = &issue.values else { return Ok(Vec::new()) };
        return Ok(vec![bias; names.len()]);
    }
    let numbers = issue
        .numbers
        .as_ref()
        .ok_or_else(|| about(file, format!("{whose} has values that are no numbers for a {kind}")))?;
    let values: Option<Vec<Fraction>> = numbers.iter().map(|x| bias.plus(slope.times(*x)?)).collect();
    values.ok_or_else(|| about(file, format!("{whose} has numbers of too many digits")))
}
