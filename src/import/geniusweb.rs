//! GeniusWeb: one JSON file for the domain and one for each profile.
//!
//! A profile is a `LinearAdditiveUtilitySpace`: utilities of values from 0 to 1, weights that add up to 1, no division. What a
//! deal is worth without agreement is the utility of the `reservationBid`; issues that it leaves out count nothing.

use super::fraction::Fraction;
use super::genius::stem;
use super::json::{name, number, number_at, parse};
use super::{Domain, ImportFault, Issue, Options, Profile, Source, Values, Worth, about};
use serde_json::{Map, Value};

/// The scenario for a GeniusWeb domain and its profiles, the seller's first.
///
/// # Errors
/// What is wrong with the files.
pub fn geniusweb(domain: Source<'_>, profiles: &[Source<'_>], options: Options) -> Result<String, Vec<ImportFault>> {
    super::finish(read(domain, profiles, options))
}

/// An issue with the numbers behind its values, if it is one of numbers.
struct WebIssue {
    name: String,
    values: Values,
    numbers: Vec<Fraction>,
}

fn read(domain: Source<'_>, profiles: &[Source<'_>], options: Options) -> Result<Domain, Vec<ImportFault>> {
    let json = parse(0, domain).map_err(|fault| vec![fault])?;
    let issues = issues(domain.text, options).map_err(|fault| vec![fault])?;
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
    let title = json.get("name").map_or_else(|| stem(domain.name).to_owned(), name);
    let issues = issues.into_iter().map(|issue| Issue { name: issue.name, values: issue.values }).collect();
    Ok(Domain { name: title, tool: "GeniusWeb", issues, profiles: read })
}

fn object<'v>(file: usize, json: &'v Value, key: &str, whose: &str) -> Result<&'v Map<String, Value>, ImportFault> {
    json.get(key).and_then(Value::as_object).ok_or_else(|| about(file, format!("{whose} has no object `{key}`")))
}

fn issues(text: &str, options: Options) -> Result<Vec<WebIssue>, ImportFault> {
    // In the file's order, which numbers the deals.
    #[derive(serde::Deserialize)]
    struct File {
        #[serde(rename = "issuesValues")]
        issues: indexmap::IndexMap<String, Value>,
    }
    let file: File =
        serde_json::from_str(text).map_err(|error| about(0, format!("no domain of GeniusWeb: {error}")))?;
    file.issues.iter().map(|(key, values)| issue(key, values, options)).collect()
}

fn issue(key: &str, values: &Value, options: Options) -> Result<WebIssue, ImportFault> {
    if let Some(names) = values.get("values").and_then(Value::as_array) {
        let names = names.iter().map(name).collect();
        return Ok(WebIssue { name: key.to_owned(), values: Values::Named(names), numbers: Vec::new() });
    }
    let range = values.get("range").and_then(Value::as_array);
    let range: Option<Vec<Fraction>> = range.and_then(|range| range.iter().map(number).collect());
    let Some(&[from, to, step]) = range.as_deref() else {
        return Err(about(0, format!("the issue `{key}` has neither `values` nor a `range` of three numbers")));
    };
    if step <= Fraction::ZERO || to < from {
        return Err(about(0, format!("the range of `{key}` goes nowhere")));
    }
    let most = divest_core::deal::OPTIONS_MAX.max(options.steps);
    let at = |i: usize| from.plus(step.times(Fraction::of(i as i128, 1)?)?);
    let numbers: Vec<Fraction> = (0..=most).map_while(at).take_while(|number| *number <= to).collect();
    let names = numbers.iter().map(|number| number.decimal(6)).collect();
    Ok(WebIssue { name: key.to_owned(), values: Values::Named(names), numbers })
}

