//! GeniusWeb: one JSON file for the domain and one for each profile.
//!
//! A profile is a `LinearAdditiveUtilitySpace`: utilities of values from 0 to 1, weights that add up to 1, no division. What a
//! deal is worth without agreement is the utility of the `reservationBid`; issues that it leaves out count nothing.

use super::data::{Data, json, number_at};
use super::fraction::Fraction;
use super::genius::stem;
use super::{Domain, ImportFault, Imported, Issue, Options, Profile, Reservation, Source, Values, Worth, about};
use indexmap::IndexMap;

/// The scenario for a GeniusWeb domain and its profiles, the seller's first.
///
/// # Errors
/// What is wrong with the files.
pub fn geniusweb(domain: Source<'_>, profiles: &[Source<'_>], options: Options) -> Result<Imported, Vec<ImportFault>> {
    super::finish(read(domain, profiles, options))
}

/// An issue with the numbers behind its values, if it is one of numbers.
struct WebIssue {
    name: String,
    values: Values,
    numbers: Vec<Fraction>,
}

fn read(domain: Source<'_>, profiles: &[Source<'_>], options: Options) -> Result<Domain, Vec<ImportFault>> {
    let domain_data = json(0, domain).map_err(|fault| vec![fault])?;
    let issues = issues(&domain_data, options).map_err(|fault| vec![fault])?;
    let mut faults = Vec::new();
    let mut read = Vec::new();
    for (index, source) in profiles.iter().enumerate() {
        match json(index + 1, *source).and_then(|data| profile(index + 1, &data, &issues, stem(source.name))) {
            Ok(profile) => read.push(profile),
            Err(fault) => faults.push(fault),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let title = domain_data.get("name").map_or_else(|| stem(domain.name).to_owned(), Data::name);
    let issues = issues.into_iter().map(|issue| Issue { name: issue.name, values: issue.values }).collect();
    Ok(Domain { name: title, tool: "GeniusWeb", issues, profiles: read, notes: Vec::new() })
}

type Table = IndexMap<String, Data>;

fn object<'v>(file: usize, data: &'v Data, key: &str, whose: &str) -> Result<&'v Table, ImportFault> {
    data.get(key).and_then(Data::table).ok_or_else(|| about(file, format!("{whose} has no object `{key}`")))
}

fn issues(data: &Data, options: Options) -> Result<Vec<WebIssue>, ImportFault> {
    let issues = object(0, data, "issuesValues", "the domain")?;
    issues.iter().map(|(key, values)| issue(key, values, options)).collect()
}

fn issue(key: &str, values: &Data, options: Options) -> Result<WebIssue, ImportFault> {
    if let Some(names) = values.get("values").and_then(Data::list) {
        let names = names.iter().map(Data::name).collect();
        return Ok(WebIssue { name: key.to_owned(), values: Values::Named(names), numbers: Vec::new() });
    }
    let range = values.get("range").and_then(Data::list);
    let range: Option<Vec<Fraction>> = range.and_then(|range| range.iter().map(Data::number).collect());
    let Some([from, to, step]) = range.as_deref() else {
        return Err(about(0, format!("the issue `{key}` has neither `values` nor a `range` of three numbers")));
    };
    if *step <= Fraction::zero() || to < from {
        return Err(about(0, format!("the range of `{key}` goes nowhere")));
    }
    let most = divest_core::deal::OPTIONS_MAX.max(options.steps);
    let at = |i: usize| from.plus(&step.times(&Fraction::whole_number(i)));
    let numbers: Vec<Fraction> = (0..=most).map(at).take_while(|number| number <= to).collect();
    let names = numbers.iter().map(|number| number.decimal(6)).collect();
    Ok(WebIssue { name: key.to_owned(), values: Values::Named(names), numbers })
}

