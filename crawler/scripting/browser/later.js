// What is done later: tasks, and whether a click began them.
const tasks = [];
let done = 0;
// Whether what runs does so only because somebody clicks on what is no menu, tab or pager.
let clicked = false;
const asClicked = (on, work) => {
  const before = clicked;
  clicked = before || on;
  try {
    return work();
  } finally {
    clicked = before;
  }
};
const later = (work) => {
  const on = clicked;
  if (tasks.length < MOST.tasks) tasks.push(() => asClicked(on, work));
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
