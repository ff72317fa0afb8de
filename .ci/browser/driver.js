// Uses the page as a reader does, and leaves what it saw in an element, which the dump of the page contains.
addEventListener("load", () => {
  const seen = {};
  const press = (target, key) => target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  const type = (text) => {
    search.value = text;
    search.dispatchEvent(new Event("input"));
  };
  const note = (name) => {
    seen[name] = {
      table: document.querySelector("h1").textContent,
      about: document.querySelector(".about").textContent,
      neighbors: [...document.querySelectorAll("[data-table]")].map((item) => item.dataset.table),
      listed: [...document.querySelectorAll("#tables li")].filter((item) => !item.hidden).map((item) => item.textContent),
      focus: document.activeElement.id || document.activeElement.textContent,
      back: getComputedStyle(document.body).backgroundColor,
    };
  };
  const steps = [
    () => note("opened"),
    () => { press(document.body, "/"); note("slash"); },
    () => { type("no such table"); note("unknown"); },
    () => { type("DEPOT"); note("found"); },
    () => { press(search, "ArrowDown"); note("arrow"); },
    () => press(search, "Enter"),
    () => { note("entered"); document.querySelector(".focus summary").click(); },
    () => { seen.rows = document.querySelectorAll(".focus tr").length; },
  ];
  const next = () => {
    const step = steps.shift();
    if (step) {
      step();
      setTimeout(next, 30);
      return;
    }
    const result = document.createElement("pre");
    result.id = "seen";
    result.textContent = JSON.stringify(seen);
    document.body.append(result);
  };
  next();
});