fn profile(file: usize, json: &Value, issues: &[WebIssue], fallback: &str) -> Result<Profile, ImportFault> {
    let space = json.get("LinearAdditiveUtilitySpace").ok_or_else(|| {
        let found = json.as_object().and_then(|object| object.keys().next()).map_or("nothing", String::as_str);
        about(file, format!("no `LinearAdditiveUtilitySpace` but `{found}`"))
    })?;
    let weights = object(file, space, "issueWeights", "the profile")?;
    let utilities = object(file, space, "issueUtilities", "the profile")?;
    let worth: Vec<Worth> = issues
        .iter()
        .map(|issue| {
            let weight = weights.get(&issue.name).and_then(number);
            let weight = weight.ok_or_else(|| about(file, format!("no weight for the issue `{}`", issue.name)))?;
            let of = utilities.get(&issue.name);
            let of = of.ok_or_else(|| about(file, format!("no utilities for the issue `{}`", issue.name)))?;
            Ok(Worth { weight, of: values(file, of, issue)? })
        })
        .collect::<Result<_, _>>()?;
    let reservation = reservation(file, space, issues, &worth)?;
    let name = space.get("name").map_or_else(|| fallback.to_owned(), name);
    Ok(Profile { name, worth, reservation, discount: None })
}

fn values(file: usize, json: &Value, issue: &WebIssue) -> Result<Vec<Fraction>, ImportFault> {
    let whose = format!("the issue `{}`", issue.name);
    let either = |long: &str, short: &str| json.get(long).or_else(|| json.get(short));
    if let Some(table) = either("DiscreteValueSetUtilities", "discreteutils") {
        let table = object(file, table, "valueUtilities", &whose)?;
        let Values::Named(names) = &issue.values else { return Ok(Vec::new()) };
        let of = |value: &String| {
            let found = table.get(value).ok_or_else(|| about(file, format!("{whose} has no utility for `{value}`")))?;
            number(found).ok_or_else(|| about(file, format!("the utility of `{value}` is {found}, which is no number")))
        };
        return names.iter().map(of).collect();
    }
    let Some(line) = either("NumberValueSetUtilities", "numberutils") else {
        return Err(about(file, format!("{whose} has neither discrete nor number utilities")));
    };
    let [low, low_worth, high, high_worth] = ["lowValue", "lowUtility", "highValue", "highUtility"];
    let (low, low_worth) = (number_at(file, line, low, &whose)?, number_at(file, line, low_worth, &whose)?);
    let (high, high_worth) = (number_at(file, line, high, &whose)?, number_at(file, line, high_worth, &whose)?);
    if issue.numbers.is_empty() {
        return Err(about(file, format!("{whose} has number utilities, but the domain gives it named values")));
    }
    let at = |x: &Fraction| {
        if *x < low || *x > high {
            return Some(Fraction::ZERO);
        }
        let rise = high_worth.minus(low_worth)?.times(x.minus(low)?)?;
        low_worth.plus(rise.divided_by(high.minus(low)?)?)
    };
    let values: Option<Vec<Fraction>> = issue.numbers.iter().map(at).collect();
    values.ok_or_else(|| about(file, format!("the line of {whose} cannot be computed")))
}

fn reservation(file: usize, space: &Value, issues: &[WebIssue], worth: &[Worth]) -> Result<Fraction, ImportFault> {
    let Some(bid) = space.get("reservationBid").and_then(|bid| bid.get("issuevalues")).and_then(Value::as_object)
    else {
        return Ok(Fraction::ZERO);
    };
    let mut sum = Fraction::ZERO;
    for (issue, worth) in issues.iter().zip(worth) {
        let Some(value) = bid.get(&issue.name) else { continue };
        let Values::Named(names) = &issue.values else { continue };
        let place = match number(value).filter(|_| !issue.numbers.is_empty()) {
            Some(number) => issue.numbers.iter().position(|n| *n == number),
            None => names.iter().position(|n| *n == name(value)),
        };
        let Some(place) = place else {
            return Err(about(
                file,
                format!("the reservation bid has {value} for `{}`, which the domain does not", issue.name),
            ));
        };
        let part = worth.weight.times(worth.of[place]).and_then(|part| sum.plus(part));
        sum = part.ok_or_else(|| about(file, "the reservation bid cannot be computed"))?;
    }
    Ok(sum)
}
