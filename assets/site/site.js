// All of this is optional: every page works without it.

const LEAST_LETTERS = 2;
const WAIT_MS = 120;

/** Suggestions under a handle field: a combobox as ARIA describes it, moved by arrows, taken by Enter. */
function suggest(form) {
  const input = form.querySelector("input[name=q]");
  const list = form.querySelector(".suggestions");
  let hits = [];
  let at = -1;
  let asked = 0;
  let timer = 0;
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");

  const close = () => {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const select = next => {
    at = next;
    for (const [i, item] of [...list.children].entries())
      item.setAttribute("aria-selected", String(i === at));
    if (at >= 0) input.setAttribute("aria-activedescendant", list.children[at].id);
    else input.removeAttribute("aria-activedescendant");
  };
  const go = hit => {
    location.href = `/u/${encodeURIComponent(hit.handle)}`;
  };
  const show = found => {
    hits = found;
    list.replaceChildren(...hits.map((hit, i) => suggestion(hit, `${list.id}-${i}`)));
    for (const [i, item] of [...list.children].entries()) {
      item.addEventListener("pointerdown", event => event.preventDefault());
      item.addEventListener("click", () => go(hits[i]));
    }
    if (hits.length === 0) return close();
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    select(-1);
  };
  const ask = async () => {
    const text = input.value.trim().replace(/^@/, "");
    asked += 1;
    const mine = asked;
    if (text.length < LEAST_LETTERS) return close();
    try {
      const answer = await fetch(`/api/v1/search?q=${encodeURIComponent(text)}&limit=6`, {
        headers: { accept: "application/json" },
      });
      if (!answer.ok || mine !== asked) return;
      const found = await answer.json();
      if (mine === asked) show(found.hits ?? []);
    } catch {
      close();
    }
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT_MS);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", event => {
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      const places = hits.length + 1;
      select(((at + 1 + step + places) % places) - 1);
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      go(hits[at]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    }
  });
}

function suggestion(hit, id) {
  const item = document.createElement("li");
  item.id = id;
  item.setAttribute("role", "option");
  const who = document.createElement("span");
  who.className = "suggestion-who";
  who.textContent = hit.display_name ? `${hit.display_name} · ${hit.handle}` : hit.handle;
  const score = document.createElement("span");
  score.className = "suggestion-score";
  score.textContent =
    hit.score === null
      ? "no score"
      : `${Math.round(hit.score)} (${Math.round(hit.low)} to ${Math.round(hit.high)})`;
  item.append(who, score);
  return item;
}

/** Colours change at once; the cookie keeps them for the next page. */
function switchThemes(form) {
  const buttons = [...form.querySelectorAll("button[name=theme]")];
  form.addEventListener("submit", event => {
    const theme = event.submitter?.value;
    if (theme === undefined) return;
    event.preventDefault();
    if (theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.value === theme));
    fetch(form.action, {
      method: "POST",
      body: new URLSearchParams({ theme, back: "/" }),
      redirect: "manual",
    });
  });
}

/** An export dropped on the frame is the chosen file; sending says that it takes a while. */
function takeDrops(form) {
  const frame = form.querySelector(".drop");
  const input = form.querySelector("input[type=file]");
  const status = form.querySelector("[data-drop-status]");
  const button = form.querySelector("button");
  const isOver = over => frame.classList.toggle("is-over", over);
  for (const kind of ["dragenter", "dragover"])
    frame.addEventListener(kind, event => {
      event.preventDefault();
      isOver(true);
    });
  frame.addEventListener("dragleave", () => isOver(false));
  frame.addEventListener("drop", event => {
    event.preventDefault();
    isOver(false);
    if (event.dataTransfer.files.length !== 1) {
      status.textContent = "Drop one file.";
      return;
    }
    input.files = event.dataTransfer.files;
    status.textContent = `${input.files[0].name} is ready to import.`;
  });
  form.addEventListener("submit", () => {
    button.disabled = true;
    status.textContent = "Reading it. Large archives take a minute.";
  });
}

/** A page that waits for something looks again by itself. */
function lookAgain(place) {
  const seconds = Number(place.dataset.again) || 2;
  setTimeout(() => location.reload(), seconds * 1000);
}

function selectWhole(area) {
  area.addEventListener("focus", () => area.select());
}

for (const form of document.querySelectorAll("form[data-suggest]")) suggest(form);
for (const form of document.querySelectorAll("form[data-themes]")) switchThemes(form);
for (const form of document.querySelectorAll("form[data-drop]")) takeDrops(form);
for (const place of document.querySelectorAll("[data-again]")) lookAgain(place);
for (const area of document.querySelectorAll("textarea[data-copy]")) selectWhole(area);
