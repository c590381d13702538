//! LEG.

use banxin::model::{BlockKind, Furniture};

use super::desk::{At, Desk, Fault, columns, fault, try_out};

/// The page as page 1 under a masthead with these lines.
fn front(d: &mut Desk, lines: &[&str]) {
    d.page(|p| p.number = 1);
    d.block("a", |b| b.place = columns(0, 2, 20, 50));
    let furniture = Furniture { lines: lines.iter().map(|l| (*l).to_owned()).collect(), ..Furniture::default() };
    d.put("m", columns(0, 8, 0, 16), BlockKind::Masthead(furniture));
}

const LINES: [&str; 2] = [
    "国内统一连续出版物号 CN 37-0000　今日8版",
    "主管 市委　出版 曹州新报社　地址 人民路1号　电话 5550180　印刷 报业印务　邮发代号 23-000　零售 1 元",
];

pub(crate) const FAULTS: &[Fault] = &[
    fault("LEG-01", At::Page(1), |d| d.page(|p| p.number = 1)),
    fault("LEG-02", At::Block("a"), |d| {
        front(d, &LINES);
        d.style("masthead", |s| s.size = banxin::geom::Length::bang(30.0));
        d.change_article("a", |a| a.head.step = Some(10));
    }),
    fault("LEG-03", At::Block("m"), |d| front(d, &["今日8版", LINES[1]])),
    fault("LEG-04", At::Page(1), |d| front(d, &LINES[..1])),
    fault("LEG-05", At::Page(3), |d| d.page(|p| drop(p.blocks.remove(0)))),
    fault("LEG-06", At::Block("ad1"), |d| d.picture("ad1", "p1", columns(4, 2, 60, 16))),
    fault("LEG-07", At::Page(3), |d| d.page(|p| p.section = "号外".into())),
    fault("LEG-08", At::Block("folio-0"), |d| d.furniture("folio-0", |f| f.contact = "2026年5月19日出版".into())),
    fault("LEG-09", At::Block("folio-0"), |d| d.furniture("folio-0", |f| f.editors.clear())),
];

#[test]
fn leg() {
    try_out(FAULTS);
}

/// A front page in order has nothing to be said about its form.
#[test]
fn a_front_page_with_its_imprint_is_in_form() {
    let mut desk = Desk::new();
    front(&mut desk, &LINES);
    let found = desk.inspect();
    let form: Vec<&str> = found.iter().map(|i| i.finding.rule).filter(|r| r.starts_with("LEG")).collect();
    assert_eq!(form, [""; 0]);
}