fn profile(file: usize, json: &Data, issues: &[WebIssue], fallback: &str) -> Result<Profile, ImportFault> {
    let space = json.get("LinearAdditiveUtilitySpace").ok_or_else(|| {
        let found = json.table().and_then(|table| table.keys().next()).map_or("nothing", String::as_str);
        about(file, format!("no `LinearAdditiveUtilitySpace` but `{found}`"))
    })?;
    let weights = object(file, space, "issueWeights", "the profile")?;
    let utilities = object(file, space, "issueUtilities", "the profile")?;
    let worth: Vec<Worth> = issues
        .iter()
        .map(|issue| {
            let weight = weights.get(&issue.name).and_then(Data::number);
            let weight = weight.ok_or_else(|| about(file, format!("no weight for the issue `{}`", issue.name)))?;
            let of = utilities.get(&issue.name);
            let of = of.ok_or_else(|| about(file, format!("no utilities for the issue `{}`", issue.name)))?;
            Ok(Worth { weight, of: values(file, of, issue)? })
        })
        .collect::<Result<_, _>>()?;
    let reservation = reservation(file, space, issues, &worth)?;
    let name = space.get("name").map_or_else(|| fallback.to_owned(), Data::name);
    Ok(Profile { name, worth, reservation, discount: None })
}

fn values(file: usize, json: &Data, issue: &WebIssue) -> Result<Vec<Fraction>, ImportFault> {
    let whose = format!("the issue `{}`", issue.name);
    let either = |long: &str, short: &str| json.get(long).or_else(|| json.get(short));
    if let Some(table) = either("DiscreteValueSetUtilities", "discreteutils") {
        let table = object(file, table, "valueUtilities", &whose)?;
        let Values::Named(names) = &issue.values else { return Ok(Vec::new()) };
        let of = |value: &String| {
            let found = table.get(value).ok_or_else(|| about(file, format!("{whose} has no utility for `{value}`")))?;
            let message = || format!("the utility of `{value}` on {whose} is {found}, which is no number");
            found.number().ok_or_else(|| about(file, message()))
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
            return Some(Fraction::zero());
        }
        let rise = high_worth.minus(&low_worth).times(&x.minus(&low));
        Some(low_worth.plus(&rise.divided_by(&high.minus(&low))?))
    };
    let values: Option<Vec<Fraction>> = issue.numbers.iter().map(at).collect();
    values.ok_or_else(|| about(file, format!("the line of {whose} cannot be computed")))
}

fn reservation(file: usize, space: &Data, issues: &[WebIssue], worth: &[Worth]) -> Result<Reservation, ImportFault> {
    let bid = match space.get("reservationBid") {
        // Without a bid there is nothing to fall back on, and every deal is better.
        None | Some(Data::Null) => return Ok(Reservation::Utility(Fraction::zero())),
        Some(bid) => object(file, bid, "issuevalues", "the reservation bid")?,
    };
    let mut sum = Fraction::zero();
    for (key, value) in bid {
        let found = issues.iter().zip(worth).find(|(issue, _)| issue.name == *key);
        let Some((issue, worth)) = found else {
            let message = format!("the reservation bid names `{key}`, which the domain does not have");
            let names: Vec<&str> = issues.iter().map(|issue| issue.name.as_str()).collect();
            let mut fault = about(file, message);
            fault.fault.hint = Some(format!("its issues are {}", names.join(", ")));
            return Err(fault);
        };
        let place = match value.number().filter(|_| !issue.numbers.is_empty()) {
            Some(number) => issue.numbers.iter().position(|n| *n == number),
            None => match &issue.values {
                Values::Named(names) => names.iter().position(|n| *n == value.name()),
                Values::Whole { .. } => None,
            },
        };
        let Some(place) = place else {
            return Err(about(
                file,
                format!("the reservation bid has {value} for `{}`, which the domain does not", issue.name),
            ));
        };
        sum = sum.plus(&worth.weight.times(&worth.of[place]));
    }
    Ok(Reservation::Utility(sum))
}
