// Markers lead to the quote in its source card and back; a new question scrolls into view.
(() => {
  const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.marker, a.back");
    const target = link && document.getElementById(link.getAttribute("href").slice(1));
    if (!target) return;
    event.preventDefault();
    document.querySelectorAll(".lit").forEach((element) => element.classList.remove("lit"));
    const card = target.closest(".card");
    target.closest("details")?.setAttribute("open", "");
    if (card) {
      card.classList.add("lit");
      target.classList.add("lit");
    }
    target.scrollIntoView({ behavior, block: card ? "center" : "start" });
    (card ?? target).focus({ preventScroll: true });
  });

  let turns = 0;
  new MutationObserver(() => {
    const now = document.querySelectorAll("#transcript .turn");
    if (now.length > turns) now[now.length - 1].scrollIntoView({ behavior, block: "start" });
    turns = now.length;
  }).observe(document, { childList: true, subtree: true });
})();
