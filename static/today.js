// While something on the list has the focus: j and k go to the next and the last thing, d is done, s puts off, p passes on.
(() => {
  const list = document.querySelector("ol.tasks");
  if (!list) return;
  const rows = [...list.querySelectorAll(".thing + .doing")];
  const button = (row, place) => row.querySelectorAll(".small-button")[place];
  const keys = { d: 0, s: 1, p: 2 };
  list.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const here = rows.findIndex((row) => row.contains(event.target));
    if (event.key === "j" || event.key === "k") {
      const next = rows[here + (event.key === "j" ? 1 : -1)];
      if (next) button(next, 0)?.focus();
    } else if (event.key in keys && here >= 0) {
      button(rows[here], keys[event.key])?.click();
    } else return;
    event.preventDefault();
  });
})();
