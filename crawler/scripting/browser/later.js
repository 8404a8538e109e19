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
  const [on, words, number, call] = [clicked, by, turnedTo, handled];
  if (tasks.length < MOST.tasks)
    tasks.push(() => asTurned(number, () => asClicked(on, () => inHand(call, work), words)));
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
