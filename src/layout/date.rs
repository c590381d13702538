//! The date of issue as a paper prints it.

/// `2026-05-20` as 2026年5月20日 and 星期三; anything that is no date as it stands.
#[must_use]
pub fn printed(date: &str) -> (String, String) {
    match parts(date) {
        Some((y, m, d)) => (format!("{y}年{m}月{d}日"), format!("星期{}", weekday(y, m, d))),
        None => (date.to_owned(), String::new()),
    }
}

fn parts(date: &str) -> Option<(u32, u32, u32)> {
    let mut numbers = date.split('-').map(|n| n.parse::<u32>().ok());
    let (y, m, d) = (numbers.next()??, numbers.next()??, numbers.next()??);
    let real = numbers.next().is_none() && (1583..=9999).contains(&y) && (1..=12).contains(&m);
    (real && (1..=days_in(y, m)).contains(&d)).then_some((y, m, d))
}

const fn days_in(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The day of the week in the Gregorian calendar: days since a Saturday, modulo seven, counting years from March.
const fn weekday(year: u32, month: u32, day: u32) -> char {
    let (year, month) = if month < 3 { (year - 1, month + 12) } else { (year, month) };
    let days_before_month = (13 * (month + 1)) / 5 - 7;
    let days = year * 365 + year / 4 - year / 100 + year / 400 + days_before_month + day;
    ['六', '日', '一', '二', '三', '四', '五'][(days % 7) as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekdays_are_those_of_the_calendar() {
        let day = |d| printed(d).1;
        assert_eq!(day("2000-01-01"), "星期六");
        assert_eq!(day("1949-10-01"), "星期六");
        assert_eq!(day("2024-02-29"), "星期四");
        assert_eq!(day("2025-05-12"), "星期一");
        assert_eq!(day("2026-03-18"), "星期三");
        assert_eq!(printed("2026-05-20").0, "2026年5月20日");
    }

    #[test]
    fn what_is_no_date_stays_as_it_is() {
        for odd in ["", "soon", "2026-02-29", "2026-13-01", "2026-05-20-1", "0000-00-00"] {
            assert_eq!(printed(odd), (odd.to_owned(), String::new()));
        }
    }
}
