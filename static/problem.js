// Brings a refused form's summary to the reader, and its links to the question rather than the bare box.
(() => {
  const summary = document.querySelector(".nhsuk-error-summary");
  if (!summary) return;
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const box = link && document.getElementById(link.hash.slice(1));
    if (!box) return;
    const question = box.closest("fieldset")?.querySelector("legend") || document.querySelector(`label[for='${box.id}']`);
    event.preventDefault();
    (question || box).scrollIntoView();
    box.focus({ preventScroll: true });
  });
})();
