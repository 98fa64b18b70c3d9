// Markers lead to the quote in its source card and back, a new question scrolls into view, and what a reader without
// a mouse or a screen needs: the focus stays where it was when the conversation is drawn anew, and answers are told.
(() => {
  const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  const QUESTION = "#question textarea";
  const REACHED = "a, button, input, summary";

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

  // Nothing typed, nothing asked: while an empty question is on its way, Gradio would drop the one that follows it.
  for (const kind of ["click", "keydown"]) {
    document.addEventListener(
      kind,
      (event) => {
        const box = document.querySelector(QUESTION);
        const asks =
          kind === "click"
            ? event.target.closest?.("#question button.submit-button")
            : event.target === box && event.key === "Enter" && !event.shiftKey;
        if (!asks || box.value.trim()) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        box.focus();
      },
      true,
    );
  }

  // Where in the conversation the focus is: the turn's id, and which of its links and buttons.
  let focused = null;
  document.addEventListener("focusin", ({ target }) => {
    const turn = target.closest("#transcript .turn");
    focused = turn && { turn: turn.id, place: [...turn.querySelectorAll(REACHED)].indexOf(target) };
  });
  document.addEventListener("pointerdown", ({ target }) => {
    if (!target.closest("#transcript")) focused = null;
  });

  function keepFocus() {
    if (!focused || document.activeElement !== document.body) return;
    const turn = document.getElementById(focused.turn);
    (turn?.querySelectorAll(REACHED)[focused.place] ?? turn)?.focus({ preventScroll: true });
  }

  // Gradio's own parts do not say these to a screen reader.
  function name() {
    document.querySelector(`${QUESTION}:not([aria-label])`)?.setAttribute("aria-label", "Your question");
    const fold = document.querySelector("#filters > button");
    const open = String(fold?.classList.contains("open"));
    if (fold && fold.getAttribute("aria-expanded") !== open) fold.setAttribute("aria-expanded", open);
    document.querySelector("#filters .icon:not([aria-hidden])")?.setAttribute("aria-hidden", "true");
  }

  // What No asks for opens below: it must not stay behind the box at the foot of the page.
  let asking = [];
  function showWhatIsAsked() {
    const now = [...document.querySelectorAll("#transcript .judge:has(label)")];
    const fresh = now.find((form) => !asking.includes(form.dataset.turn));
    asking = now.map((form) => form.dataset.turn);
    if (fresh) requestAnimationFrame(() => fresh.scrollIntoView({ behavior, block: "nearest" }));
  }

  // The open conversation stands in the address, so that a reload finds it again.
  function keepPlace() {
    const id = document.querySelector("#transcript .log")?.dataset.conversation;
    const here = new URL(location);
    if (id === undefined || id === (here.searchParams.get("conversation") ?? "")) return;
    if (id) here.searchParams.set("conversation", id);
    else here.searchParams.delete("conversation");
    history.replaceState(history.state, "", here);
  }

  const teller = document.createElement("div");
  teller.id = "teller";
  teller.setAttribute("role", "status");

  function tell(turn) {
    const parts = [
      turn?.querySelector(".status") ??
        turn?.querySelector(".problem, .message, .short, .quotation, .timeline, .written"),
      turn?.querySelector(".status") ? null : turn?.querySelector(".differ p"),
    ].filter(Boolean);
    const now = parts.map((part) => words(part)).join(". ");
    if (teller.textContent !== now) teller.textContent = now;
  }

  function words(part) {
    const copy = part.cloneNode(true);
    copy.querySelectorAll("a.marker").forEach((marker) => marker.remove());
    return copy.textContent.replace(/\s+/g, " ").trim();
  }

  let turns = 0;
  new MutationObserver(() => {
    if (!teller.isConnected) document.body?.append(teller);
    const now = document.querySelectorAll("#transcript .turn");
    const last = now[now.length - 1];
    if (now.length > turns) last.scrollIntoView({ behavior, block: "start" });
    if (turns && !now.length) document.querySelector(QUESTION)?.focus();
    turns = now.length;
    tell(last);
    keepFocus();
    showWhatIsAsked();
    keepPlace();
    name();
  }).observe(document, { childList: true, subtree: true, attributeFilter: ["class"] });
})();
