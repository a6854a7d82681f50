//! NegMAS: one file for the outcome space and one for each utility function, as `Scenario.dumpas` and `Scenario.to_json` write
//! them, in YAML or JSON.
//!
//! A `LinearAdditiveUtilityFunction` is the weighted sum of its value functions, without division: the same XML file read by
//! NegMAS and by GENIUS gives other numbers. Value functions may be tables, affine, linear, identity or constant. A discounted
//! function is its inner function with the discount beside it; its reservation is its own where it has one, else the inner
//! function's.

use super::data::{Data, json_or_yaml, number_at};
use super::fraction::Fraction;
use super::genius::stem;
use super::{Clock, Discount, Domain, ImportFault, Imported, Issue, Options, Profile, Reservation, Shrinks, Source};
use super::{Values, Worth, about, cut};

/// The scenario for a NegMAS outcome space and its utility functions, the seller's first.
///
/// # Errors
/// What is wrong with the files.
pub fn negmas(domain: Source<'_>, profiles: &[Source<'_>], options: Options) -> Result<Imported, Vec<ImportFault>> {
    super::finish(read(domain, profiles, options))
}

struct NegmasIssue {
    name: String,
    values: Values,
    /// Every value as its own number, where it is one.
    numbers: Option<Vec<Fraction>>,
}

