//! The style sheet of a page: type, light and dark, narrow screens, paper.

use crate::chart::theme;

const LAYOUT: &str = "\
*{box-sizing:border-box}\
html{background:var(--paper);color:var(--ink);-webkit-text-size-adjust:100%}\
body{margin:0 auto;padding:2rem 1.25rem 4rem;max-width:50rem;line-height:1.55;\
font-family:system-ui,-apple-system,\"Segoe UI\",Roboto,Helvetica,Arial,sans-serif}\
h1{font-size:1.9rem;line-height:1.2;margin:0 0 .4rem}\
h2{font-size:1.3rem;margin:2.6rem 0 .8rem;padding-top:.8rem;border-top:1px solid var(--grid)}\
h3{font-size:1.05rem;margin:1.6rem 0 .4rem}\
h4{font-size:.98rem;margin:1.4rem 0 .3rem}\
.setting{border-left:3px solid var(--axis);padding-left:.6rem}\
.nowrap{white-space:nowrap}\
.runs dt{margin-top:.5rem}.runs dd{margin:0 0 0 1rem}\
p{margin:.6rem 0}\
a{color:var(--blue)}\
a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:2px solid var(--blue);outline-offset:2px}\
.soft,figcaption,.day small{color:var(--soft)}\
.lead{font-size:1.12rem}\
.outcome{border-left:4px solid var(--blue);background:var(--pale);padding:.8rem 1rem;margin:1.2rem 0}\
.outcome strong{font-size:1.15rem}\
nav ul{list-style:none;padding:0;margin:1.2rem 0 0;display:flex;flex-wrap:wrap;gap:.3rem 1.1rem;font-size:.92rem}\
figure{margin:1rem 0 1.4rem}\
figure svg{display:block;width:100%;height:auto}\
figcaption{font-size:.9rem;margin-top:.3rem}\
.narrow{display:none}\
table{border-collapse:collapse;font-size:.9rem;margin:.5rem 0}\
th,td{text-align:left;vertical-align:top;padding:.22rem .9rem .22rem 0;border-bottom:1px solid var(--grid)}\
thead th{border-bottom:1px solid var(--axis);white-space:nowrap}\
.pairs th{font-weight:400;color:var(--soft);min-width:8rem}\
.number{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}\
td:first-child{font-variant-numeric:tabular-nums}\
.scroll{overflow-x:auto}\
details{margin:.4rem 0}\
summary{cursor:pointer;padding:.15rem 0}\
.seats>details>summary{font-weight:600}\
.seats>details[open]{border-left:3px solid var(--grid);padding-left:.9rem}\
.day{margin:.9rem 0}\
.day h3{margin:0 0 .15rem;font-size:.95rem;font-variant-numeric:tabular-nums}\
.day ul{margin:0;padding-left:1.1rem}\
.day small{display:block;font-size:.85rem}\
code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.9em;overflow-wrap:anywhere}\
pre{background:var(--pale);padding:.7rem .9rem;overflow-x:auto;margin:.6rem 0}\
footer{margin-top:3rem;padding-top:.8rem;border-top:1px solid var(--grid);color:var(--soft);font-size:.88rem}\
@media (max-width:600px){.wide{display:none}.narrow{display:block}body{padding:1.2rem .9rem 3rem}h1{font-size:1.5rem}}\
@media print{body{max-width:none;padding:0;font-size:10pt}nav{display:none}\
figure,.outcome,.day,tr{break-inside:avoid}h2,h3,h4,summary{break-after:avoid}.screen{display:none}a{color:inherit}\
details::details-content{content-visibility:visible;display:block;block-size:auto}.scroll{overflow:visible}}";

/// The style sheet of a page with charts.
pub(super) fn css() -> String {
    let [light, dark] = theme::page_colors();
    format!(":root{{{light}}}@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}{LAYOUT}{}", theme::css())
}
