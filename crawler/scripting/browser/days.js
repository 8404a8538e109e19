// Days in place of an answer's dates (`page.dated`: what joins their pieces), for scripts that look
// an answer up by the day: map["2026-11-15"]. What they write of that day is a pattern of any.
const MONTH = /((?:19|20)\d\d)\D{0,9}?(0[1-9]|1[0-2])(?!\d)/;
const DATED = /date|day|time|riqi|rq$|sj$/i;
const DAY_SHOWN = "15";
let dayTold = null; // its part's name, year and month
function dayOf(name) {
  if (page.dated === undefined || !isText(name) || !DATED.test(name) || !handled) return undefined;
  const month = MONTH.exec(handled.url + " " + (stringify(handled.data) || ""));
  if (!month) return undefined;
  dayTold = { name, year: month[1], month: month[2] };
  return [month[1], month[2], DAY_SHOWN].join(page.dated);
}
const ANCHORED = /(<a\b[^<>]{0,500}?\bhref\s*=\s*["']?)([^"'\s<>]{1,500})([^<>]{0,500}>)([^<]{0,100})/gi;
// The links of a day as those of any: /2026-11/15/ is made of three pieces of the date.
function withAnyDay(html) {
  if (!dayTold) return html;
  const { name, year, month } = dayTold;
  const width = page.dated.length;
  const piece = (from, to) => MARK + name + ":" + from + (to ? "-" + to : "") + MARK;
  const [atMonth, atDay] = [4 + width, 6 + 2 * width];
  const whole = new RegExp(year + "([-/_]?)" + month + "([-/_]?)" + DAY_SHOWN + "(?!\\d)", "g");
  const pieces =
    piece(0, 4) + "$1" + piece(atMonth, atMonth + 2) + "$2" + piece(atDay);
  return html.replace(ANCHORED, (all, before, href, behind, words) => {
    const any = href.replace(whole, pieces);
    return any === href ? all : before + any + behind + (words.includes(MARK) ? words : MARK + name + MARK);
  });
}