fn read(domain: Source<'_>, profiles: &[Source<'_>], options: Options) -> Result<Domain, Vec<ImportFault>> {
    let json = json_or_yaml(0, domain).map_err(|fault| vec![fault])?;
    let issues = json.get("issues").and_then(Data::list);
    let issues = issues.ok_or_else(|| vec![about(0, "the outcome space has no list `issues`")])?;
    let issues: Result<Vec<NegmasIssue>, ImportFault> = issues.iter().map(|json| issue(json, options)).collect();
    let issues = issues.map_err(|fault| vec![fault])?;
    let mut faults = Vec::new();
    let (mut read, mut notes) = (Vec::new(), Vec::new());
    for (index, source) in profiles.iter().enumerate() {
        match json_or_yaml(index + 1, *source)
            .and_then(|json| profile(index + 1, &json, &issues, stem(source.name), &mut notes))
        {
            Ok(profile) => read.push(profile),
            Err(fault) => faults.push(fault),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let title = title_of(&json, stem(domain.name));
    let issues = issues.into_iter().map(|issue| Issue { name: issue.name, values: issue.values }).collect();
    Ok(Domain { name: title, tool: "NegMAS", issues, profiles: read, notes })
}

fn issue(json: &Data, options: Options) -> Result<NegmasIssue, ImportFault> {
    let title = json.get("name").map(Data::name).ok_or_else(|| about(0, "an issue has no `name`"))?;
    let kind = json.get("type").and_then(Data::text).unwrap_or_default();
    let list = json.get("values").and_then(Data::list);
    let list = list.ok_or_else(|| about(0, format!("the issue `{title}` has no list `values`")))?;
    let ends = || match list {
        [from, to] => Some((from.number()?, to.number()?)),
        _ => None,
    };
    let no_ends = || about(0, format!("the issue `{title}` is a {kind} and needs two numbers as `values`"));
    if kind.contains("Contiguous") {
        let (from, to) = ends().ok_or_else(no_ends)?;
        let (from, to) = from.whole().zip(to.whole()).filter(|(from, to)| from <= to).ok_or_else(no_ends)?;
        let values = Values::Whole { from, to };
        // Too many values are told of when all is read.
        let few = values.count() <= divest_core::deal::OPTIONS_MAX as u64;
        let numbers =
            (from..=to).take(if few { usize::MAX } else { 0 }).map(|n| Some(Fraction::whole_number(n))).collect();
        return Ok(NegmasIssue { name: title, values, numbers });
    }
    if kind.contains("Continuous") {
        let (from, to) = ends().ok_or_else(no_ends)?;
        let numbers = cut(&from, &to, options.steps).ok_or_else(no_ends)?;
        let names = numbers.iter().map(|number| number.decimal(6)).collect();
        return Ok(NegmasIssue { name: title, values: Values::Named(names), numbers: Some(numbers) });
    }
    let numbers = list.iter().map(|value| if value.is_number() { value.number() } else { None }).collect();
    Ok(NegmasIssue { name: title, values: Values::Named(list.iter().map(Data::name).collect()), numbers })
}

/// A name for readers, if there is a text.
fn title_of(json: &Data, fallback: &str) -> String {
    json.get("name").and_then(Data::text).map_or_else(|| fallback.to_owned(), str::to_owned)
}

/// A function's type without its module.
fn kind_of(json: &Data) -> &str {
    json.get("type").and_then(Data::text).unwrap_or_default().rsplit('.').next().unwrap_or_default()
}

/// The reservation of a function, if it says one.
fn reserved(file: usize, json: &Data) -> Result<Option<Reservation>, ImportFault> {
    match json.get("reserved_value") {
        None | Some(Data::Null) => Ok(None),
        Some(found) => match found.any_number() {
            Some(number) => Ok(Some(Reservation::from(number))),
            None => Err(about(file, format!("`reserved_value` is {found}, which is no number"))),
        },
    }
}

/// The discount of a discounted function; `None` if it discounts nothing.
fn discount(
    file: usize,
    json: &Data,
    kind: &str,
    whose: &str,
    notes: &mut Vec<String>,
) -> Result<Option<Discount>, ImportFault> {
    let number = |key: &str| match json.get(key) {
        None | Some(Data::Null) => Ok(None),
        Some(_) => number_at(file, json, key, "the discounted function").map(Some),
    };
    let shrinks = if kind == "ExpDiscountedUFun" {
        match number("discount")?.filter(|factor| !factor.is_zero() && *factor != Fraction::one()) {
            Some(factor) if factor < Fraction::zero() => {
                return Err(about(file, format!("`discount` is {}, and it must be above 0", factor.decimal(18))));
            }
            Some(factor) => Shrinks::ByFactor(factor),
            None => return Ok(None),
        }
    } else {
        match number("cost")?.filter(|cost| !cost.is_zero()) {
            Some(cost) if cost < Fraction::zero() => {
                return Err(about(file, format!("`cost` is {}, and it must not be under 0", cost.decimal(18))));
            }
            Some(cost) => Shrinks::ByCost(cost, number("power")?.unwrap_or_else(Fraction::one)),
            None => return Ok(None),
        }
    };
    let clock = match json.get("factor").and_then(Data::text).unwrap_or("step") {
        "step" | "current_step" => Clock::Round,
        "relative_time" => Clock::Share,
        other => {
            notes.push(format!("{whose}: the discount by `{other}` is left out; by step and relative_time are known"));
            return Ok(None);
        }
    };
    Ok(Some(Discount { shrinks, clock }))
}

fn profile(
    file: usize,
    json: &Data,
    issues: &[NegmasIssue],
    fallback: &str,
    notes: &mut Vec<String>,
) -> Result<Profile, ImportFault> {
    let name = title_of(json, fallback);
    let kind = kind_of(json);
    if matches!(kind, "ExpDiscountedUFun" | "LinDiscountedUFun" | "DiscountedUtilityFunction") {
        let inner = json.get("ufun").filter(|inner| inner.table().is_some());
        let inner = inner.ok_or_else(|| about(file, format!("the {kind} has no inner function `ufun`")))?;
        if kind_of(inner).contains("DiscountedU") {
            return Err(about(file, "a discounted function of a discounted function cannot be imported"));
        }
        let discount = discount(file, json, kind, &name, notes)?;
        let inner = linear(file, inner, issues, name)?;
        let reservation = match reserved(file, json)? {
            None | Some(Reservation::Anything) => inner.reservation,
            Some(own) => own,
        };
        return Ok(Profile { reservation, discount, ..inner });
    }
    linear(file, json, issues, name)
}

/// A linear additive function.
fn linear(file: usize, json: &Data, issues: &[NegmasIssue], name: String) -> Result<Profile, ImportFault> {
    let kind = kind_of(json);
    let weights = match json.get("weights") {
        None | Some(Data::Null) => vec![Fraction::one(); issues.len()],
        Some(weights) => {
            let list = weights.list().ok_or_else(|| about(file, "`weights` is no list of numbers"))?;
            let weight = |(i, weight): (usize, &Data)| {
                let issue = issues.get(i).map_or("?", |issue| &issue.name);
                let message = || format!("the weight of the issue `{issue}` is {weight}, which is no number");
                weight.number().ok_or_else(|| about(file, message()))
            };
            list.iter().enumerate().map(weight).collect::<Result<_, _>>()?
        }
    };
    let functions: Vec<Data> = match kind {
        "LinearAdditiveUtilityFunction" => {
            let functions = json.get("values").and_then(Data::list).map(<[Data]>::to_vec);
            functions.ok_or_else(|| about(file, "the utility function has no list `values`"))?
        }
        "LinearUtilityFunction" | "AffineUtilityFunction" => {
            let identity = [("type".to_owned(), Data::Text("IdentityFun".into()))];
            vec![Data::Table(identity.into_iter().collect()); issues.len()]
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
    let bias = match json.get("bias") {
        None | Some(Data::Null) => Fraction::zero(),
        Some(_) => number_at(file, json, "bias", "the utility function")?,
    };
    if !bias.is_zero() {
        add_bias(&mut worth, &bias).ok_or_else(|| about(file, "the bias cannot be added to any issue"))?;
    }
    let reservation = reserved(file, json)?.unwrap_or(Reservation::Anything);
    Ok(Profile { name, worth, reservation, discount: None })
}

/// A constant belongs to no issue; every deal has one value of the first issue with a weight, so it goes there.
fn add_bias(worth: &mut [Worth], bias: &Fraction) -> Option<()> {
    let first = worth.iter_mut().find(|worth| !worth.weight.is_zero())?;
    let share = bias.divided_by(&first.weight)?;
    first.of = first.of.iter().map(|value| value.plus(&share)).collect();
    Some(())
}

fn values(file: usize, function: &Data, issue: &NegmasIssue) -> Result<Vec<Fraction>, ImportFault> {
    let whose = format!("the issue `{}`", issue.name);
    let kind = kind_of(function);
    if let Some(table) = function.get("mapping").and_then(Data::table) {
        let names = match &issue.values {
            Values::Named(names) => names.clone(),
            Values::Whole { from, to } => {
                (*from..=*to).take(issue.numbers.as_ref().map_or(0, Vec::len)).map(|n| n.to_string()).collect()
            }
        };
        let of = |value: &String| {
            let found = table.get(value).ok_or_else(|| about(file, format!("{whose} has no value for `{value}`")))?;
            let message = || format!("the value of `{value}` on {whose} is {found}, which is no number");
            found.number().ok_or_else(|| about(file, message()))
        };
        return names.iter().map(of).collect();
    }
    let part = |key: &str, default: Option<Fraction>| match (function.get(key), default) {
        (None, Some(default)) => Ok(default),
        _ => number_at(file, function, key, &whose),
    };
    let (slope, bias) = match kind {
        "AffineFun" => (part("slope", None)?, part("bias", Some(Fraction::zero()))?),
        "LinearFun" => (part("slope", None)?, Fraction::zero()),
        "IdentityFun" => (Fraction::one(), Fraction::zero()),
        "ConstFun" => (Fraction::zero(), part("bias", Some(Fraction::zero()))?),
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
    Ok(numbers.iter().map(|x| bias.plus(&slope.times(x))).collect())
}
