// What is done later: tasks, and whether a click began them.
const tasks = [];
let done = 0;
// Whether what runs does so only because somebody clicks on what is no menu, tab or pager.
let clicked = false;
// What the element says on which somebody clicks.
let by = "";
const asClicked = (on, work, words) => {
  const before = [clicked, by];
  clicked = clicked || on;
  by = words || by;
  try {
    return work();
  } finally {
    [clicked, by] = before;
  }
};
let handled = null; // the call whose answer a script has in hand
// The number of the page that whatever runs turns to.
let turnedTo = null;
// Whether it turns to another page of a list, whichever that is: "next page".
let turning = false;
const asTurning = (on, work) => {
  const before = turning;
  turning = on;
  try {
    return work();
  } finally {
    turning = before;
  }
};
const asTurned = (number, work) => {
  const before = turnedTo;
  turnedTo = number;
  try {
    return work();
  } finally {
    turnedTo = before;
  }
};
const later = (work) => {
  const [on, words, number, call, turns] = [clicked, by, turnedTo, handled, turning];
  const begun = () => asClicked(on, () => inHand(call, work), words);
  if (tasks.length < MOST.tasks) tasks.push(() => asTurning(turns, () => asTurned(number, begun)));
};
const attempt = (work) => {
  try {
    return work();
  } catch (e) {
    if (String(e).includes("interrupted")) throw e;
    return undefined;
  }
};
function settle() {
  while (tasks.length && done++ < MOST.tasks) attempt(tasks.shift());
}
