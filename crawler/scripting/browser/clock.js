// Clock and chance.
// A page asks for the same whenever it is read on one day: it is midnight (of China's day), chance
// is a number; but for what it signs, which is asked for at once (`page.now`). Scripts that wait for the clock do so for ever, therefore it goes on once it has been
// looked at that often.
const Clock = Date,
  DAY = 864e5,
  OFTEN = 500;
const midnight = page.now || Math.floor((Clock.now() + 8 * 36e5) / DAY) * DAY;
let looks = 0;
const today = () => midnight + Math.max(0, ++looks - OFTEN) * 1000;
Clock.now = today;
G.Date = new Proxy(Clock, {
  construct: (clock, given, made) =>
    Reflect.construct(clock, given.length ? given : [today()], made),
  apply: (clock) => new clock(today()).toString(),
});
Clock.prototype.constructor = G.Date;
if (!page.now) Math.random = () => 0.5;
