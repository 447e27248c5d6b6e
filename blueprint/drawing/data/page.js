// Brings the page to life. Where a page begins again with another drawing, `kept` is what is known of the reader; else null.

function startHelp() {
  const dialog = byId("keys");
  const row = (keys, text) => make("tr", {}, make("th", {scope: "row"}, ...keys.map(key => make("kbd", {}, key))), make("td", {}, text));
  const [ahead, astern] = data.direction === "rtl" ? ["←", "→"] : ["→", "←"];
  dialog.append(
    make("h2", {id: "bp-keys-title"}, words.keys),
    make("p", {}, words["canvas help"]),
    make("table", {}, make("tbody", {},
      row([ahead, astern], words["key along"]),
      row([`⇧ ${ahead}`], words["key other"]),
      row(["↓", "↑"], words["key next"]),
      row(["Home", "End"], words["key ends"]),
      row(["PgDn", "PgUp"], words["key phase"]),
      row(["Enter"], words["key open"]),
      row(["Esc"], words["key close"]),
      row(["+", "−"], words["key zoom"]),
      row(["0", "1"], words["key fit"]),
      row(["/"], words["key search"]))),
    make("p", {}, words.mouse),
    make("form", {method: "dialog"}, make("button", {autofocus: true}, words.close)));
  // A form may send nothing here, so the button closes by itself.
  dialog.querySelector("form").addEventListener("submit", event => { event.preventDefault(); dialog.close(); });
  byId("help").addEventListener("click", () => dialog.showModal());
}

function startSide() {
  const side = byId("side"), button = byId("panels");
  const show = shown => {
    side.hidden = !shown;
    button.setAttribute("aria-expanded", String(shown));
    document.body.classList.toggle("with-side", shown);
  };
  show(innerWidth >= 900);
  button.addEventListener("click", () => show(side.hidden));
}

document.body.classList.remove("plain");
byId("skip").addEventListener("click", event => {
  event.preventDefault();
  (current ?? canvas).focus();
});
startSide();
startTabs();
startJourney();
startFilter();
startWalk();
startCanvas();
startDetails();
startFindings();
startSearch();
startHelp();
if (keyOfHash(location.hash)) open(keyOfHash(location.hash));
