// While an answer of a row has the focus, a number chooses: 1, 2, 3; S is the same person, N somebody new; and on to the next row.
(() => {
  const answers = (row) => [...row.querySelectorAll("input[type=radio]")];
  const rows = [...document.querySelectorAll(".held-back")].filter((row) => answers(row).length);
  const chosen = (row, key) => {
    const same = answers(row).filter((one) => one.value.startsWith("same:"));
    if (key === "s") return same.length === 1 ? same[0] : undefined;
    if (key === "n") return answers(row).find((one) => one.value === "new");
    return answers(row)[Number(key) - 1];
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.type !== "radio") return;
    const here = rows.findIndex((row) => row.contains(event.target));
    const answer = here < 0 ? undefined : chosen(rows[here], event.key.toLowerCase());
    if (!answer) return;
    event.preventDefault();
    answer.checked = true;
    const next = rows.slice(here + 1).find((row) => !answers(row).some((one) => one.checked));
    (next ? answers(next)[0] : document.querySelector("form button[value=check]"))?.focus();
  });
})();
